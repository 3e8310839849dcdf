"""What else is heard in a home: recorded noises whose licence is known, and none that judges."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import soxr

from models.make.copies import LEVEL
from models.make.features import FLOOR, Floats, mel_powers
from models.make.recordings import decode
from voiceguide.messages.audio import SAMPLE_RATE

JUDGING: Final = ("derived_tv", "derived_babble")
"""Kept for the benchmarks; `kitchen.wav` isn't in the list of licences and so stays out, too."""
_PACES: Final = (0.85, 1.0, 1.15)


@dataclass(frozen=True, slots=True)
class Noise:
    """One recording."""

    name: str
    licence: str
    powers: Floats
    """(frames, 40): logarithms of mel powers, at the speech's level."""


def read_noises(folder: Path) -> list[Noise]:
    """Every listed noise, at three paces."""
    with (folder / "labels.tsv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    kept = [row for row in rows if not row["path"].startswith(JUDGING)]
    return [
        Noise(row["path"], row["licence"], powers)
        for row in kept
        for powers in _paced((folder / row["path"]).read_bytes())
    ]


def white_noise(seconds: float, seed: int) -> Floats:
    """(frames, 40): logarithms of mel powers of white noise whose root mean square is 1."""
    sound = np.random.default_rng(seed).normal(size=int(seconds * SAMPLE_RATE))
    return _logs(sound.astype(np.float32))


def clatter(count: int, seed: int) -> list[Noise]:
    """Things that knock and ring, as dishes do: made, as few recordings of them are free."""
    random = np.random.default_rng(seed)
    return [Noise("made clatter", "made here", _levelled(_knocks(random))) for _ in range(count)]


def _knocks(random: np.random.Generator, seconds: float = 8.0) -> Floats:
    sound = random.normal(0, random.uniform(10, 100), int(seconds * SAMPLE_RATE))
    for _ in range(int(seconds * random.uniform(1, 8))):
        times = np.arange(random.integers(800, 8000)) / SAMPLE_RATE
        knock = random.normal(0, 0.5, len(times)) * np.exp(-times * random.uniform(30, 200))
        for _ in range(random.integers(2, 8)):
            tone = np.sin(2 * np.pi * random.uniform(250, 7000) * times + random.uniform(0, 6))
            knock += random.uniform(0.1, 1) * tone * np.exp(-times * random.uniform(8, 80))
        at = random.integers(0, len(sound) - len(times))
        sound[at : at + len(times)] += knock * random.uniform(200, 3000)
    return np.asarray(sound, np.float32)


def _levelled(sound: Floats) -> Floats:
    level = float(np.sqrt(np.mean(np.square(sound)))) + 1e-6
    return _logs(sound * np.float32(LEVEL / level))


def _paced(data: bytes) -> Iterator[Floats]:
    sound = decode(data).astype(np.float32)
    for pace in _PACES:
        paced = soxr.resample(sound, SAMPLE_RATE * pace, SAMPLE_RATE, quality="LQ")
        yield _levelled(np.asarray(paced, np.float32))


def _logs(sound: Floats) -> Floats:
    return np.log(np.maximum(mel_powers(sound), FLOOR))


def names(noises: Sequence[Noise]) -> list[str]:
    """The recordings and their licences, each once."""
    return sorted({f"{noise.name}: {noise.licence}" for noise in noises})
