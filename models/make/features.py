"""What the network hears: Kaldi's MFCC, in NumPy.

Forty cepstra of forty mel bands from 20 to 7600 Hz, 25 ms Povey windows every 10 ms, snipped
edges, no dither; `tests/models/make` holds them to kaldi-native-fbank. The two halves are separate,
because noise is mixed in between: powers of independent sounds add, cepstra don't.
"""

from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy.fft import dct, rfft

from voiceguide.messages.audio import SAMPLE_RATE

Floats: TypeAlias = npt.NDArray[np.float32]

WINDOW: Final = 400
SHIFT: Final = 160
BANDS: Final = 40
LOW: Final = 20.0
HIGH: Final = 7600.0
FLOOR: Final = float(np.finfo(np.float32).eps)
"""Kaldi takes no logarithm of less."""
_SPECTRUM: Final = 512
_EMPHASIS: Final = 0.97
_LIFTER: Final = 22
_POVEY: Final = np.hanning(WINDOW).astype(np.float32) ** np.float32(0.85)


def frame_count(samples: int) -> int:
    """Frames in a sound of so many samples."""
    return max(0, 1 + (samples - WINDOW) // SHIFT)


def mel_bank(warp: float = 1.0) -> Floats:
    """(257, 40): the triangular bands' weights over the power spectrum.

    `warp` above 1 reads each band from a higher frequency, as if the speaker's vocal tract were
    longer than it is; below 1 the other way round.
    """

    def mel(hertz: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        return np.asarray(1127 * np.log1p(hertz / 700))

    low, high = mel(np.array([LOW, HIGH]))
    edges = np.linspace(float(low), float(high), BANDS + 2)
    bins = mel(np.arange(_SPECTRUM // 2 + 1) * SAMPLE_RATE / _SPECTRUM / warp)[:, None]
    left, middle, right = edges[:-2], edges[1:-1], edges[2:]
    rising = (bins - left) / (middle - left)
    falling = (right - bins) / (right - middle)
    bank = np.maximum(0, np.minimum(rising, falling))
    bank[-1] = 0  # Kaldi leaves the last bin out
    return np.asarray(bank, np.float32)


def _cepstral_matrix() -> Floats:
    cosines = dct(np.eye(BANDS), norm="ortho", axis=1)
    lifter = 1 + _LIFTER / 2 * np.sin(np.pi * np.arange(BANDS) / _LIFTER)
    return np.asarray(cosines * lifter, np.float32)


CEPSTRA: Final = _cepstral_matrix()
"""(40, 40): log mel powers in a row, times this, are the liftered cepstra."""
PLAIN_BANK: Final = mel_bank()


def mel_powers(sound: npt.ArrayLike, bank: Floats = PLAIN_BANK) -> Floats:
    """(frames, 40): power in each mel band. `sound` is in units of int16 samples, 16 kHz."""
    samples = np.asarray(sound, np.float32)
    frames = frame_count(len(samples))
    if not frames:
        return np.zeros((0, BANDS), np.float32)
    windows = np.lib.stride_tricks.sliding_window_view(samples, WINDOW)[::SHIFT][:frames]
    level = windows - windows.mean(1, keepdims=True)
    before = np.concatenate([level[:, :1], level[:, :-1]], 1)
    spectrum = rfft((level - np.float32(_EMPHASIS) * before) * _POVEY, _SPECTRUM, axis=1)
    return np.asarray((spectrum.real**2 + spectrum.imag**2) @ bank, np.float32)


def mfcc(sound: npt.ArrayLike) -> Floats:
    """(frames, 40): Kaldi's cepstra of a sound in units of int16 samples, 16 kHz."""
    return np.asarray(np.log(np.maximum(mel_powers(sound), FLOOR)) @ CEPSTRA, np.float32)
