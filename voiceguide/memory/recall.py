"""What the diary's entries mean, seen from now. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Final

from voiceguide.messages.memory import (
    DayPart,
    Done,
    Note,
    NoteKind,
    PainTold,
    Past,
    Reminder,
)

_WEEK: Final = 7
_MORNING: Final = time(4)
_AFTERNOON: Final = time(12)
_EVENING: Final = time(17)
_CHANGES: Final = frozenset({NoteKind.WORSE, NoteKind.MOVED, NoteKind.CHANGED})


@dataclass(frozen=True, slots=True)
class Entry:
    """A note and when it was made, on the person's own clock then."""

    at: datetime
    note: Note


def recall(entries: Iterable[Entry], now: datetime, reminders: Sequence[Reminder] = ()) -> Past:
    """What matters of `entries`, in any order, at `now`; later ones than now count as today's."""
    told = sorted(entries, key=lambda entry: entry.at)
    levels = [entry for entry in told if entry.note.level is not None]
    return Past(
        sessions=tuple(
            Done(
                entry.note.routine,
                _days_ago(entry.at, now),
                day_part(entry.at),
                entry.note.finished,
                entry.note.seconds,
            )
            for entry in told
            if entry.note.kind is NoteKind.SESSION
        ),
        levels=tuple(
            PainTold(_days_ago(entry.at, now), entry.note.level)
            for entry in levels
            if entry.note.level is not None and _days_ago(entry.at, now) < _WEEK
        ),
        level=levels[-1].note.level if levels else None,
        place=next((one.note.place for one in reversed(told) if one.note.place), ""),
        feeling=next((one.note.now for one in reversed(told) if one.note.now), ""),
        changes={
            entry.note.kind: _days_ago(entry.at, now)
            for entry in told
            if entry.note.kind in _CHANGES
        },
        changed_today=_changed_today(told, levels, now),
        part=day_part(now),
        reminders=tuple(reminders),
        empty=not told,
    )


def diary_day(moment: datetime) -> date:
    """The day of the diary, by the person's own clock; a night belongs to the day before it.

    It ends where the morning begins: to someone up late it is still today.
    """
    return (moment - timedelta(hours=_MORNING.hour)).date()


def day_part(moment: datetime) -> DayPart:
    """The part of the diary's day; a night belongs to its evening."""
    clock = moment.time()
    if _MORNING <= clock < _AFTERNOON:
        return DayPart.MORNING
    return DayPart.AFTERNOON if _AFTERNOON <= clock < _EVENING else DayPart.EVENING


def _changed_today(told: Sequence[Entry], levels: Sequence[Entry], now: datetime) -> bool:
    if any(one.note.kind in _CHANGES for one in told if _today(one.at, now)):
        return True
    return any(
        (later.note.level or 0) > (earlier.note.level or 0) and _today(later.at, now)
        for earlier, later in pairwise(levels)
    )


def _today(then: datetime, now: datetime) -> bool:
    """Whether it was today by the diary or by the calendar.

    Who is woken by pain is still to be careful in the morning.
    """
    return _days_ago(then, now) == 0 or then.date() == now.date()


def _days_ago(then: datetime, now: datetime) -> int:
    return max(0, (diary_day(now) - diary_day(then)).days)
