"""What the conversation is told. Every event carries the time: seconds of sound since the start."""

from dataclasses import dataclass
from math import inf
from typing import TypeAlias

from voiceguide.messages.intents import Intent
from voiceguide.messages.memory import Reminder


@dataclass(frozen=True, slots=True)
class Heard:
    """Someone said something."""

    now: float
    intent: Intent
    called: bool = True
    """Whether it is known to be meant for the assistant, as what was typed is."""
    sureness: float = inf
    """How sure it is that this was said: support times confidence times the root of its length."""
    lasted: float = 0.0
    """Seconds."""
    crowd: float = 0.0
    """How much others spoke before it, 0 to 1,"""
    familiar: float | None = None
    """and whether it was said in a voice of theirs, 0 to 1; None where that isn't known."""
    amid: bool = False
    """Whether unknown words stand before or after it."""
    woken: bool = False
    """Whether it began with the wake word."""


@dataclass(frozen=True, slots=True)
class Called:
    """The wake word was said alone, or the key was pressed."""

    now: float
    answer: bool = True
    """Whether to say that it listens."""


@dataclass(frozen=True, slots=True)
class Tick:
    """Time has gone by."""

    now: float
    hearing: bool = False
    """Whether the person is in the middle of saying something."""


@dataclass(frozen=True, slots=True)
class Finished:
    """All that was to be spoken has been spoken."""

    now: float


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder's time has come."""

    now: float
    reminder: Reminder


@dataclass(frozen=True, slots=True)
class Begin:
    """A routine was asked for without a word, from the command line."""

    now: float
    routine: str
    """Its key."""
    minutes: int = 0
    """Length of a walk."""


@dataclass(frozen=True, slots=True)
class Returned:
    """The sound was away, unplugged perhaps, and is back; the clock stood meanwhile."""

    now: float
    away: float
    """For how long, in seconds of a clock on the wall."""


Event: TypeAlias = Heard | Called | Tick | Finished | Due | Begin | Returned
