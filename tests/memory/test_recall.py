"""What the diary means, seen from now."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.memory.recall import Entry, day_part, recall
from voiceguide.messages.memory import DayPart, Done, Note, NoteKind, PainTold

NOW: Final = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)


def level(strength: int, **ago: float) -> Entry:
    return Entry(NOW - timedelta(**ago), Note(NoteKind.LEVEL, level=strength))


def session(routine: str, finished: bool = True, seconds: float = 0.0, **ago: float) -> Entry:
    note = Note(NoteKind.SESSION, routine=routine, seconds=seconds, finished=finished)
    return Entry(NOW - timedelta(**ago), note)


def november(moment: str) -> datetime:
    """A moment of November 2026: "24 09:00"."""
    return datetime.strptime(f"2026-11-{moment}", "%Y-%m-%d %H:%M").replace(tzinfo=UTC)


def test_an_empty_diary_knows_nothing() -> None:
    past = recall([], NOW)
    assert past.empty
    assert past.level is None
    assert past.part is DayPart.EVENING


def test_the_pain_of_a_week_in_order() -> None:
    past = recall([level(4, hours=1), level(6, days=6), level(9, days=8)], NOW)
    assert past.levels == (PainTold(6, 6), PainTold(0, 4))
    assert past.level == 4


def test_every_session_is_recalled_the_last_one_last() -> None:
    """What was broken off since doesn't hide what was finished."""
    told = [
        session("childs-pose", finished=False, hours=9.8),
        session("childs-pose", hours=10),
        session("walk", days=1, seconds=720.0),
    ]
    assert recall(told, NOW).sessions == (
        Done("walk", 1, DayPart.EVENING, finished=True, seconds=720.0),
        Done("childs-pose", 0, DayPart.MORNING, finished=True),
        Done("childs-pose", 0, DayPart.MORNING, finished=False),
    )


def test_when_each_kind_of_change_was_told_last() -> None:
    told = [
        Entry(NOW - timedelta(days=days), Note(kind))
        for days, kind in [(3, NoteKind.MOVED), (1, NoteKind.MOVED), (9, NoteKind.WORSE)]
    ]
    assert recall([*told, level(4, days=2)], NOW).changes == {NoteKind.MOVED: 1, NoteKind.WORSE: 9}


@pytest.mark.parametrize("kind", [NoteKind.WORSE, NoteKind.MOVED, NoteKind.CHANGED])
def test_a_change_told_today_is_known(kind: NoteKind) -> None:
    assert recall([Entry(NOW - timedelta(hours=2), Note(kind))], NOW).changed_today
    assert not recall([Entry(NOW - timedelta(days=1), Note(kind))], NOW).changed_today


def test_pain_that_grew_today_is_a_change() -> None:
    assert recall([level(4, days=2), level(6, hours=1)], NOW).changed_today
    assert not recall([level(6, days=2), level(4, hours=1)], NOW).changed_today
    assert not recall([level(4, days=3), level(6, days=2)], NOW).changed_today


@pytest.mark.parametrize(
    ("hour", "part"),
    [
        (3, DayPart.EVENING),
        (4, DayPart.MORNING),
        (12, DayPart.AFTERNOON),
        (17, DayPart.EVENING),
        (23, DayPart.EVENING),
    ],
)
def test_parts_of_the_day(hour: int, part: DayPart) -> None:
    assert day_part(NOW.replace(hour=hour)) is part


@pytest.mark.parametrize(
    ("done", "asked", "days_ago"),
    [
        ("23 22:30", "24 00:10", 0),
        ("24 00:30", "24 03:59", 0),
        ("24 00:30", "24 09:00", 1),
        ("23 22:30", "24 04:00", 1),
        ("23 09:00", "24 00:10", 0),
        ("24 05:00", "24 23:00", 0),
    ],
)
def test_a_night_belongs_to_the_day_and_the_evening_before_it(
    done: str, asked: str, days_ago: int
) -> None:
    noted = Entry(november(done), Note(NoteKind.SESSION, routine="walk", finished=True))
    past = recall([noted], november(asked))
    assert past.sessions == (Done("walk", days_ago, day_part(noted.at), finished=True),)


def test_pain_that_grew_in_the_night_has_changed_today_by_either_count() -> None:
    """Whoever was woken by it is still told in the morning to cut back."""
    for told, asked in (("24 03:00", "24 09:00"), ("23 23:30", "24 00:30")):
        assert recall([Entry(november(told), Note(NoteKind.WORSE))], november(asked)).changed_today
    last_evening = Entry(november("23 23:30"), Note(NoteKind.WORSE))
    assert not recall([last_evening], november("24 09:00")).changed_today


def test_a_day_is_that_of_the_persons_clock_whatever_the_offset_was() -> None:
    """The clock went back in the night: noted in summer time, asked in winter time."""
    summer, winter = timezone(timedelta(hours=2)), timezone(timedelta(hours=1))
    noted = Entry(
        datetime(2026, 10, 24, 23, 30, tzinfo=summer), Note(NoteKind.SESSION, routine="walk")
    )
    (recalled,) = recall([noted], datetime(2026, 10, 25, 9, 0, tzinfo=winter)).sessions
    assert recalled.days_ago == 1


_MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))
_NOTES = st.builds(
    Note,
    kind=st.sampled_from(NoteKind),
    level=st.none() | st.integers(0, 10),
    place=st.sampled_from(["", "left hip"]),
    routine=st.sampled_from(["walk", "childs-pose"]),
    finished=st.booleans(),
)


@given(st.lists(st.builds(Entry, at=_MOMENTS, note=_NOTES), unique_by=lambda one: one.at), _MOMENTS)
def test_any_diary_can_be_recalled_in_any_order(entries: list[Entry], now: datetime) -> None:
    past = recall(entries, now)
    assert past == recall(entries[::-1], now)
    assert past.empty == (not entries)
    assert all(0 <= told.days_ago < 7 for told in past.levels)
    ages = [done.days_ago for done in past.sessions]
    assert ages == sorted(ages, reverse=True)
    assert min([*ages, *past.changes.values()], default=0) >= 0
