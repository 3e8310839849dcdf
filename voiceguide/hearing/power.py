"""How much power a sound has."""

import numpy as np

from voiceguide.messages.audio import Samples


def power(samples: Samples) -> float:
    """Mean square, in squared steps of int16."""
    return float(np.mean(np.square(samples, dtype=np.float64)))


def level(mean_square: float) -> float:
    """The same in decibels over one step; 0 for digital silence."""
    return 10 * float(np.log10(mean_square + 1.0))
