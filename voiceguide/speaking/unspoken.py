"""Speech without a voice, for conversations that are only read: as long, and silent."""

from typing import Final

import numpy as np

from voiceguide.messages.audio import SAMPLE_RATE, Samples

_PAUSES: Final = ",.?!:"
_PAUSE: Final = 0.25
"""Seconds that a voice rests at one of them."""


class Unspoken:
    """`Speech` whose phrases are silence about as long as a voice would take."""

    def __init__(self, words_per_minute: int) -> None:
        self._word = 60.0 / words_per_minute

    def phrase(self, text: str) -> Samples:
        """Silence: mono int16 at 16 kHz."""
        return np.zeros(round(self.lasts(text) * SAMPLE_RATE), np.int16)

    def lasts(self, text: str) -> float:
        """Seconds, from the words and the punctuation."""
        return len(text.split()) * self._word + sum(map(text.count, _PAUSES)) * _PAUSE
