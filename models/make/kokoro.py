"""Natural synthetic speech by Kokoro-82M: more voices than any program here has, and mixtures.

A folder holds `model.onnx`, `vocab.json` and `voices/*.bin`; `docs/network.md` tells where they
come from. The voices that judge never speak here, not even mixed with others.
"""

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import Final

import numpy as np
import soxr

from models.make.utterance import Utterance
from models.make.wordings import Wordings
from voiceguide.messages.audio import SAMPLE_RATE, Samples

KEPT_APART: Final = frozenset("af_bella af_sky am_adam am_michael bf_emma bm_george".split())
"""Those that judge."""
_ENGLISH: Final = {"a": False, "b": True}
"""By a voice's first letter: whether it is British. The others speak English with an accent."""
_RATE: Final = 24_000
_STYLE: Final = 256
_ACCENTED: Final = 0.25
_MIXED: Final = 0.4
_SHARES: Final = (0.2, 0.6)
"""Of the second of two voices that are mixed."""
_PACES: Final = (0.85, 1.25)
_PART: Final = 50
"""Sentences that one process speaks before it is given more."""


@dataclass(frozen=True, slots=True)
class Manner:
    """Who speaks, and how."""

    voice: str
    british: bool
    other: str = ""
    """A second voice, of whose style there is"""
    share: float = 0.0
    """so much."""
    pace: float = 1.0


class Kokoro:
    """The model, ready to speak."""

    def __init__(self, folder: Path) -> None:
        import onnxruntime
        from hibari.g2p import G2P

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options)
        self._sounds = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))["vocab"]
        self._voices = folder / "voices"
        self._spelt = {british: G2P(british=british) for british in _ENGLISH.values()}

    def say(self, text: str, manner: Manner) -> Samples:
        """`text` at 16 kHz, with a little silence around it."""
        sounds = self._spelt[manner.british](text)
        tokens = [self._sounds[sound] for sound in sounds if sound in self._sounds]
        style = self._style(manner.voice, len(tokens))
        if manner.other:
            other = self._style(manner.other, len(tokens))
            style = (1 - manner.share) * style + manner.share * other
        given = {
            "tokens": np.array([[0, *tokens, 0]], np.int64),
            "style": style[np.newaxis],
            "speed": np.array([manner.pace], np.float32),
        }
        sound = soxr.resample(self._session.run(None, given)[0].ravel(), _RATE, SAMPLE_RATE)
        return np.asarray(np.clip(sound, -1, 1) * 32767, np.int16)

    def _style(self, voice: str, tokens: int) -> np.ndarray:
        styles = np.fromfile(self._voices / f"{voice}.bin", np.float32).reshape(-1, _STYLE)
        row: np.ndarray = styles[min(tokens, len(styles) - 1)]
        return row


@cache
def loaded(folder: Path) -> Kokoro:
    """The model of a folder, loaded once a process: that takes seconds."""
    return Kokoro(folder)


def draw_manner(voices: Sequence[str], random: Random) -> Manner:
    """One of the voices, or a mixture of two, at a pace of its own."""
    allowed = [voice for voice in voices if voice not in KEPT_APART]
    english = [voice for voice in allowed if voice[0] in _ENGLISH]
    accented = [voice for voice in allowed if voice[0] not in _ENGLISH]
    voice = random.choice(accented if accented and random.random() < _ACCENTED else english)
    british = _ENGLISH.get(voice[0], random.random() < 0.5)
    pace = random.uniform(*_PACES)
    if random.random() >= _MIXED:
        return Manner(voice, british, pace=pace)
    return Manner(voice, british, random.choice(english), random.uniform(*_SHARES), pace)


def speak_naturally(folder: Path, wordings: Wordings, count: int, seed: int) -> Iterator[Utterance]:
    """So many utterances, the same for the same seed, model and content."""
    random = Random(seed)
    voices = sorted(path.stem for path in (folder / "voices").glob("*.bin"))
    said = [(wordings.draw(random), draw_manner(voices, random)) for _ in range(count)]
    parts = [said[at : at + _PART] for at in range(0, count, _PART)]
    with ProcessPoolExecutor() as workers:
        spoken = (s for part in workers.map(partial(_spoken, folder), parts) for s in part)
        for at, ((text, manner), sound) in enumerate(zip(said, spoken, strict=True)):
            name = "-".join(filter(None, (manner.voice, manner.other)))
            yield Utterance(f"kokoro-{seed}-{at}-{name}", f"kokoro:{name}", text, sound)


def _spoken(folder: Path, part: Sequence[tuple[str, Manner]]) -> list[Samples]:
    return [loaded(folder).say(text, manner) for text, manner in part]
