"""Nearest meaning: a linear model over words and a sentence vector, learnt from the examples.

Learning needs scipy and happens when the content changes (`learning.py`); deciding needs
only the weights it left and numpy.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

import numpy as np
import numpy.typing as npt

from voiceguide.arrays import open_arrays
from voiceguide.errors import ExitCode, Trouble
from voiceguide.messages.intents import OUT_OF_SCOPE, Engine, Intent
from voiceguide.understanding.features import features
from voiceguide.understanding.sentence_encoder import SentenceEncoder
from voiceguide.whole_file import try_to_write, written_whole

_SEPARATOR: Final = "\n"
_RELEARN: Final = "Make them anew with `voiceguide learn`, or reinstall voiceguide."


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learnt."""

    intents: tuple[str, ...]
    rows: Mapping[str, int]
    """Feature name to its row in `weights`."""
    weights: npt.NDArray[np.float32]
    """Shape (features, intents)."""
    vector_weights: npt.NDArray[np.float32]
    """Shape (384, intents): those of the sentence vector."""
    bias: npt.NDArray[np.float32]
    """Shape (intents,)."""
    threshold: float
    """The least probability on which an intent is acted; see docs/understanding.md."""
    digest: str
    """Of the content that they were learnt from."""

    def probabilities(
        self, counted: Mapping[str, float], vector: npt.NDArray[np.float32]
    ) -> npt.NDArray[np.float32]:
        """Shape (intents,), summing to one, from an utterance's features and sentence vector."""
        known = [(self.rows[name], value) for name, value in counted.items() if name in self.rows]
        scores = self.bias + vector @ self.vector_weights
        if known:
            rows, values = zip(*known, strict=True)
            scores += np.asarray(values, np.float32) @ self.weights[list(rows)].astype(np.float32)
        odds = np.exp(scores - scores.max())
        probabilities: npt.NDArray[np.float32] = odds / odds.sum()
        return probabilities

    def save(self, path: Path) -> None:
        """Write them; the same weights give the same bytes.

        Trouble when they can't be written; what was learnt before then stays as it is.
        """
        with _told(path), written_whole(path) as file:
            self._write(file)

    def _write(self, file: BinaryIO) -> None:
        names = sorted(self.rows, key=lambda name: self.rows[name])
        np.savez_compressed(
            file,
            intents=_packed(self.intents),
            features=_packed(names),
            weights=self.weights.astype(np.float16),
            vector_weights=self.vector_weights,
            bias=self.bias,
            threshold=np.float32(self.threshold),
            digest=_packed([self.digest]),
        )


def expect_to_save(path: Path) -> None:
    """Trouble now where weights can't be saved, rather than when they are learnt; makes the
    folder."""
    with _told(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try_to_write(path)


def read_weights(path: Path, mend: str = _RELEARN) -> Weights:
    """The weights at `path`; Trouble, with this `mend`, when they are missing or damaged."""
    with open_arrays(path, "What was learnt of meanings", mend, ExitCode.BAD_CONTENT) as stored:
        names = _unpacked(stored["features"])
        return Weights(
            intents=tuple(_unpacked(stored["intents"])),
            rows={name: row for row, name in enumerate(names)},
            weights=stored["weights"],
            vector_weights=stored["vector_weights"],
            bias=stored["bias"],
            threshold=float(stored["threshold"]),
            digest=_unpacked(stored["digest"])[0],
        )


class Nearest:
    """The step after the exact templates."""

    def __init__(
        self, weights: Weights, concepts: Mapping[str, str], encoder: SentenceEncoder
    ) -> None:
        self._weights = weights
        self._concepts = concepts
        self._encoder = encoder

    def match(self, words: str, confidences: Sequence[float] | None = None) -> Intent:
        """The likeliest intent of normalised `words`, or a refusal."""
        probabilities = self._weights.probabilities(
            features(words.split(), self._concepts, confidences), self._encoder.encode([words])[0]
        )
        best = int(probabilities.argmax())
        name, confidence = self._weights.intents[best], float(probabilities[best])
        if name == OUT_OF_SCOPE:
            return Intent(OUT_OF_SCOPE, confidence, Engine.REFUSAL)
        if confidence < self._weights.threshold:
            return Intent(OUT_OF_SCOPE, 1.0 - confidence, Engine.REFUSAL)
        return Intent(name, confidence, Engine.NEAREST)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Trouble(
            f"What is learnt can't be written to {path}: {error.strerror or error}.",
            "Make room there, or make the folder writable, then learn again.",
        ) from None


def _packed(texts: Sequence[str]) -> npt.NDArray[np.uint8]:
    return np.frombuffer(_SEPARATOR.join(texts).encode(), np.uint8)


def _unpacked(packed: npt.NDArray[np.uint8]) -> list[str]:
    return packed.tobytes().decode().split(_SEPARATOR)
