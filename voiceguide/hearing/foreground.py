"""Who speaks up among others: where a television talks on, what a person says stands out.

Voice activity finds neither its beginning nor its end there. Loudness finds both, for who speaks to
the assistant is nearer than who is only overheard.

```mermaid
stateDiagram-v2
  [*] --> nobody
  nobody --> somebody: clearly louder than the last seconds
  somebody --> withheld: no longer as loud
  withheld --> somebody: loud again
  withheld --> nobody: for GONE, or the turn is over
```
"""

from collections import deque
from typing import Final

import numpy as np

from voiceguide.hearing.power import level, power
from voiceguide.hearing.tuning import (
    BACKGROUND,
    BACKGROUND_SHARE,
    GONE,
    LOUDER_BY,
    LOUDNESS_FADES,
    LOUDNESS_OVER,
    STILL_LOUDER_BY,
    WITHHELD_AFTER,
)
from voiceguide.messages.audio import SAMPLE_RATE, Samples, blocks

_SMOOTHED: Final = blocks(LOUDNESS_OVER)
_PAST: Final = blocks(BACKGROUND)
_JUST_NOW: Final = 3 * _SMOOTHED
"""Blocks that aren't past yet: somebody may be about to speak up in them."""


class Foreground:
    """Passes on the words of a person who speaks up, without those of others around them."""

    def __init__(self) -> None:
        self._powers: deque[float] = deque(maxlen=_SMOOTHED)
        self._past: deque[float] = deque(maxlen=_PAST + _JUST_NOW)
        """How loud it was while nobody spoke up, in decibels over one step of int16,"""
        self._said: list[float] = []
        """how loud since somebody does,"""
        self._said_last = 0
        """and for how many blocks somebody did before."""
        self._level: float | None = None
        """What is as loud is the person's; None while nobody speaks up."""
        self._among_others = False
        self._silent = 0
        self.begins = False
        """Whether somebody began to speak up among others in the newest block."""

    @property
    def somebody(self) -> bool:
        """Whether a person speaks up among others, or just did."""
        return self._level is not None and self._among_others

    @property
    def silence(self) -> float:
        """Seconds since the person who speaks up among others was heard; 0 while nobody does."""
        if not self.somebody:
            return 0.0
        return max(0.0, self._silent / SAMPLE_RATE - LOUDNESS_FADES)

    def hear(self, block: Samples, talk: bool) -> Samples:
        """Take the next block; return what is to be heard of it.

        `talk`: whether somebody is talking already. Who speaks up then begins a new utterance, some
        of which came before it was noticed; what others say after it is passed on as silence.
        """
        loudness = self._loudness(block)
        self.begins = False
        if self._level is None:
            self._watch(loudness, talk)
            return block
        return self._followed(block, loudness, self._level)

    def over(self) -> None:
        """The person is done, or it was nobody: what was heard is past."""
        self._past.extend(self._said)
        self._said_last, self._said = len(self._said), []
        if self._level is not None:
            self._level = None
            self._powers.clear()

    def excuse(self) -> None:
        """Who is just done was heeded: that is nothing that goes on in the room."""
        for _ in range(min(self._said_last, len(self._past))):
            self._past.pop()
        self._said_last = 0

    def _watch(self, loudness: float, talk: bool) -> None:
        """While nobody speaks up."""
        self._past.append(loudness)
        past = sorted(list(self._past)[:-_JUST_NOW])
        if len(past) < _JUST_NOW:
            return
        usual = past[int(BACKGROUND_SHARE * (len(past) - 1))]
        if loudness < usual + LOUDER_BY:
            return
        self._said = [self._past.pop() for _ in range(_JUST_NOW)][::-1]
        self._level, self._silent = usual + STILL_LOUDER_BY, 0
        self._among_others = self.begins = talk

    def _followed(self, block: Samples, loudness: float, enough: float) -> Samples:
        """While somebody does."""
        self._said.append(loudness)
        self._silent = 0 if loudness >= enough else self._silent + len(block)
        if self._silent >= GONE * SAMPLE_RATE:
            self.over()
        elif self._among_others and self._silent >= WITHHELD_AFTER * SAMPLE_RATE:
            return np.zeros_like(block)
        return block

    def _loudness(self, block: Samples) -> float:
        self._powers.append(power(block))
        return level(sum(self._powers) / len(self._powers))
