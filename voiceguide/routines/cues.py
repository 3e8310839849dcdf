"""What is said within a hold: each cue at its time, where there is room for it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count, takewhile
from math import inf
from typing import Final

from voiceguide.messages.routines import CHIME_LENGTH, Chime, Cue, HoldCue, Place, Stage, Step
from voiceguide.routines.pace import Pace

HALF_FROM: Final = 20.0
"""Seconds of hold from which its half is marked."""
ANSWER: Final = 6.0
"""Seconds kept free after a question."""
_APART: Final = 0.3
"""Seconds of quiet between two cues."""
_LATE: Final = CHIME_LENGTH + _APART
"""Seconds that words may be put off: so much that a hold's first can follow its chime."""
_EXACT: Final = frozenset({Place.LEFT, Place.HALFWAY})
"""Places whose words would be untrue a moment later."""


@dataclass(frozen=True, slots=True)
class _Span:
    """Time taken by something heard."""

    start: float
    end: float


def hold_cues(
    step: Step,
    stage: Stage,
    index: int,
    pace: Pace,
    lasts: Callable[[str], float],
    fill: Callable[[str], str],
) -> list[Cue]:
    """The cues within the hold of `stage`, in the order of their times.

    Where two would overlap, the mark of the half goes before the others, and then what stands
    first in the step. The other is put off a little, a question for as long as it takes, or left
    out; so is what would be heard past the end.
    """
    taken = [_Span(stage.hold_start, stage.hold_start + CHIME_LENGTH)]
    placed = []
    for cue in _by_rank(step, stage.hold_end - stage.hold_start):
        said = fill(cue.say)
        for wish in _wishes(cue, stage, pace):
            # A chime whose words have no room may still have some itself.
            for say in dict.fromkeys((said, "" if cue.chime else said)):
                length = (lasts(say) if say else 0.0) + (CHIME_LENGTH if cue.chime else 0.0)
                length += ANSWER if cue.asks else 0.0
                start = _free(taken, wish, length, _patience(cue))
                if start is not None and start + length + _APART <= stage.hold_end:
                    taken.append(_Span(start, start + length))
                    small = not cue.asks
                    placed.append(Cue(start, index, say, cue.chime, asks=cue.asks, small=small))
                    break
    return sorted(placed, key=lambda cue: cue.at)


def _by_rank(step: Step, length: float) -> list[HoldCue]:
    """Halfway first, with its chime in a hold that is long enough."""
    half = [cue for cue in step.cues if cue.place is Place.HALFWAY]
    rest = [cue for cue in step.cues if cue.place is not Place.HALFWAY]
    if length < HALF_FROM:
        return half + rest
    marked = [HoldCue(cue.place, 0, cue.say, cue.chime or Chime.HALF, cue.asks) for cue in half]
    return (marked or [HoldCue(Place.HALFWAY, 0, "", Chime.HALF)]) + rest


def _wishes(cue: HoldCue, stage: Stage, pace: Pace) -> Iterator[float]:
    """When the cue would best be heard; never outside the hold."""
    start, end = stage.hold_start, stage.hold_end
    match cue.place:
        case Place.AFTER:
            times = iter([start + cue.amount])
        case Place.LEFT:
            times = iter([end - cue.amount])
        case Place.HALFWAY:
            times = iter([(start + end) / 2])
        case Place.BREATH:
            times = iter([start + (cue.amount - 1) * pace.breath])
        case Place.EVERY:
            # A question comes no more when the end is nearer than half the time between two.
            last = end - cue.amount / 2 * cue.asks
            times = takewhile(lambda at: at < last, (start + n * cue.amount for n in count(1)))
    return (at for at in times if start <= at < end)


def _patience(cue: HoldCue) -> float:
    if cue.asks:
        return inf
    return 0.0 if cue.place in _EXACT else _LATE


def _free(taken: list[_Span], wish: float, length: float, patience: float) -> float | None:
    """The first moment from `wish` on with `length` seconds free, None when it's too late."""
    start = wish
    for span in sorted(taken, key=lambda span: span.start):
        if start + length + _APART > span.start and start < span.end + _APART:
            start = span.end + _APART
    return start if start <= wish + patience else None
