"""How often the right intent was found."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

WORST: Final = 10
"""Confusions that are shown."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one case."""

    utterance: str
    wanted: str
    found: str
    heard: str
    seconds: float
    """From utterance to answer, loading left out."""


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over all cases."""

    outcomes: tuple[Outcome, ...]

    @classmethod
    def of(cls, outcomes: Iterable[Outcome]) -> "Score":
        """The score of these outcomes."""
        return cls(tuple(outcomes))

    @property
    def right(self) -> int:
        """Cases whose intent was found."""
        return sum(outcome.wanted == outcome.found for outcome in self.outcomes)

    @property
    def accuracy(self) -> float:
        """Share of right cases, 0 to 1."""
        return self.right / len(self.outcomes) if self.outcomes else 0.0

    def intents(self) -> Mapping[str, tuple[int, int]]:
        """Wanted intent to (right, cases), by name."""
        cases = Counter(outcome.wanted for outcome in self.outcomes)
        right = Counter(o.wanted for o in self.outcomes if o.wanted == o.found)
        return {name: (right[name], cases[name]) for name in sorted(cases)}

    def confusions(self) -> list[tuple[str, str, int]]:
        """(wanted, found, times), most frequent first."""
        wrong = Counter((o.wanted, o.found) for o in self.outcomes if o.wanted != o.found)
        ordered = sorted(wrong.items(), key=lambda item: (-item[1], item[0]))
        return [(wanted, found, times) for (wanted, found), times in ordered]

    def as_json(self, seconds: float) -> dict[str, Any]:
        """The object that `voiceguide evaluate --json` prints; `seconds` is the whole run's."""
        return {
            "cases": len(self.outcomes),
            "right": self.right,
            "accuracy": round(self.accuracy, 4),
            "intents": {
                name: {"cases": cases, "right": right, "accuracy": round(right / cases, 4)}
                for name, (right, cases) in self.intents().items()
            },
            "confusions": [
                {"wanted": wanted, "found": found, "times": times}
                for wanted, found, times in self.confusions()
            ],
            "wrong": [
                {"utterance": o.utterance, "wanted": o.wanted, "found": o.found, "heard": o.heard}
                for o in self.outcomes
                if o.wanted != o.found
            ],
            "seconds": round(seconds, 3),
        }
