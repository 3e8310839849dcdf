"""What was heard: words with times, never samples."""

from dataclasses import dataclass
from enum import StrEnum
from math import inf
from typing import Final

UNKNOWN: Final = "[unk]"
"""The recogniser's word for speech that is none of ours."""


class Completeness(StrEnum):
    """Whether the words so far may be all that is meant."""

    CLOSED = "closed"
    """A whole sentence; whatever may follow changes nothing of what it means."""
    CONTINUABLE = "continuable"
    """A whole sentence that may go on to mean something else: "stop", "stop reminding me"."""
    BEGUN = "begun"
    """The beginning of a sentence: "how long"."""
    FREE = "free"
    """Words of nobody's template, which may end anywhere."""


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
    support: float = inf
    """How much better these words explain the sound than any speech would: scaled nats a second.
    About 14 for what was said to us, about 2 for other talk; infinite where nobody looked."""
    ago: float = 0.0
    """Seconds since the last known word ended."""
    crowd: float = 0.0
    """How much others spoke before it, 0 to 1: orders come alone, talk goes on and on."""
    familiar: float | None = None
    """Whether it was said in a voice of theirs: 0, surely not, to 1, surely; None: not known."""

    @property
    def confidence(self) -> float:
        """Mean word confidence, 0 to 1; 1 for typed text, 0 for silence."""
        if not self.words:
            return 1.0 if self.text else 0.0
        return sum(word.confidence for word in self.words) / len(self.words)

    @property
    def lasted(self) -> float:
        """Seconds from the first known word's start to the last one's end; 0 without words."""
        known = [word for word in self.words if word.text != UNKNOWN]
        return known[-1].end - known[0].start if known else 0.0


def known_words(text: str) -> str:
    """A hypothesis' words but for unknown ones."""
    return " ".join(word for word in text.split() if word != UNKNOWN)
