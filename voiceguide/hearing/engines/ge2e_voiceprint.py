"""A voice as a vector: GE2E's encoder, run with numpy.

Three LSTM layers over mel powers, then one linear layer; the weights are Resemblyzer's
(Apache-2.0), taught on thousands of speakers of LibriSpeech and VoxCeleb. A runtime of its own
would cost more megabytes than the weights, to save some of 20 ms a voice.
Source: Wan et al., Generalized end-to-end loss for speaker verification, 2018.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from voiceguide.arrays import open_arrays
from voiceguide.hearing.voiceprint import Vector
from voiceguide.messages.audio import SAMPLE_RATE, Samples

VOICEPRINT: Final = "voiceprint.npz"
_LAYERS: Final = 3
_WINDOW: Final = SAMPLE_RATE // 40
_SHIFT: Final = SAMPLE_RATE // 100
_BANDS: Final = 40
_LOUDNESS: Final = 10 ** (-30 / 20)
"""Root mean square at which every voice is heard, of full scale 1."""
_SILENT: Final = 1e-6
_LINEAR: Final = 200 / 3
"""Hertz a mel below"""
_BEND: Final = 1000.0
"""this frequency; above, a mel is"""
_STEP: Final = np.log(6.4) / 27
"""so much of a frequency's logarithm."""

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Layer:
    """An LSTM layer's weights: four gates of 256 one above the other."""

    given: Floats
    recurrent: Floats
    bias: Floats


class Ge2eVoiceprint:
    """A `Voiceprint`."""

    def __init__(self, weights: Mapping[str, Floats]) -> None:
        """By PyTorch's names; KeyError where one is missing."""
        self._layers = [
            _Layer(
                weights[f"lstm.weight_ih_l{at}"],
                weights[f"lstm.weight_hh_l{at}"],
                weights[f"lstm.bias_ih_l{at}"] + weights[f"lstm.bias_hh_l{at}"],
            )
            for at in range(_LAYERS)
        ]
        self._linear, self._bias = weights["linear.weight"], weights["linear.bias"]
        self._bands = _mel_bands()

    def of(self, samples: Samples) -> Vector:
        """(256,): 20 ms of work for 1.6 s."""
        heard = self._powers(samples)
        for layer in self._layers:
            heard = _run(layer, heard)
        vector = np.maximum(heard[-1] @ self._linear.T + self._bias, 0)
        unit: Vector = vector / (np.linalg.norm(vector) + _SILENT)
        return unit

    def _powers(self, samples: Samples) -> Floats:
        """(frames, 40): mel powers, not their logarithms."""
        sound = samples.astype(np.float32) / 32768
        sound *= _LOUDNESS / (np.sqrt(np.mean(np.square(sound))) + _SILENT)
        sound = np.pad(sound, _WINDOW // 2)
        frames = np.lib.stride_tricks.sliding_window_view(sound, _WINDOW)[::_SHIFT]
        spectrum = np.fft.rfft(frames * np.hanning(_WINDOW + 1)[:-1])
        powers: Floats = np.square(np.abs(spectrum)).astype(np.float32) @ self._bands
        return powers


def read_voiceprint(path: Path) -> Ge2eVoiceprint:
    """The encoder that `models/make_voiceprint.py` wrote; Trouble when missing or damaged."""
    with open_arrays(path, "The network that tells voices apart") as stored:
        return Ge2eVoiceprint({name: one.astype(np.float32) for name, one in stored.items()})


def _run(layer: _Layer, heard: Floats) -> Floats:
    """(frames, 256): what the layer makes of (frames, inputs)."""
    made = np.zeros((len(heard), layer.recurrent.shape[1]), np.float32)
    state = cell = np.zeros_like(made[0])
    for at, given in enumerate(heard @ layer.given.T + layer.bias):
        inward, forget, new, outward = np.split(given + layer.recurrent @ state, 4)
        cell = _sigmoid(forget) * cell + _sigmoid(inward) * np.tanh(new)
        state = made[at] = _sigmoid(outward) * np.tanh(cell)
    return made


def _sigmoid(x: Floats) -> Floats:
    result: Floats = np.float32(0.5) * (1 + np.tanh(np.float32(0.5) * x))
    return result


def _mel_bands() -> Floats:
    """(frequencies, 40): Slaney's triangles of equal area, up to half the sample rate."""
    edges = _hertz(np.linspace(0, _mel(SAMPLE_RATE / 2), _BANDS + 2))
    frequencies = np.linspace(0, SAMPLE_RATE / 2, _WINDOW // 2 + 1)[:, np.newaxis]
    low, middle, high = edges[:-2], edges[1:-1], edges[2:]
    rising, falling = (frequencies - low) / (middle - low), (high - frequencies) / (high - middle)
    heights = np.maximum(0, np.minimum(rising, falling))
    bands: Floats = (heights * 2 / (high - low)).astype(np.float32)
    return bands


def _mel(hertz: float) -> float:
    return float(_BEND / _LINEAR + np.log(hertz / _BEND) / _STEP)


def _hertz(mels: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    bend = _BEND / _LINEAR
    return np.where(mels < bend, mels * _LINEAR, _BEND * np.exp(_STEP * (mels - bend)))
