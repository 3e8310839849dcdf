"""Telling a person's command from the assistant's own voice, come back from the room.

Two things are known: how much of the microphone's sound the echo canceller took away, and which
words are being said. Nearly all of an echo is taken, and of a person's command nearly all is left.
As long as the canceller doesn't know the room (the first second of the first answer, or where there
is no echo at all), most of the sound must be left, and a command that begins a sentence being said
counts as that sentence; further on in it, it is no utterance.
"""

import re
from collections import deque
from typing import Final

import numpy as np

from voiceguide.hearing.tuning import LEFT_OF_ECHO, LEFT_OF_PERSON
from voiceguide.messages.audio import BLOCK, SAMPLE_RATE, Samples
from voiceguide.messages.speech import UNKNOWN, Hypothesis

_REMEMBERED: Final = 2 * SAMPLE_RATE // BLOCK
"""Blocks: 2 s."""
_AROUND: Final = 0.3
"""Seconds that a command's sound is longer than its words."""
_PLAYED: Final = BLOCK * 100.0**2
"""Power from which a block that is played can be heard."""


class OwnVoice:
    """Remembers the last seconds before and after the canceller."""

    def __init__(self) -> None:
        self._powers: deque[tuple[float, float]] = deque(maxlen=_REMEMBERED)
        self._shares: deque[float] = deque(maxlen=_REMEMBERED)
        """What was left of blocks during which the assistant was loud."""

    def note(self, block: Samples, left: Samples, played: Samples) -> None:
        """What the microphone gave, what the canceller left of it, what was played meanwhile."""
        heard = _power(block)
        self._powers.append((heard, _power(left)))
        if heard and _power(played) > _PLAYED:
            self._shares.append(self._powers[-1][1] / heard)

    def is_heard(self, command: Hypothesis, saying: str) -> bool:
        """Whether `command`, just over, was the assistant itself, which is saying `saying`."""
        words = [word for word in command.words if word.text != UNKNOWN]
        seconds = sum(word.end - word.start for word in words) + _AROUND
        blocks = max(1, round(seconds * SAMPLE_RATE / BLOCK))
        heard, left = np.sum(list(self._powers)[-blocks:], axis=0)
        if self._cancels():
            return bool(left < LEFT_OF_ECHO * heard)
        spoken = " ".join(word.text for word in words)
        return bool(left < LEFT_OF_PERSON * heard) or _begins(saying, spoken)

    def _cancels(self) -> bool:
        """Whether the canceller takes away most of what is only an echo.

        A person may speak over some of it, but not over every fifth block.
        """
        return bool(self._shares) and float(np.quantile(self._shares, 0.2)) < LEFT_OF_ECHO


def _power(samples: Samples) -> float:
    return float(np.sum(np.square(samples, dtype=np.float64)))


def _begins(saying: str, command: str) -> bool:
    own = [_letters(sentence) for sentence in re.split(r"[.?!:]", saying)]
    return any(sentence.startswith(_letters(command)) for sentence in own)


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text.casefold()))
