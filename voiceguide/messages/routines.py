"""Guided routines as data, and the cues that they become."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

CHIME_LENGTH: Final = 1.0
"""Seconds that a chime sounds."""


class Chime(StrEnum):
    """Soft tones that mark time, so that nobody has to be told each time."""

    START = "start"
    HALF = "half"
    END = "end"


class Place(StrEnum):
    """Where in a hold something is said."""

    AFTER = "after"
    """So many seconds after its start."""
    LEFT = "left"
    """So many seconds before its end."""
    HALFWAY = "halfway"
    BREATH = "breath"
    """At the beginning of that breath, counted from 1."""
    EVERY = "every"
    """Each time so many seconds have gone by."""


@dataclass(frozen=True, slots=True)
class HoldCue:
    """Something said within a hold."""

    place: Place
    amount: float
    """Seconds or breaths, as `place` says; 0 for halfway."""
    say: str
    """Empty for a chime alone."""
    chime: Chime | None = None
    asks: bool = False
    """Whether it is a question that waits for a yes or a no while the hold goes on."""


@dataclass(frozen=True, slots=True)
class Hold:
    """How long a pose is held; one of the three is set."""

    seconds: float = 0.0
    breaths: int = 0
    asked: bool = False
    """As long as the person asked for, in minutes."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do."""

    name: str
    """As it is named when the session goes on: "child's pose"."""
    say: str
    """The instruction; may hold `{side}` and, in a walk, `{minutes}`."""
    section: str | None
    """The article's section that holds it; None for common, gentle instruction of ours."""
    settle: float
    """Seconds to get there after the instruction is over."""
    hold: Hold | None
    """None for a step that is only told."""
    hurts: str
    """How to come out of it when it hurts."""
    of: str = ""
    """The routine that it was written for, as that is spoken of."""
    sides: tuple[str, ...] = ()
    """One hold each, such as left and right; empty: no sides."""
    times: int = 1
    """How often it is held (on each side)."""
    again: str = ""
    """Said instead of the instruction from the second time on; may hold `{side}`."""
    cues: tuple[HoldCue, ...] = ()


@dataclass(frozen=True, slots=True)
class Routine:
    """A guided routine."""

    key: str
    """Its file's name: `childs-pose`."""
    name: str
    """As it is spoken of: "child's pose"."""
    intent: str
    """The intent that starts it; empty for a user's own that is started from the command line."""
    steps: tuple[Step, ...]
    opening: str
    closing: str


@dataclass(frozen=True, slots=True)
class Stage:
    """One hold, or one thing told, of a timeline; times in seconds from the timeline's start."""

    name: str
    instruction: str
    hurts: str
    start: float
    """When its instruction begins."""
    hold_start: float
    hold_end: float
    """Equal to `hold_start` when nothing is held."""
    end: float
    """When the next one begins."""
    section: str | None = None
    """The article's section that holds the instruction."""
    of: str = ""
    """The routine that it was written for; empty for the opening and closing words of a session."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Something said or sounded at its time."""

    at: float
    """Seconds from the timeline's start."""
    stage: int
    say: str = ""
    chime: Chime | None = None
    section: str | None = None
    asks: bool = False
    small: bool = False
    """Whether it may be left out when something else is being said."""
