"""What the conversation wants done; the rooms at the edge do it."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Say:
    """Speak this, in place of anything being spoken."""

    text: str
    section: str | None = None
    """Key of the article's section that holds it."""


@dataclass(frozen=True, slots=True)
class Silence:
    """Stop speaking at once."""


@dataclass(frozen=True, slots=True)
class Loudness:
    """Speak this loud from now on."""

    level: int
    """1 (quietest) to 10 (loudest)."""


Effect: TypeAlias = Say | Silence | Loudness
