"""Telling a person's command from the assistant's own voice, come back from the room.

Two things are known: how much of the microphone's sound the echo canceller took away, and which
words are being said. Nearly all of an echo is taken, of a person's command nearly all is left. As
long as the canceller doesn't know the room (two seconds of the first answer, or where there is no
echo at all), what is no louder than usual counts as an echo if little of it is left, or if one
of its words is like one being said; later, if all are, more must be left of it than of others.
Where the canceller has just gone astray, all but what is much louder counts as an echo.
"""

import re
from collections import deque
from collections.abc import Sequence
from typing import Final

import numpy as np

from voiceguide.hearing.power import power
from voiceguide.hearing.tuning import (
    LEFT_OF_ECHO,
    LEFT_OF_LIKENESS,
    LEFT_OF_PERSON,
    LONGEST,
    LOUDER,
)
from voiceguide.messages.audio import Samples, blocks
from voiceguide.messages.speech import UNKNOWN, Hypothesis

_REMEMBERED: Final = blocks(2)
"""Blocks: 2 s."""
_TURN: Final = blocks(LONGEST)
"""Blocks of the longest turn."""
_AROUND: Final = 0.15
"""Seconds before and after its words that are a command's sound, too."""
_ALIKE: Final = 4
"""Letters by which words count as alike."""
_PLAYED: Final = 100.0**2
"""Power from which a block that is played can be heard."""


class OwnVoice:
    """Remembers the last seconds before and after the canceller, and what was said last."""

    def __init__(self) -> None:
        self._saying = ""
        self._powers: deque[tuple[float, float]] = deque(maxlen=_TURN)
        self._shares: deque[float] = deque(maxlen=_REMEMBERED)
        """What was left of blocks during which the assistant was loud,"""
        self._usual: deque[float] = deque(maxlen=_REMEMBERED)
        """and how loud the microphone was in them."""

    def note(self, block: Samples, left: Samples, played: Samples, saying: str) -> None:
        """What the microphone gave, what the canceller left of it, what was played meanwhile.

        `saying`: what is being said, or nothing.
        """
        self._saying = saying or self._saying
        heard = power(block)
        self._powers.append((heard, power(left)))
        if power(played) > _PLAYED:
            self._usual.append(heard)
            if heard:
                self._shares.append(self._powers[-1][1] / heard)

    def is_heard(self, command: Hypothesis, astray: bool = False) -> bool:
        """Whether `command` was the assistant itself.

        `astray`: the canceller was, so that only what is much louder is surely a person's.
        """
        count, heard, left = self._around(command)
        own = _alike(self._saying, [word.text for word in command.words if word.text != UNKNOWN])
        if astray or not self._cancels():
            if self._usual and heard > LOUDER * count * float(np.median(self._usual)):
                return False
            return astray or any(own) or bool(left < LEFT_OF_PERSON * heard)
        return bool(left < (LEFT_OF_LIKENESS if all(own) else LEFT_OF_ECHO) * heard)

    def _around(self, command: Hypothesis) -> tuple[int, float, float]:
        """How many blocks the command's sound is long, its power, and what was left of that."""
        powers = list(self._powers)
        end = max(1, len(powers) - blocks(max(0.0, command.ago - _AROUND)))
        begun = max(0, len(powers) - blocks(command.ago + command.lasted + _AROUND))
        powers = powers[min(begun, end - 1) : end]
        heard, left = np.sum(powers, axis=0)
        return len(powers), float(heard), float(left)

    def _cancels(self) -> bool:
        """Whether the canceller takes away most of what is only an echo.

        It takes some seconds of sound to know. A person may speak over some of them, but not over
        every fifth block.
        """
        known = len(self._shares) == self._shares.maxlen
        return known and float(np.quantile(self._shares, 0.2)) < LEFT_OF_ECHO


def _alike(saying: str, command: Sequence[str]) -> list[bool]:
    """Whether each word of `command` begins like one that is being said: "slower" like "slowly"."""
    own = {word[:_ALIKE] for word in re.findall(r"[a-z']+", saying.casefold())}
    return [word[:_ALIKE] in own for word in command]
