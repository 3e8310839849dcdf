"""Sound of any rate and channel count to ours, and ours to a device's."""

from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

from voiceguide.messages.audio import SAMPLE_RATE, Samples

_FULL_SCALE: Final = 32768.0

Floats: TypeAlias = npt.NDArray[np.float32]
"""Mono sound, shape (n,), full scale at 1.0."""


def to_int16(sound: Floats) -> Samples:
    """Full scale 1.0 to int16, rounded; louder than full scale is clipped."""
    samples: Samples = np.clip(np.rint(sound * _FULL_SCALE), -32768, 32767).astype(np.int16)
    return samples


def to_float(samples: Samples) -> Floats:
    """int16 to full scale 1.0."""
    return samples.astype(np.float32) / np.float32(_FULL_SCALE)


def to_mono(sound: npt.NDArray[np.float32]) -> Floats:
    """Shape (n, channels) to the mean of the channels, shape (n,)."""
    mono: Floats = sound[:, 0] if sound.shape[1] == 1 else sound.mean(axis=1, dtype=np.float32)
    return mono


class Resampler:
    """One stream of mono sound from one rate to another, in pieces of any length."""

    def __init__(self, rate_in: float, rate_out: float = SAMPLE_RATE) -> None:
        """Rates in samples a second."""
        self._stream: Any = None
        if rate_in != rate_out:
            import soxr

            self._stream = soxr.ResampleStream(rate_in, rate_out, 1, dtype="float32")

    def next(self, sound: Floats, last: bool = False) -> Floats:
        """The sound that is ready after this piece; with `last`, all that is left."""
        if self._stream is None:
            return sound
        ready: Floats = self._stream.resample_chunk(np.ascontiguousarray(sound), last=last)
        return ready


class Cutter:
    """Joins pieces of any length and cuts them into blocks of one."""

    def __init__(self, size: int) -> None:
        """`size` in samples."""
        self._size = size
        self._rest: Samples = np.zeros(0, np.int16)

    def add(self, samples: Samples) -> list[Samples]:
        """The blocks that are whole now, in order."""
        joined = np.concatenate([self._rest, samples])
        whole = len(joined) // self._size * self._size
        self._rest = joined[whole:]
        return [joined[at : at + self._size] for at in range(0, whole, self._size)]

    def rest(self) -> Samples:
        """What is left, shorter than a block."""
        return self._rest
