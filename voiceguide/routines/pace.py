"""How fast a person is guided."""

from dataclasses import dataclass
from typing import Final

SHORTEST: Final = 4.0
"""Seconds a breath; faster than this nobody breathes slowly."""
LONGEST: Final = 10.0
"""Seconds a breath; slower than this few can."""
USUAL: Final = 6.0
"""Seconds a breath: ten a minute, slow and easy for most."""
_STEP: Final = 1.0


@dataclass(frozen=True, slots=True)
class Pace:
    """The length of a slow breath, which holds in breaths and times to settle follow.

    Holds in seconds don't. ValueError outside `SHORTEST` to `LONGEST`.
    """

    breath: float = USUAL
    """Seconds."""

    def __post_init__(self) -> None:
        if not SHORTEST <= self.breath <= LONGEST:
            raise ValueError(f"a breath of {self.breath} seconds")

    def slower(self) -> "Pace":
        """A second more a breath; the same at the limit."""
        return Pace(min(LONGEST, self.breath + _STEP))

    def faster(self) -> "Pace":
        """A second less a breath; the same at the limit."""
        return Pace(max(SHORTEST, self.breath - _STEP))

    @property
    def stretch(self) -> float:
        """How many times as long as usual getting somewhere takes."""
        return self.breath / USUAL
