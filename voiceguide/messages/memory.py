"""What is remembered of a person, and what is recalled from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

STRONGEST: Final = 10
"""Pain is told from 0 to this."""


class NoteKind(StrEnum):
    """What a diary entry tells."""

    WORSE = "worse"
    BETTER = "better"
    MOVED = "moved"
    CHANGED = "changed"
    LEVEL = "level"
    SESSION = "session"


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to remember. The memory adds when it was."""

    kind: NoteKind
    level: int | None = None
    """Pain, 0 to 10."""
    place: str = ""
    """Where it hurts now: "left leg"."""
    was: str = ""
    """How the pain felt before: "burning"."""
    now: str = ""
    """How it feels now: "stabbing"."""
    routine: str = ""
    """Key of the routine of a session: `childs-pose`."""
    seconds: float = 0.0
    """Length of a session."""
    finished: bool = False
    """Whether the session was finished rather than broken off."""


class DayPart(StrEnum):
    """Parts of a day, as people speak of them."""

    MORNING = "morning"
    """From 4 to 12 o'clock."""
    AFTERNOON = "afternoon"
    """From 12 to 17 o'clock."""
    EVENING = "evening"
    """From 17 to 4 o'clock."""


@dataclass(frozen=True, slots=True)
class Done:
    """A session that was finished or broken off."""

    routine: str
    """Key of the routine."""
    days_ago: int
    part: DayPart
    finished: bool
    seconds: float = 0.0
    """How long it went on."""


@dataclass(frozen=True, slots=True)
class PainTold:
    """A pain level that was told."""

    days_ago: int
    level: int


@dataclass(frozen=True, slots=True)
class Past:
    """What the diary holds, seen from now. Days end when the morning begins, not at midnight."""

    sessions: tuple[Done, ...] = ()
    """All of them, oldest first."""
    levels: tuple[PainTold, ...] = ()
    """Of the last seven days, oldest first."""
    level: int | None = None
    """The last level told, however long ago."""
    place: str = ""
    """The last place told."""
    feeling: str = ""
    """The last character told: "burning"."""
    changes: Mapping[NoteKind, int] = field(default_factory=dict)
    """WORSE, MOVED and CHANGED to how many days ago that was last told, if it ever was."""
    changed_today: bool = False
    """Whether pain was told today, or since midnight, to have grown, moved or changed."""
    part: DayPart = DayPart.MORNING
    """The part of the day that it is now."""
    reminders: tuple["Reminder", ...] = ()
    empty: bool = True
    """Whether nothing at all is kept."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """A daily reminder."""

    part: str
    """morning, evening, or empty for a time of its own."""
    hour: int
    minute: int
