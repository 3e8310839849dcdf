"""What a rehearsal is made of."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a script."""

    at: float
    """Seconds from the start."""
    say: str = ""
    """Words to speak; empty for a recording, or for the end of the rehearsal."""
    wav: Path | None = None
