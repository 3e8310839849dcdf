"""Bands and moments that are hidden while the network learns, so that it leans on none of them.

After Park and others, "SpecAugment" (Interspeech 2019). What is hidden is its piece's mean.
"""

from typing import Final

import numpy as np

from models.make.features import Floats

_HIDDEN: Final = 0.5
"""Share of the pieces in which something is hidden, once over the bands and once over time."""
_BANDS: Final = 8
"""At most so many neighbouring mel bands of 40."""
_FRAMES: Final = 12
"""At most so many frames of 10 ms in a row, in each of `_MOMENTS` places."""
_MOMENTS: Final = 2


def mask(powers: Floats, random: np.random.Generator) -> None:
    """Hide some of (pieces, frames, bands) logarithms of powers, in place."""
    for piece in powers:
        mean = piece.mean(0)
        if random.random() < _HIDDEN:
            bands = _run(random, piece.shape[1], _BANDS)
            piece[:, bands] = mean[bands]
        if random.random() < _HIDDEN:
            for _ in range(_MOMENTS):
                piece[_run(random, len(piece), _FRAMES)] = mean


def _run(random: np.random.Generator, count: int, longest: int) -> slice:
    length = int(random.integers(longest + 1))
    start = int(random.integers(count - length + 1))
    return slice(start, start + length)
