"""The diary of a live conversation: nobody waits while another program writes to its file."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.apps.rehearsal import Scripted
from voiceguide.assembly import make_assistant, make_parts
from voiceguide.errors import Trouble
from voiceguide.memory.aside import DiaryAside
from voiceguide.memory.held import Held
from voiceguide.memory.memory import DiaryMemory
from voiceguide.messages.audio import BLOCK
from voiceguide.messages.memory import Note, NoteKind, Past, Reminder
from voiceguide.messages.rehearsal import Line
from voiceguide.settings import Settings
from voiceguide.speaking.unspoken import Unspoken

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
SIX = Note(NoteKind.LEVEL, level=6)
THREE = Note(NoteKind.LEVEL, level=3)
EIGHT, HALF_PAST_EIGHT = Reminder("morning", 8, 0), Reminder("morning", 8, 30)
FOREVER = 60.0


class Other:
    """Another program that uses the file."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)

    def begin(self, how: str) -> None:
        self._connection.execute(f"BEGIN {how}")

    def end(self) -> None:
        self._connection.execute("ROLLBACK")

    def refuse_notes(self) -> None:
        self._connection.execute(
            "CREATE TRIGGER no BEFORE INSERT ON notes BEGIN SELECT RAISE(FAIL, 'no more'); END"
        )

    def close(self) -> None:
        self._connection.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "diary.sqlite3"
    with closing(DiaryMemory(path, lambda: NOW - timedelta(days=1))) as diary:
        diary.remember(SIX)
        diary.remind((EIGHT,))
    return path


@pytest.fixture
def other(path: Path) -> Iterator[Other]:
    with closing(Other(path)) as other:
        yield other


@pytest.fixture
def told() -> list[Trouble]:
    return []


def opened(path: Path, told: list[Trouble], patience_s: float = 0.05) -> DiaryAside:
    return DiaryAside(path, told.append, lambda: NOW, patience_s)


def afterwards(path: Path) -> Past:
    with closing(DiaryMemory(path, lambda: NOW)) as diary:
        return diary.past()


@pytest.mark.parametrize("how", ["IMMEDIATE", "EXCLUSIVE"])
def test_what_was_told_is_known_at_once_and_written_when_that_can_be_done(
    path: Path, other: Other, told: list[Trouble], how: str
) -> None:
    memory = opened(path, told)
    other.begin(how)
    memory.remember(THREE)
    memory.remind((HALF_PAST_EIGHT,))
    past = memory.past()
    assert [(one.days_ago, one.level) for one in past.levels] == [(1, 6), (0, 3)]
    assert past.reminders == (HALF_PAST_EIGHT,)
    assert memory.past() == past
    memory.unremind((HALF_PAST_EIGHT,))
    assert memory.past().reminders == ()
    other.end()
    memory.close()
    memory.close()
    assert [one.level for one in afterwards(path).levels] == [6, 3]
    assert afterwards(path).reminders == ()
    assert not told


def test_what_was_told_is_known_once_when_it_is_written(path: Path, told: list[Trouble]) -> None:
    with closing(opened(path, told, FOREVER)) as memory:
        for _ in range(3):
            memory.remember(THREE)
            memory.past()
        assert [one.level for one in memory.past().levels] == [6, 3, 3, 3]
        memory.confirm()


def test_what_is_forgotten_is_forgotten_at_once(
    path: Path, other: Other, told: list[Trouble]
) -> None:
    memory = opened(path, told)
    other.begin("IMMEDIATE")
    memory.forget()
    assert memory.past().empty
    assert memory.past().reminders == ()
    other.end()
    memory.close()
    assert afterwards(path).empty


def test_what_other_programs_write_is_seen(path: Path, told: list[Trouble]) -> None:
    with closing(opened(path, told, FOREVER)) as memory:
        with closing(DiaryMemory(path, lambda: NOW)) as diary:
            diary.remember(THREE)
        assert [one.level for one in memory.past().levels] == [6, 3]


def test_the_time_of_a_note_is_when_it_was_told(
    path: Path, other: Other, told: list[Trouble]
) -> None:
    clock = [NOW]
    memory = DiaryAside(path, told.append, lambda: clock[0], 0.05)
    other.begin("IMMEDIATE")
    memory.remember(THREE)
    memory.remind((HALF_PAST_EIGHT,))
    clock[0] += timedelta(hours=3)
    other.end()
    memory.close()
    with closing(DiaryMemory(path)) as diary:
        assert diary.entries()[-1].at == NOW


def test_what_can_not_be_written_is_told_once_and_not_remembered(
    path: Path, other: Other, told: list[Trouble]
) -> None:
    other.refuse_notes()
    with closing(opened(path, told, FOREVER)) as memory:
        memory.remember(THREE)
        assert [one.level for one in memory.past().levels] == [6]
        with pytest.raises(Trouble, match="no more"):
            memory.confirm()
        memory.confirm()
        memory.remember(THREE)
    assert len(told) == 1


def test_a_reminder_is_looked_up_without_waiting_and_spoken_by_one_alone(
    path: Path, other: Other, told: list[Trouble]
) -> None:
    later = NOW - timedelta(minutes=50)
    memory = DiaryAside(path, told.append, lambda: later, 0.05)
    other.begin("IMMEDIATE")
    assert memory.due() is None
    other.end()
    memory.close()
    with closing(DiaryMemory(path, lambda: later)) as diary:
        assert diary.due() == EIGHT, "claimed and not spoken, it is still due"
    with closing(DiaryAside(path, told.append, lambda: later, FOREVER)) as memory:
        assert memory.due() is None


@pytest.mark.parametrize("words", ["i can't feel my legs", "my pain is worse"])
def test_help_is_told_while_another_program_writes(
    path: Path, other: Other, told: list[Trouble], words: str
) -> None:
    memory = opened(path, told)
    parts = make_parts(Settings(), memory, told.append)
    assistant = make_assistant(parts, Scripted([Line(0.0, words, None)]), Unspoken(165))
    assistant.begin("childs-pose")  # which is noted when it is broken off
    other.begin("EXCLUSIVE")
    assistant.process(np.zeros(BLOCK, np.int16))
    assert assistant.conversation.session is None and assistant.speaking
    # With a diary that is waited for, the lock would have been given up by now, and told.
    assert not told
    other.end()
    memory.close()
    assert not told


def test_a_diary_that_can_not_be_opened_is_trouble(tmp_path: Path) -> None:
    path = tmp_path / "diary.sqlite3"
    path.write_bytes(b"this is no diary" * 100)
    with pytest.raises(Trouble, match="diary"):
        DiaryAside(path)


REMINDERS = st.builds(
    Reminder, st.sampled_from(["", "morning", "evening"]), st.integers(7, 9), st.sampled_from([0])
)


@given(st.lists(st.tuples(st.booleans(), st.lists(REMINDERS, max_size=3)), max_size=6))
def test_what_waits_to_be_written_means_what_it_will_mean_when_it_is(
    steps: list[tuple[bool, list[Reminder]]],
) -> None:
    """Reminders replace one another in the file and beside it in the same way."""
    held = Held()
    with closing(DiaryMemory(None, lambda: NOW)) as diary:
        for keep, reminders in steps:
            if keep:
                diary.remind(tuple(reminders))
                held = held.reminding(reminders)
            else:
                diary.unremind(tuple(reminders))
                held = held.not_reminding(reminders)
            assert held.reminders == diary.held().reminders
