"""Two models on the same cases."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from voiceguide.evaluate.score import Outcome, Score


@dataclass(frozen=True, slots=True)
class Trial:
    """One model's answers to all cases, in their order."""

    model: str
    score: Score
    hearing: float
    """Seconds it took to hear them."""
    sound: float
    """Seconds the recordings last."""

    @property
    def real_time_factor(self) -> float:
        """Seconds of hearing for each of sound; 0 when there was no sound."""
        return self.hearing / self.sound if self.sound else 0.0

    def as_json(self) -> dict[str, Any]:
        """What `voiceguide models try --json` prints of one model."""
        return {
            "model": self.model,
            "cases": len(self.score.outcomes),
            "right": self.score.right,
            "accuracy": round(self.score.accuracy, 4),
            "real_time_factor": round(self.real_time_factor, 4),
        }


def differences(one: Trial, other: Trial) -> Iterable[tuple[Outcome, Outcome]]:
    """The cases whose intent the two models found differently, in order."""
    pairs = zip(one.score.outcomes, other.score.outcomes, strict=True)
    return [(a, b) for a, b in pairs if a.found != b.found]
