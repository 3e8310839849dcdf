"""What a conversation remembers, and what it wants done."""

from dataclasses import dataclass, replace
from typing import Final

from voiceguide.messages.content import Part

LOUDEST: Final = 10
QUIETEST: Final = 1
START_LOUDNESS: Final = 7


@dataclass(frozen=True, slots=True)
class Conversation:
    """All that the next answer may depend on."""

    intent: str = ""
    """The subject that More goes on with; small talk leaves it alone; empty before the first."""
    part: int = 0
    """How many of its parts have been told."""
    said: Part | None = None
    """What was said last, for Repeat and Source."""
    loudness: int = START_LOUDNESS

    def after(self, **changes: object) -> "Conversation":
        """The same conversation with some of it changed."""
        return replace(self, **changes)  # type: ignore[arg-type]
