"""Reminders: once a day, an hour late at most, over restarts, by one process alone."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from subprocess import PIPE
from zoneinfo import ZoneInfo

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from voiceguide.memory.memory import DiaryMemory
from voiceguide.messages.memory import Reminder

MORNING = Reminder("morning", 8, 0)
EVENING = Reminder("evening", 20, 30)
BERLIN = ZoneInfo("Europe/Berlin")


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


def test_late_in_the_evening_it_may_be_spoken_after_midnight(path: Path, clock: Clock) -> None:
    night = Reminder("evening", 23, 45)
    memory = DiaryMemory(path, clock)
    memory.remind((night,))
    clock.at(0, 10, days=1)
    assert memory.due() == night
    assert memory.due() is None
    clock.at(23, 50)
    assert memory.due() == night


def test_set_just_after_midnight_it_waits_for_the_evening(path: Path, clock: Clock) -> None:
    memory = DiaryMemory(path, clock)
    clock.at(0, 10)
    memory.remind((Reminder("evening", 23, 45),))
    assert memory.due() is None
    clock.at(23, 45)
    assert memory.due() is not None


@pytest.mark.parametrize("day", [datetime(2026, 3, 29), datetime(2026, 10, 25)])
def test_it_is_spoken_once_when_the_clock_changes(path: Path, clock: Clock, day: datetime) -> None:
    """Half past two is left out in spring, and comes twice in autumn."""
    clock.now = day.astimezone(BERLIN) - timedelta(hours=12)
    memory = DiaryMemory(path, clock)
    memory.remind((Reminder("", 2, 30),))
    spoken = []
    for minutes in range(0, 24 * 60, 5):
        instant = day.replace(tzinfo=BERLIN).astimezone(UTC) + timedelta(minutes=minutes)
        clock.now = instant.astimezone(BERLIN)
        clock.now = clock.now.replace(tzinfo=timezone(clock.now.utcoffset() or timedelta()))
        spoken += [memory.due()]
    assert len(spoken) - spoken.count(None) == 1


def test_one_of_two_processes_speaks_it(path: Path, clock: Clock) -> None:
    one, other = DiaryMemory(path, clock), DiaryMemory(path, clock)
    one.remind((MORNING,))
    clock.at(8, 0)
    assert [one.due(), other.due()] == [MORNING, None]


WAITING = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from voiceguide.memory.memory import DiaryMemory
memory = DiaryMemory(Path(sys.argv[1]), lambda: datetime(2026, 11, 24, 8, 0, tzinfo=UTC))
print("ready", flush=True)
sys.stdin.readline()
print(memory.due() is not None)
"""


def test_one_of_several_processes_that_look_at_once_speaks_it(path: Path, clock: Clock) -> None:
    DiaryMemory(path, clock).remind((MORNING,))
    command = [sys.executable, "-c", WAITING, str(path)]
    processes = [subprocess.Popen(command, stdin=PIPE, stdout=PIPE, text=True) for _ in range(4)]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("now\n")
        process.stdin.flush()
    told = sorted(process.communicate()[0] for process in processes)
    assert told == ["False\n"] * 3 + ["True\n"]


def test_a_new_time_takes_the_place_of_the_old(path: Path, clock: Clock) -> None:
    memory = DiaryMemory(path, clock)
    memory.remind((MORNING, EVENING))
    later = Reminder("morning", 9, 15)
    memory.remind((later,))
    assert memory.past().reminders == (later, EVENING)
    memory.unremind((EVENING,))
    assert memory.past().reminders == (later,)
    memory.unremind((later,))
    assert not memory.past().reminders


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_two_at_the_same_time_of_day_are_one(
    path: Path, clock: Clock, order: tuple[int, int]
) -> None:
    first, second = ((Reminder("", 8, 0), MORNING)[number] for number in order)
    memory = DiaryMemory(path, clock)
    memory.remind((first, EVENING))
    memory.remind((second,))
    assert memory.past().reminders == (second, EVENING)
    clock.at(8, 0)
    assert [memory.due(), memory.due()] == [second, None]


class Reminders(RuleBasedStateMachine):
    """Whatever is set, dropped and waited for, nothing is spoken twice a day or at odd times."""

    @initialize()
    def begin(self) -> None:
        self.clock = Clock()
        self.memory = DiaryMemory(None, self.clock)
        self.spoken: set[tuple[Reminder, datetime]] = set()

    @rule(part=st.sampled_from(["morning", "evening", ""]), hour=st.integers(0, 23))
    def set(self, part: str, hour: int) -> None:
        self.memory.remind((Reminder(part, hour, 0),))

    @rule(part=st.sampled_from(["morning", "evening", ""]))
    def drop(self, part: str) -> None:
        kept = self.memory.past().reminders
        self.memory.unremind(tuple(one for one in kept if one.part == part))
        assert self.memory.past().reminders == tuple(one for one in kept if one.part != part)

    @rule(minutes=st.integers(1, 600))
    def wait(self, minutes: int) -> None:
        self.clock.now += timedelta(minutes=minutes)
        while (due := self.memory.due()) is not None:
            late = self.clock.now - self.clock.now.replace(hour=due.hour, minute=due.minute)
            # A time of day that is still to come was yesterday's.
            late += timedelta(days=late < timedelta(0))
            assert late < timedelta(hours=1)
            assert due in self.memory.past().reminders
            moment = self.clock.now - late
            assert (due, moment) not in self.spoken
            self.spoken.add((due, moment))

    @invariant()
    def at_most_one_a_part(self) -> None:
        parts = [one.part for one in self.memory.past().reminders if one.part]
        assert len(parts) == len(set(parts))

    @invariant()
    def at_most_one_a_time_of_day(self) -> None:
        times = [(one.hour, one.minute) for one in self.memory.past().reminders]
        assert len(times) == len(set(times))


TestReminders = Reminders.TestCase
