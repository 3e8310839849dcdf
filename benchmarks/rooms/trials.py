"""What is played, how much of it, and what came of each piece."""

from dataclasses import dataclass
from typing import Final

from benchmarks.rooms.stage import Heard

CLEAN: Final = 99.0
"""The signal-to-noise ratio, in dB, of a room without noise."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One utterance, or one stretch in which nobody speaks to the assistant."""

    scenario: str
    distance: float
    snr: float
    echo: float | None
    noise: str
    said: str
    wanted: str
    closed: bool
    voice: str
    begun: float
    """First of speech at the microphone, in seconds of the stage's sound."""
    ended: float
    """Last of speech at the microphone, or the stretch's end."""
    turns: tuple[Heard, ...]
    silenced: float | None = None
    """When what was being said was cut."""
    early: int = 0
    """Turns before anybody spoke."""


@dataclass(frozen=True, slots=True)
class Amount:
    """How much is played."""

    distances: tuple[float, ...]
    ratios: tuple[float, ...]
    commands: int
    questions: int
    """Of each in every room."""
    near_commands: int
    near_questions: int
    """Of each at 1 m, clean and at 20 dB."""
    people: int
    kinds: int
    """Utterances with each kind of noise."""
    calls: int
    """Calls for help over each kind of talk."""
    chats: int
    """Of each kind of what is said after talking with somebody else."""
    interruptions: int
    """At each level of the echo."""
    after: int
    """Questions asked right after an answer."""
    babble: float
    """Minutes of each kind of babble, half of them in a session."""
    recordings: int
    """Of each kind of recorded talk, at most."""
    own: int
    """Answers listened to at each level of the echo."""
    sessions: float
    """Seconds of a guided session, at each level of the echo."""
    silence: float
    """Seconds."""


QUICK: Final = Amount(
    distances=(1.0, 2.0),
    ratios=(CLEAN, 10.0),
    commands=6,
    questions=2,
    near_commands=6,
    near_questions=2,
    people=4,
    kinds=1,
    calls=2,
    chats=2,
    interruptions=4,
    after=3,
    babble=0.5,
    recordings=4,
    own=2,
    sessions=0.0,
    silence=20.0,
)
FULL: Final = Amount(
    distances=(0.5, 1.0, 2.0, 3.0),
    ratios=(CLEAN, 20.0, 10.0, 5.0),
    commands=24,
    questions=18,
    near_commands=120,
    near_questions=76,
    people=52,
    kinds=18,
    calls=24,
    chats=24,
    interruptions=36,
    after=36,
    babble=15.0,
    recordings=400,
    own=30,
    sessions=120.0,
    silence=60.0,
)
