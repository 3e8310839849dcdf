"""The diary's file: made, kept, brought up to date, refused, erased."""

import os
import sqlite3
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from voiceguide.errors import Trouble
from voiceguide.memory.memory import DiaryMemory
from voiceguide.memory.migrations import MIGRATIONS, version
from voiceguide.messages.memory import Note, NoteKind, Reminder

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
SECRET = "left shoulder blade"


def memory(path: Path, now: datetime = NOW) -> DiaryMemory:
    return DiaryMemory(path, lambda: now)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "diary.sqlite3"


def test_what_is_noted_is_there_the_next_time(path: Path) -> None:
    note = Note(NoteKind.CHANGED, was="burning", now="stabbing")
    memory(path).remember(note)
    (entry,) = memory(path).entries()
    assert (entry.at, entry.note) == (NOW, note)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_the_file_is_the_persons_alone(path: Path) -> None:
    memory(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("before", range(len(MIGRATIONS)))
def test_every_older_shape_is_brought_up_to_date_with_its_entries(path: Path, before: int) -> None:
    path.parent.mkdir()
    old = sqlite3.connect(path)
    for statements in MIGRATIONS[:before]:
        for statement in statements:
            old.execute(statement)
    old.execute(f"PRAGMA user_version = {before}")
    if before:
        old.execute("INSERT INTO notes (at, kind, level) VALUES (?, 'level', 6)", [NOW.isoformat()])
    old.commit()
    old.close()
    assert [entry.note.level for entry in memory(path).entries()] == [6] * bool(before)
    memory(path).remind((Reminder("morning", 8, 0),))
    assert version(sqlite3.connect(path)) == len(MIGRATIONS)


def test_a_file_of_a_newer_version_is_left_alone(path: Path) -> None:
    memory(path).remember(Note(NoteKind.WORSE))
    sqlite3.connect(path).execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    before = path.read_bytes()
    with pytest.raises(Trouble, match="newer voiceguide"):
        memory(path)
    assert path.read_bytes() == before


def test_a_damaged_file_is_refused_and_left_as_it_is(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"this is no diary" * 100)
    with pytest.raises(Trouble) as caught:
        memory(path)
    assert str(path) in caught.value.what
    assert path.read_bytes() == b"this is no diary" * 100


def test_a_file_damaged_in_its_middle_is_refused_and_left_as_it_is(path: Path) -> None:
    kept = memory(path)
    for _ in range(200):
        kept.remember(Note(NoteKind.MOVED, place=SECRET))
    kept.close()
    whole = path.read_bytes()
    damaged = whole[:4096] + b"\xff" * 4096 + whole[8192:]
    path.write_bytes(damaged)
    with pytest.raises(Trouble) as caught:
        memory(path)
    assert str(path) in caught.value.what
    assert path.read_bytes() == damaged


def test_entries_that_nobody_could_have_noted_are_trouble(path: Path) -> None:
    memory(path).remember(Note(NoteKind.WORSE))
    other = sqlite3.connect(path)
    other.execute("UPDATE notes SET kind = 'hungry'")
    other.commit()
    with pytest.raises(Trouble, match="hungry"):
        memory(path).entries()


@pytest.mark.skipif(sys.platform == "win32" or not os.geteuid(), reason="nothing is forbidden")
def test_a_folder_that_may_not_be_written_to_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(Trouble) as caught:
        memory(tmp_path / "diary.sqlite3")
    assert str(tmp_path) in caught.value.what
    assert "writable" in caught.value.mend


def test_a_full_disk_loses_nothing_that_was_noted(path: Path) -> None:
    kept = memory(path)
    kept.remember(Note(NoteKind.WORSE))
    pages = kept._connection.execute("PRAGMA page_count").fetchone()[0]
    kept._connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(Trouble, match="Make room"):
        kept.remember(Note(NoteKind.MOVED, place=SECRET * 1000))
    assert [entry.note.kind for entry in kept.entries()] == [NoteKind.WORSE]
    kept.remember(Note(NoteKind.BETTER))
    assert len(memory(path).entries()) == 2


def test_entries_come_in_time_order_though_the_clock_was_set_back(path: Path) -> None:
    memory(path).remember(Note(NoteKind.BETTER))
    memory(path, NOW - timedelta(hours=1)).remember(Note(NoteKind.WORSE))
    kinds = [entry.note.kind for entry in memory(path).entries()]
    assert kinds == [NoteKind.WORSE, NoteKind.BETTER]


def test_a_folder_in_its_place_is_refused(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(Trouble, match=r"diary\.sqlite3"):
        memory(path)


def test_nothing_of_what_was_erased_is_left_in_the_file(path: Path) -> None:
    kept = memory(path)
    for _ in range(50):
        kept.remember(Note(NoteKind.MOVED, place=SECRET))
    kept.remind((Reminder("evening", 20, 0),))
    assert SECRET.encode() in path.read_bytes()
    kept.forget()
    left = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert SECRET.encode() not in left
    assert memory(path).past().empty
    assert not memory(path).past().reminders


WRITER = """
import sys
from pathlib import Path
from voiceguide.memory.memory import DiaryMemory
from voiceguide.messages.memory import Note, NoteKind
memory = DiaryMemory(Path(sys.argv[1]))
for number in range(int(sys.argv[2])):
    memory.remember(Note(NoteKind.LEVEL, level=number % 11))
    print(number, flush=True)
"""


def writer(path: Path, times: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(path), str(times)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_two_processes_write_at_once_and_nothing_is_lost(path: Path) -> None:
    processes = [writer(path, 40) for _ in range(2)]
    for process in processes:
        process.communicate()
        assert process.returncode == 0
    assert len(memory(path).entries()) == 80


def test_a_crash_in_the_middle_loses_nothing_that_was_written(path: Path) -> None:
    process = writer(path, 100_000)
    assert process.stdout is not None
    told = [process.stdout.readline() for _ in range(25)]
    process.kill()
    told += process.stdout.readlines()
    process.wait()
    whole = sum(line.endswith("\n") for line in told)
    assert whole <= len(memory(path).entries()) <= whole + 1
