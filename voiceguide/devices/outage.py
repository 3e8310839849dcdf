"""When a sound card that went away is looked for again. Pure: the time is passed in."""

from dataclasses import dataclass, replace
from typing import Final

FIRST_S: Final = 0.5
"""Pause after the first attempt that failed; each further one is twice as long."""
LONGEST_S: Final = 8.0
"""No pause is longer."""
LOYAL_S: Final = 5.0
"""For so long only the same devices will do; Bluetooth takes about this to come back."""
STEADY: Final = 25
"""Blocks in a row, 0.5 s, after which a card counts as back: some open and die at once."""
LOOK_S: Final = 0.5
"""Longest wait in one go, so that whoever reads can attend to something else."""


@dataclass(frozen=True, slots=True)
class Outage:
    """A time without sound; times in seconds of any clock that goes on by itself."""

    since: float
    due: float
    """When the devices are to be looked for; the first time at once."""
    failures: int = 0
    """Attempts in a row that came to nothing."""
    blocks: int = 0
    """Blocks that came since the card was opened again."""

    @classmethod
    def begun(cls, now: float) -> "Outage":
        """The sound went away."""
        return cls(since=now, due=now)

    def failed(self, now: float) -> "Outage":
        """The card could not be opened, or went away again before it was steady."""
        # Capped before it is a power of two: an outage may last for days.
        pause = min(LONGEST_S, FIRST_S * 2.0 ** min(self.failures, 16))
        return replace(self, due=now + pause, failures=self.failures + 1, blocks=0)

    def heard(self) -> "Outage":
        """A block came."""
        return replace(self, blocks=self.blocks + 1)

    @property
    def over(self) -> bool:
        """Whether the sound is steady again."""
        return self.blocks >= STEADY

    def loyal(self, now: float) -> bool:
        """Whether only the same devices will do, rather than those that the system chooses."""
        return now - self.since < LOYAL_S

    def wait(self, now: float) -> float:
        """Seconds to sleep before looking at the time again; 0 when the devices are due."""
        return max(0.0, min(self.due - now, LOOK_S))
