"""Made-up rooms: impulse responses drawn by their statistics, not by their walls.

A direct sound, a few early reflections and an exponentially fading tail; what a bedroom or a
living room does to a voice one to four metres away.
"""

from typing import Final

import numpy as np
from scipy.signal import lfilter, oaconvolve

from models.make.features import Floats
from voiceguide.messages.audio import SAMPLE_RATE

_FADED: Final = (0.12, 0.8)
"""Seconds until the tail is 60 dB lower: from a padded bedroom to a bare living room."""
_TAIL: Final = (-14.0, 3.0)
"""Decibels of the tail against the direct sound; above zero the speaker is far away."""
_LONGEST: Final = 0.6


def impulse_response(random: np.random.Generator) -> Floats:
    """(n,): a response whose direct sound is its first sample, 1."""
    faded = random.uniform(*_FADED)
    length = int(SAMPLE_RATE * min(faded, _LONGEST))
    times = np.arange(length) / SAMPLE_RATE
    tail = random.normal(size=length) * 10 ** (-3 * times / faded)
    tail[: int(random.uniform(0.001, 0.008) * SAMPLE_RATE)] = 0
    for _ in range(random.integers(2, 9)):
        at = int(random.uniform(0.001, 0.03) * SAMPLE_RATE)
        tail[at] += random.choice([-1, 1]) * random.uniform(1, 5)
    tail = lfilter([1, random.uniform(-0.1, 0.6)], [1], tail)
    tail *= 10 ** (random.uniform(*_TAIL) / 20) / (np.sqrt(np.square(tail).sum()) + 1e-9)
    tail[0] = 1
    return tail.astype(np.float32)


def reverberant(sound: Floats, random: np.random.Generator) -> Floats:
    """The sound in such a room, as long as it was."""
    return np.asarray(oaconvolve(sound, impulse_response(random))[: len(sound)], np.float32)
