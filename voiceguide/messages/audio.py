"""The one form of sound inside voiceguide."""

from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

SAMPLE_RATE: Final = 16_000
"""Samples a second, everywhere between microphone and speaker."""

BLOCK: Final = 320
"""Samples in one block of live sound: 20 ms."""

Samples: TypeAlias = npt.NDArray[np.int16]
"""Mono sound: shape (n,), int16, 16 kHz."""


def blocks(seconds: float) -> int:
    """How many blocks so many seconds are, rounded."""
    return round(seconds * SAMPLE_RATE / BLOCK)
