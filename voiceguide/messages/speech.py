"""What was heard: words with times, never samples."""

from dataclasses import dataclass
from typing import Final

UNKNOWN: Final = "[unk]"
"""The recogniser's word for speech that is none of ours."""


@dataclass(frozen=True, slots=True)
class Word:
    """One recognised word."""

    text: str
    confidence: float
    """0 to 1, the recogniser's own belief."""
    start: float
    """Seconds since the recogniser's first sample."""
    end: float


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What the recogniser believes was said in one utterance."""

    text: str
    """Lower-case words; may hold `[unk]`; empty when nothing was said."""
    words: tuple[Word, ...] = ()
    doubted: str = ""
    """What else may have been said, heard less clearly: only good for catching emergencies."""

    @property
    def confidence(self) -> float:
        """Mean word confidence, 0 to 1; 1 for typed text, 0 for silence."""
        if not self.words:
            return 1.0 if self.text else 0.0
        return sum(word.confidence for word in self.words) / len(self.words)
