"""What the trials amount to: outcomes, delays, rates."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite
from typing import Final

import numpy as np
from scipy.stats import chi2

from benchmarks.rooms.stage import Heard
from benchmarks.rooms.trials import Trial
from voiceguide.language.lexicon import respelt
from voiceguide.messages.intents import OUT_OF_SCOPE

LATE: Final = 2.5
"""Seconds after the last word; what is done later comes too late."""
_HOUR: Final = 3600.0


class Outcome(StrEnum):
    RIGHT = "right"
    WRONG = "taken for something else"
    REFUSED = "refused"
    NOTHING = "nothing"


def outcome(trial: Trial) -> Outcome:
    """What came of an utterance: the first turn that did something decides."""
    acting = [turn for turn in trial.turns if turn.acts]
    if acting:
        first = acting[0]
        in_time = first.at <= trial.ended + LATE
        if first.intent == trial.wanted:
            return Outcome.RIGHT if in_time else Outcome.NOTHING
        return Outcome.WRONG
    return Outcome.REFUSED if any(turn.says for turn in trial.turns) else Outcome.NOTHING


def answer(trial: Trial) -> Heard | None:
    """The turn that was right."""
    return next((turn for turn in trial.turns if turn.intent == trial.wanted), None)


def share(trials: Sequence[Trial], wanted: Outcome) -> float:
    """Of all trials, 0 to 1."""
    return sum(outcome(trial) is wanted for trial in trials) / max(1, len(trials))


def delays(trials: Iterable[Trial]) -> list[float]:
    """Milliseconds from the last of speech to the decision, where that was right."""
    found = [(answer(trial), trial.ended) for trial in trials if outcome(trial) is Outcome.RIGHT]
    return [1000 * (turn.at - ended) for turn, ended in found if turn is not None]


def silences(trials: Iterable[Trial]) -> list[float]:
    """Milliseconds from the last of speech until the assistant's voice was cut."""
    return [
        1000 * (trial.silenced - trial.ended)
        for trial in trials
        if trial.silenced is not None and outcome(trial) is Outcome.RIGHT
    ]


def percentile(values: Sequence[float], of: float) -> float:
    return float(np.percentile(values, of)) if values else float("nan")


@dataclass(frozen=True, slots=True)
class Rate:
    """Events in a time."""

    events: int
    seconds: float

    @property
    def an_hour(self) -> float:
        return self.events * _HOUR / self.seconds if self.seconds else float("nan")

    @property
    def at_most(self) -> float:
        """An hour, with 95 % confidence: the one-sided bound of a Poisson count."""
        bound = float(chi2.ppf(0.95, 2 * (self.events + 1))) / 2
        return bound * _HOUR / self.seconds if self.seconds else float("nan")


def acting(trials: Iterable[Trial]) -> Rate:
    """False actions: nobody spoke to it, and it did something."""
    return _rate(trials, lambda turn: turn.acts)


def saying(trials: Iterable[Trial]) -> Rate:
    """The same, and refusals ("I can't help with that")."""
    return _rate(trials, lambda turn: turn.acts or turn.says)


def _rate(trials: Iterable[Trial], counts: Callable[[Heard], bool]) -> Rate:
    stretches = list(trials)
    events = sum(counts(turn) for trial in stretches for turn in trial.turns)
    return Rate(events, sum(trial.ended - trial.begun for trial in stretches))


def first_lost(trials: Sequence[Trial]) -> tuple[int, int]:
    """Utterances whose first word alone was lost or misheard, and those with the rest right."""
    lost = kept = 0
    for trial in trials:
        said = respelt(trial.said)
        heard = [tuple(turn.text.split()) for turn in trial.turns if turn.text]
        if len(said) < 2 or not heard:
            continue
        first = heard[0]
        kept += first == said
        lost += first != said and (first == said[1:] or first[1:] == said[1:])
    return lost, lost + kept


@dataclass(frozen=True, slots=True)
class Point:
    """One threshold of a detection error trade-off curve."""

    threshold: float
    recall: float
    an_hour: float


def trade_off(asked: Sequence[Trial], overheard: Sequence[Trial], score: str) -> list[Point]:
    """False actions an hour against recall, were all turns heeded from a threshold on."""
    right = [
        turn.scores[score]
        for trial in asked
        if (turn := answer(trial)) is not None and turn.at <= trial.ended + LATE
    ]
    false = [
        turn.scores[score]
        for trial in overheard
        for turn in trial.turns
        if isfinite(turn.needed) and turn.intent not in ("", OUT_OF_SCOPE)
    ]
    seconds = sum(trial.ended - trial.begun for trial in overheard)
    if not asked or not seconds:
        return []
    return [
        Point(
            threshold,
            sum(one >= threshold for one in right) / len(asked),
            sum(one >= threshold for one in false) * _HOUR / seconds,
        )
        for threshold in sorted({0.0, *right, *false})
    ]
