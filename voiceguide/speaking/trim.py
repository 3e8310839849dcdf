"""Silence cut off both ends, so that a reply starts when it is asked to."""

from typing import Final

import numpy as np

from voiceguide.messages.audio import SAMPLE_RATE, Samples

FLOOR: Final = 33
"""Loudest sample that counts as silence: -60 dB of full scale, under any room's noise."""

KEPT: Final = SAMPLE_RATE * 30 // 1000
"""Samples of silence left at each end: 30 ms."""


def trim(samples: Samples) -> Samples:
    """`samples` with at most 30 ms of silence at either end; empty when all is silence."""
    # int16 has no +32768: widen before taking the absolute value.
    loud = np.flatnonzero(np.abs(samples.astype(np.int32)) > FLOOR)
    if not len(loud):
        return samples[:0]
    return samples[max(0, loud[0] - KEPT) : loud[-1] + 1 + KEPT]
