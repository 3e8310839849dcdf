"""What the network is shown: pieces of the copies in noise, at some level, through some microphone.

Powers of independent sounds add, so noise is mixed in mel bands, anew for each piece, which costs
a hundredth of mixing sounds; the cepstra are taken last.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from models.make.copies import LEVEL, Copy
from models.make.features import BANDS, CEPSTRA, FLOOR, SHIFT, Floats
from models.make.masking import mask
from models.make.noises import Noise
from voiceguide.messages.audio import SAMPLE_RATE

Classes: TypeAlias = npt.NDArray[np.int64]

FULL_SCALE: Final = 32768.0
_LOUDNESS: Final = (-48.0, -10.0)
"""Decibels below full scale at which speech arrives."""
_CLEAN: Final = 0.25
_ONLY_NOISE: Final = 0.15
_RATIOS: Final = (0.0, 28.0)
"""Decibels by which speech is above noise."""
_RECORDED: Final = 0.4
"""Share of the noises that are recorded ones; up to the next number, several voices at once; to
the one after it, a single voice over a recorded noise, as of a television; the rest is hiss."""
_BABBLE: Final = 0.55
_TELEVISION: Final = 0.75
_TWO: Final = 0.3
"""Share of the recorded noises under which there is a second one."""
_OTHER_COLOUR: Final = 1.2
"""How much the spectrum of a recorded noise is changed: there are few, and kitchens are many."""
_STEADY: Final = 0.4
"""Share of the hiss that is steady; the rest swells and fades."""
_WAVES: Final = 8
_BEATS: Final = (0.2, 12.0)
"""Hertz at which hiss swells."""
_DEPTH: Final = 0.7
"""Of each wave, in nats."""
_DITHER: Final = (-0.3, 0.9)
"""Power of ten of the microphone's own noise, in int16 samples."""
_COLOURS: Final = 6
_NARROW: Final = 0.05
"""Share of pieces through a telephone's bandwidth."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Pieces side by side."""

    cepstra: Floats
    """(pieces, frames, 40)."""
    classes: Classes
    """(pieces, outputs): class of each output frame's triphone; -1 where it has none."""
    phones: Classes
    """(pieces, outputs): class of its phone."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How many frames a piece has, and which of them are judged."""

    outputs: int
    every: int
    """Frames from one output to the next."""
    context: int
    """Frames that the network sees before and after an output."""

    @property
    def frames(self) -> int:
        """Frames of a piece."""
        return self.every * (self.outputs - 1) + 1 + 2 * self.context


