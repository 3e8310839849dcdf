"""Telling a person's command from the assistant's own voice, come back from the room.

Two things are known: how much of the microphone's sound the echo canceller took away, and which
words are being said. Nearly all of an echo is taken, of a person's command nearly all is left. As
long as the canceller doesn't know the room (the first second of the first answer, or where there is
no echo at all), what is no louder than usual counts as an echo if little of it is left, or if one
of its words is like one being said; later, if all are, more must be left of it than of others.
Where the canceller has just gone astray, all but what is much louder counts as an echo.
"""

import re
from collections import deque
from collections.abc import Sequence
from typing import Final

import numpy as np

from voiceguide.hearing.power import power
from voiceguide.hearing.tuning import LEFT_OF_ECHO, LEFT_OF_LIKENESS, LEFT_OF_PERSON, LOUDER
from voiceguide.messages.audio import BLOCK, SAMPLE_RATE, Samples
from voiceguide.messages.speech import UNKNOWN, Hypothesis

_REMEMBERED: Final = 2 * SAMPLE_RATE // BLOCK
"""Blocks: 2 s."""
_AROUND: Final = 0.3
"""Seconds that a command's sound is longer than its words."""
_ALIKE: Final = 4
"""Letters by which words count as alike."""
_PLAYED: Final = 100.0**2
"""Power from which a block that is played can be heard."""


class OwnVoice:
    """Remembers the last seconds before and after the canceller."""

    def __init__(self) -> None:
        self._powers: deque[tuple[float, float]] = deque(maxlen=_REMEMBERED)
        self._shares: deque[float] = deque(maxlen=_REMEMBERED)
        """What was left of blocks during which the assistant was loud,"""
        self._usual: deque[float] = deque(maxlen=_REMEMBERED)
        """and how loud the microphone was in them."""

    def note(self, block: Samples, left: Samples, played: Samples) -> None:
        """What the microphone gave, what the canceller left of it, what was played meanwhile."""
        heard = power(block)
        self._powers.append((heard, power(left)))
        if power(played) > _PLAYED:
            self._usual.append(heard)
            if heard:
                self._shares.append(self._powers[-1][1] / heard)

    def is_heard(self, command: Hypothesis, saying: str, astray: bool = False) -> bool:
        """Whether `command`, just over, was the assistant itself, which is saying `saying`.

        `astray`: the canceller was, so that only what is much louder is surely a person's.
        """
        words = [word for word in command.words if word.text != UNKNOWN]
        seconds = sum(word.end - word.start for word in words) + _AROUND
        blocks = max(1, round(seconds * SAMPLE_RATE / BLOCK))
        heard, left = np.sum(list(self._powers)[-blocks:], axis=0)
        own = _alike(saying, [word.text for word in words])
        if astray or not self._cancels():
            if self._usual and heard > LOUDER * blocks * float(np.median(self._usual)):
                return False
            return astray or any(own) or bool(left < LEFT_OF_PERSON * heard)
        return bool(left < (LEFT_OF_LIKENESS if all(own) else LEFT_OF_ECHO) * heard)

    def _cancels(self) -> bool:
        """Whether the canceller takes away most of what is only an echo.

        A person may speak over some of it, but not over every fifth block.
        """
        return bool(self._shares) and float(np.quantile(self._shares, 0.2)) < LEFT_OF_ECHO


def _alike(saying: str, command: Sequence[str]) -> list[bool]:
    """Whether each word of `command` begins like one that is being said: "slower" like "slowly"."""
    own = {word[:_ALIKE] for word in re.findall(r"[a-z']+", saying.casefold())}
    return [word[:_ALIKE] in own for word in command]
