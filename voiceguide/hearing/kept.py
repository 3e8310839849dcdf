"""The last seconds of what a recogniser was given, to be heard again."""

from typing import Final

import numpy as np

from voiceguide.messages.audio import SAMPLE_RATE, Samples
from voiceguide.messages.speech import Word

_LONGEST: Final = 20 * SAMPLE_RATE
"""Samples that are kept."""
_ROUNDED: Final = SAMPLE_RATE // 10
"""Samples by which a recogniser may be wrong about where a word begins."""


class KeptSound:
    """Samples by their number, counted from the recogniser's first."""

    def __init__(self) -> None:
        self._taken = 0
        self._pieces: list[Samples] = []
        self._held = 0

    def add(self, samples: Samples) -> None:
        """Keep the next samples; the oldest go when there are more than 20 s."""
        self._taken += len(samples)
        self._pieces.append(samples)
        self._held += len(samples)
        while self._held - len(self._pieces[0]) >= _LONGEST:
            self._held -= len(self._pieces.pop(0))

    @property
    def seconds(self) -> float:
        """Of all that was ever added."""
        return self._taken / SAMPLE_RATE

    def forget(self) -> None:
        """Keep nothing of what was; counting goes on."""
        self._pieces, self._held = [], 0

    def around(
        self, words: tuple[Word, ...], before: float, after: float
    ) -> tuple[Samples, int] | None:
        """The sound of `words` and of so many seconds around them, and its first sample's number.

        None where the first word is no longer held.
        """
        began = round(words[0].start * SAMPLE_RATE)
        ended = round((words[-1].end + after) * SAMPLE_RATE)
        oldest = self._taken - self._held
        if began < oldest - _ROUNDED or not self._pieces:
            return None
        began = max(began - round(before * SAMPLE_RATE), oldest)
        return np.concatenate(self._pieces)[began - oldest : ended - oldest], began
