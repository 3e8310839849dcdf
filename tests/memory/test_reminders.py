"""Reminders: once a day, an hour late at most, over restarts, by one process alone."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from voiceguide.memory.memory import DiaryMemory
from voiceguide.messages.memory import Reminder

MORNING = Reminder("morning", 8, 0)
EVENING = Reminder("evening", 20, 30)


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def at(self, hour: int, minute: int, days: int = 0) -> None:
        self.now = self.now.replace(hour=hour, minute=minute) + timedelta(days=days)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "diary.sqlite3"


def test_it_is_due_once_a_day_at_its_time(path: Path, clock: Clock) -> None:
    memory = DiaryMemory(path, clock)
    memory.remind((MORNING,))
    assert memory.due() is None
    clock.at(8, 0)
    assert memory.due() == MORNING
    assert memory.due() is None
    clock.at(8, 1, days=1)
    assert memory.due() == MORNING


def test_a_restart_neither_loses_nor_repeats_it(path: Path, clock: Clock) -> None:
    DiaryMemory(path, clock).remind((MORNING,))
    clock.at(8, 10)
    assert DiaryMemory(path, clock).due() == MORNING
    assert DiaryMemory(path, clock).due() is None


def test_more_than_an_hour_late_is_too_late(path: Path, clock: Clock) -> None:
    memory = DiaryMemory(path, clock)
    memory.remind((MORNING,))
    clock.at(9, 0)
    assert memory.due() is None


def test_set_after_its_time_it_begins_tomorrow(path: Path, clock: Clock) -> None:
    memory = DiaryMemory(path, clock)
    clock.at(8, 20)
    memory.remind((MORNING,))
    assert memory.due() is None
    clock.at(8, 0, days=1)
    assert memory.due() == MORNING


def test_one_of_two_processes_speaks_it(path: Path, clock: Clock) -> None:
    one, other = DiaryMemory(path, clock), DiaryMemory(path, clock)
    one.remind((MORNING,))
    clock.at(8, 0)
    assert [one.due(), other.due()] == [MORNING, None]


def test_a_new_time_takes_the_place_of_the_old(path: Path, clock: Clock) -> None:
    memory = DiaryMemory(path, clock)
    memory.remind((MORNING, EVENING))
    later = Reminder("morning", 9, 15)
    memory.remind((later,))
    assert memory.past().reminders == (later, EVENING)
    memory.unremind("evening")
    assert memory.past().reminders == (later,)
    memory.unremind("")
    assert not memory.past().reminders


class Reminders(RuleBasedStateMachine):
    """Whatever is set, dropped and waited for, nothing is spoken twice a day or at odd times."""

    @initialize()
    def begin(self) -> None:
        self.clock = Clock()
        self.memory = DiaryMemory(None, self.clock)

    @rule(part=st.sampled_from(["morning", "evening", ""]), hour=st.integers(0, 23))
    def set(self, part: str, hour: int) -> None:
        self.memory.remind((Reminder(part, hour, 0),))

    @rule(part=st.sampled_from(["morning", "evening", ""]))
    def drop(self, part: str) -> None:
        self.memory.unremind(part)
        left = self.memory.past().reminders
        assert all(part and one.part != part for one in left)

    @rule(minutes=st.integers(1, 600))
    def wait(self, minutes: int) -> None:
        self.clock.now += timedelta(minutes=minutes)
        while (due := self.memory.due()) is not None:
            late = self.clock.now - self.clock.now.replace(hour=due.hour, minute=due.minute)
            assert timedelta(0) <= late < timedelta(hours=1)
            assert due in self.memory.past().reminders

    @invariant()
    def at_most_one_a_part(self) -> None:
        parts = [one.part for one in self.memory.past().reminders if one.part]
        assert len(parts) == len(set(parts))


TestReminders = Reminders.TestCase
