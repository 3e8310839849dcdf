"""How loud speech is while someone speaks."""

from typing import Any, Final

import numpy as np
import numpy.typing as npt

from voiceguide.messages.audio import SAMPLE_RATE

FULL_SCALE: Final = 32768.0
SILENT: Final = -120.0
"""Level of digital silence, in dB."""
_FRAME: Final = SAMPLE_RATE // 50
_MARGIN_DB: Final = 15.9
"""ITU-T P.56: what lies further than this below the level of the speech is a pause."""


def active_level(sound: npt.NDArray[Any]) -> float:
    """Level of `sound` (16 kHz, full scale 32768) in dB of full scale, pauses left out.

    After ITU-T P.56, with frames of 20 ms for its envelope. Steady sound has its plain level.
    """
    whole = -(-len(sound) // _FRAME) * _FRAME
    padded = np.zeros(whole)
    padded[: len(sound)] = sound / FULL_SCALE
    powers = np.square(padded.reshape(-1, _FRAME)).mean(axis=1)
    level = decibels(powers.mean()) if whole else SILENT
    while True:
        active = powers[powers > 10 ** ((level - _MARGIN_DB) / 10)]
        higher = decibels(active.mean()) if len(active) else level
        if higher <= level + 0.01:
            return level
        level = higher


def decibels(power: float) -> float:
    """A mean square of full scale 1 in dB."""
    return float(10 * np.log10(max(power, 10 ** (SILENT / 10))))


def factor(change: float) -> float:
    """What to multiply samples with to make them louder by `change` dB."""
    return float(10 ** (change / 20))
