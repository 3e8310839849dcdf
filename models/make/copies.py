"""Copies of the recordings: the same words by other bodies, at another pace, in another room.

A copy holds powers in mel bands, not cepstra: noise is added to it while the network learns, anew
each time (`mixing.py`). Every voice in it is equally loud.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import soxr

from models.make.features import (
    FLOOR,
    PLAIN_BANK,
    SHIFT,
    Floats,
    frame_count,
    mel_bank,
    mel_powers,
)
from models.make.labels import Labels, frame_labels, joined, silent
from models.make.rooms import reverberant
from models.make.sphinx import Definition
from models.make.utterance import Aligned
from voiceguide.messages.audio import SAMPLE_RATE

LEVEL: Final = 1000.0
"""Root mean square of what is spoken, in units of int16 samples."""
REPEATS: Final[Mapping[str, int]] = {"sc": 4, "an4": 3, "ls": 2, "kokoro": 2}
"""How often a source's recordings stand in one copy, each time changed otherwise; others once."""
_PACES: Final = (0.85, 1.2)
_BANKS: Final = [mel_bank(warp) for warp in np.geomspace(0.85, 1.15, 13)]
_RESAMPLED: Final = 0.6
_WARPED: Final = 0.5
_ROOMS: Final = 0.45
_PAUSES: Final = 0.35
"""Share of the utterances after which nobody speaks for a while."""
_PAUSE: Final = (30, 200)
"""Frames of such a pause."""


@dataclass(frozen=True, slots=True)
class Copy:
    """Many utterances in one row."""

    powers: npt.NDArray[np.float16]
    """(frames, 40): logarithms of mel powers."""
    labels: Labels

    def save(self, path: Path) -> None:
        """Write an uncompressed .npz."""
        np.savez(path, powers=self.powers, senones=self.labels.senones, phones=self.labels.phones)


def read_copy(path: Path) -> Copy:
    """Read what `save` wrote."""
    with np.load(path) as file:
        return Copy(file["powers"], Labels(file["senones"], file["phones"]))


def make_copy(data: Sequence[Aligned], definition: Definition, seed: int) -> Copy:
    """All recordings, each changed by chance, in an order by chance."""
    random = np.random.default_rng(seed)
    source = [one.said.speaker.partition(":")[0] for one in data]
    turns = np.repeat(np.arange(len(data)), [REPEATS.get(name, 1) for name in source])
    random.shuffle(turns)
    return _join(_changed(data[at], definition, random) for at in turns.tolist())


def plain_copy(data: Iterable[Aligned], definition: Definition) -> Copy:
    """All recordings as they are, but equally loud."""
    return _join(
        _measure(
            one.said.samples.astype(np.float32), _labels(one, definition), definition, PLAIN_BANK
        )
        for one in data
    )


def _join(parts: Iterable[tuple[Floats, Labels]]) -> Copy:
    powers, labels = [], []
    for some, own in parts:
        powers.append(some.astype(np.float16))
        labels.append(own)
    return Copy(np.concatenate(powers), joined(labels))


def _labels(one: Aligned, definition: Definition) -> Labels:
    return frame_labels(definition, one.marks, frame_count(len(one.said.samples)))


def _changed(
    one: Aligned, definition: Definition, random: np.random.Generator
) -> tuple[Floats, Labels]:
    labels = _labels(one, definition)
    sound = one.said.samples.astype(np.float32)
    if random.random() < _RESAMPLED:
        pace = random.uniform(*_PACES)
        sound = soxr.resample(sound, SAMPLE_RATE * pace, SAMPLE_RATE, quality="LQ")
        frames = np.round(np.arange(frame_count(len(sound))) * pace).astype(np.int64)
        labels = labels.at(np.minimum(frames, len(labels.phones) - 1))
    if random.random() < _ROOMS:
        sound = reverberant(sound, random)
    warped = random.random() < _WARPED
    bank = _BANKS[int(random.integers(len(_BANKS)))] if warped else PLAIN_BANK
    powers, labels = _measure(sound, labels, definition, bank)
    if random.random() < _PAUSES:
        return _with_pause(powers, labels, definition, random)
    return powers, labels


def _with_pause(
    powers: Floats, labels: Labels, definition: Definition, random: np.random.Generator
) -> tuple[Floats, Labels]:
    """More of the quiet that is in the recording, after it: noise is mostly heard in pauses."""
    length = int(random.integers(*_PAUSE))
    loudness = powers.mean(1)
    quiet = np.flatnonzero(loudness <= np.quantile(loudness, 0.1))
    pause = powers[random.choice(quiet, length)]
    return np.concatenate([powers, pause]), joined([labels, silent(definition, length)])


def _measure(
    sound: Floats, labels: Labels, definition: Definition, bank: Floats
) -> tuple[Floats, Labels]:
    """Mel powers of the sound at the common level, and as many labels."""
    spoken = np.repeat(labels.phones != definition.silence, SHIFT)
    heard = sound[: len(spoken)][spoken] if spoken.any() else sound
    level = float(np.sqrt(np.mean(np.square(heard, dtype=np.float64)))) + 1e-6
    powers = mel_powers(sound * np.float32(LEVEL / level), bank)
    return np.log(np.maximum(powers, FLOOR)), labels.at(np.arange(len(powers)))