class Mixer:
    """Draws pieces. `labels` are each copy's classes and phones by frame.

    With `masked`, something is hidden in most pieces: for learning, not for judging.
    """

    def __init__(
        self,
        copies: Sequence[Copy],
        labels: Sequence[tuple[Classes, Classes]],
        noises: Sequence[Noise],
        white: Floats,
        shape: Shape,
        seed: int,
        masked: bool = False,
    ) -> None:
        self._copies, self._labels = copies, labels
        self._masked = masked
        self._noises, self._white = noises, white
        self._shape = shape
        self._usual = 2 * np.log(LEVEL) + np.log(np.exp(white).mean())
        self._random = np.random.default_rng(seed)

    def draw(self, pieces: int) -> Batch:
        """So many pieces, all of one copy."""
        at = int(self._random.integers(len(self._copies)))
        classes, phones = self._labels[at]
        powers = self._copies[at].powers
        starts = self._random.integers(0, len(powers) - self._shape.frames, pieces)
        first = self._shape.context
        judged = starts[:, None] + first + self._shape.every * np.arange(self._shape.outputs)
        said, named = classes[judged], phones[judged]
        speech = np.stack([powers[s : s + self._shape.frames] for s in starts]).astype(np.float32)
        noise, silent = self._noise(pieces)
        said[silent] = named[silent] = 0
        return Batch(self._mixed(speech, noise, silent), said, named)

    def _mixed(self, speech: Floats, noise: Floats, silent: npt.NDArray[np.bool_]) -> Floats:
        random, pieces = self._random, len(speech)
        decibels = random.uniform(*_LOUDNESS, pieces)
        gain = 2 * np.log(FULL_SCALE / LEVEL * 10 ** (decibels / 20))
        ratio = random.uniform(*_RATIOS, pieces)
        ratio[random.random(pieces) < _CLEAN] = 60
        fade = -ratio / 10 * np.log(10)
        loud = np.exp(speech + self._colour(pieces) + np.where(silent, -60, gain)[:, None, None])
        loud += np.exp(noise + self._colour(pieces) + (gain + fade)[:, None, None])
        loud *= self._bandwidth(pieces)
        dither = 10 ** random.uniform(*_DITHER, pieces)
        white = self._pieces(self._white, pieces)
        loud += np.exp(white) * np.square(dither)[:, None, None]
        powers = np.log(np.maximum(loud, FLOOR)).astype(np.float32)
        if self._masked:
            mask(powers, random)
        return np.asarray(powers @ CEPSTRA, np.float32)

    def _noise(self, pieces: int) -> tuple[Floats, npt.NDArray[np.bool_]]:
        """Noises as loud as speech, and which pieces have nothing else in them.

        A single talker is never all there is: one can't be told from who should be heard.
        """
        random = self._random
        silent = random.random(pieces) < _ONLY_NOISE
        kinds = random.random(pieces)
        noise = np.empty((pieces, self._shape.frames, BANDS), np.float32)
        for at, (kind, alone) in enumerate(zip(kinds, silent, strict=True)):
            if kind < _RECORDED:
                noise[at] = self._recorded()
            elif kind < _BABBLE:
                noise[at] = self._talk(int(random.integers(3, 8)))
            elif kind < _TELEVISION and not alone:
                noise[at] = np.logaddexp(self._talk(1), self._recorded() - random.uniform(0, 4))
            else:
                noise[at] = self._hiss()
        excess = np.log(np.exp(noise).mean((1, 2))) - self._usual
        return np.asarray(noise - excess[:, None, None], np.float32), silent

    def _recorded(self) -> Floats:
        one = self._noises[int(self._random.integers(len(self._noises)))].powers
        heard = self._pieces(one, 1)[0] + self._colour(1, _OTHER_COLOUR)[0]
        if self._random.random() < _TWO:
            heard = np.logaddexp(heard, self._recorded() - self._random.uniform(0, 3))
        return np.asarray(heard, np.float32)

    def _hiss(self) -> Floats:
        """Made noise of any colour, steady or like water, wind and machines."""
        heard = self._pieces(self._white, 1)[0] + 2 * np.log(LEVEL) + self._colour(1, 3.0)[0]
        if self._random.random() > _STEADY:
            heard += self._swell()
        return np.asarray(heard, np.float32)

    def _swell(self) -> Floats:
        """(frames, 40): waves over time and spectrum, in nats."""
        random = self._random
        slowest, fastest = np.log(_BEATS)
        beats = np.exp(random.uniform(slowest, fastest, (_WAVES, 1)))
        phases = random.uniform(0, 2 * np.pi, (_WAVES, 1))
        times = np.arange(self._shape.frames) * SHIFT / SAMPLE_RATE
        over_time = np.cos(2 * np.pi * beats * times + phases)
        shapes = random.integers(0, _COLOURS, (_WAVES, 1))
        over_bands = np.cos(np.pi * shapes * (np.arange(BANDS) + 0.5) / BANDS)
        heights = random.normal(0, _DEPTH, (_WAVES, 1))
        return np.asarray((over_time * heights).T @ over_bands, np.float32)

    def _talk(self, talkers: int) -> Floats:
        copy = self._copies[int(self._random.integers(len(self._copies)))].powers
        return np.asarray(np.logaddexp.reduce(self._pieces(copy, talkers), 0), np.float32)

    def _pieces(self, source: npt.NDArray[np.floating], count: int) -> Floats:
        """Pieces of one recording, which goes round where it is too short."""
        starts = self._random.integers(0, len(source), count)
        frames = (starts[:, None] + np.arange(self._shape.frames)) % len(source)
        return np.asarray(source[frames], np.float32)

    def _colour(self, pieces: int, strength: float = 0.6) -> Floats:
        """(pieces, 1, 40): a smooth change of the spectrum, as other microphones make."""
        waves = np.arange(1, _COLOURS + 1)
        heights = self._random.normal(0, strength / np.sqrt(waves), (pieces, _COLOURS))
        bands = np.cos(np.pi * waves[:, None] * (np.arange(BANDS) + 0.5) / BANDS)
        return (heights @ bands)[:, None].astype(np.float32)

    def _bandwidth(self, pieces: int) -> Floats:
        """(pieces, 1, 40): 1, or next to nothing above a telephone's highest band."""
        gain = np.ones((pieces, 1, BANDS), np.float32)
        for at in np.flatnonzero(self._random.random(pieces) < _NARROW):
            gain[at, :, self._random.integers(27, 33) :] = 10 ** -self._random.uniform(2, 4)
        return gain
