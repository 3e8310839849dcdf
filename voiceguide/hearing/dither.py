"""Faint noise under all that is heard."""

from typing import Final

import numpy as np

from voiceguide.hearing.tuning import DITHER
from voiceguide.messages.audio import SAMPLE_RATE, Samples

_HISS: Final = np.round(np.random.default_rng(1).normal(0, DITHER, SAMPLE_RATE)).astype(np.int32)
"""One second of the noise that is added, over and over."""


def dithered(samples: Samples, since: int = 0) -> Samples:
    """`samples` over faint noise, the same for the same number of samples `since` a beginning."""
    at = np.arange(since, since + len(samples))
    noisy: Samples = np.clip(samples + _HISS[at % len(_HISS)], -32768, 32767).astype(np.int16)
    return noisy
