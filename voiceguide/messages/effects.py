"""What the conversation wants done; the rooms at the edge do it."""

from dataclasses import dataclass
from typing import Final, TypeAlias

from voiceguide.messages.memory import Note, Reminder
from voiceguide.messages.routines import Chime

QUIETEST: Final = 1
LOUDEST: Final = 10


@dataclass(frozen=True, slots=True)
class Say:
    """Speak this, in place of anything being spoken."""

    text: str
    section: str | None = None
    """Key of the article's section that holds it."""


@dataclass(frozen=True, slots=True)
class Tell:
    """A session's cue: speak or sound this after what is being spoken."""

    text: str
    """Empty for a chime alone."""
    chime: Chime | None
    """Sounded before the words."""
    step: str
    left: float
    """Seconds left in the hold; 0 outside one."""


@dataclass(frozen=True, slots=True)
class Silence:
    """Stop speaking at once."""


@dataclass(frozen=True, slots=True)
class Loudness:
    """Speak this loud from now on."""

    level: int
    """`QUIETEST` to `LOUDEST`."""


@dataclass(frozen=True, slots=True)
class Remember:
    """Write this into the diary."""

    note: Note


@dataclass(frozen=True, slots=True)
class Forget:
    """Erase the diary."""


@dataclass(frozen=True, slots=True)
class Remind:
    """Keep these reminders, in place of any at the same time of day."""

    reminders: tuple[Reminder, ...]


@dataclass(frozen=True, slots=True)
class Unremind:
    """Drop these reminders."""

    reminders: tuple[Reminder, ...]


Effect: TypeAlias = Say | Tell | Silence | Loudness | Remember | Forget | Remind | Unremind
