"""A small sentence encoder: words to a vector that lies near those of like meaning.

The network is all-MiniLM-L6-v2 (Apache-2.0), a six-layer BERT with 384 dimensions, its weights
rounded to eight bits a row. It is run with numpy: the sentences are short, so a runtime of its
own would cost more memory and start-up than it would save.
Source of the architecture: Devlin et al., BERT, 2018; of the word pieces: Wu et al., 2016.
"""

from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from voiceguide.arrays import open_arrays

DIMENSIONS: Final = 384
_HEADS: Final = 12
_LAYERS: Final = 6
_LONGEST: Final = 128
"""Word pieces that are read; a longer utterance is cut."""

_LONGEST_WORD: Final = 100
"""Letters; BERT's tokenizer takes a longer word for a foreign one, without looking for pieces."""
_PIECES: Final = "embeddings.word_embeddings.weight"
_SCALE: Final = ".scale"

Array = npt.NDArray[np.float32]


class SentenceEncoder:
    """Encodes lower-case words."""

    def __init__(
        self,
        weights: Mapping[str, Array],
        rounded: Mapping[str, npt.NDArray[np.int8]],
        vocabulary: Sequence[str],
    ) -> None:
        """Both by BERT's names; `rounded` matrices have a scale a row among `weights`.

        They stay rounded in memory and are widened when they are used: 32 MB less for 1 ms.
        """
        self._weights = weights
        self._rounded = rounded
        self._ids = {piece: number for number, piece in enumerate(vocabulary)}

    def encode(self, sentences: Sequence[str]) -> Array:
        """Unit vectors, shape (sentences, 384); those of equal length are run together."""
        tokens = [self._tokens(sentence) for sentence in sentences]
        vectors = np.zeros((len(sentences), DIMENSIONS), np.float32)
        for length in sorted({len(own) for own in tokens}):
            chosen = [at for at, own in enumerate(tokens) if len(own) == length]
            for start in range(0, len(chosen), 64):
                batch = chosen[start : start + 64]
                vectors[batch] = self._run(np.array([tokens[at] for at in batch]))
        return vectors

    def _tokens(self, sentence: str) -> list[int]:
        # BERT's tokenizer takes an apostrophe for a word of its own.
        words = sentence.replace("'", " ' ").split()
        # Looked for no further than they are read: a text may be of any length.
        inner = islice((piece for word in words for piece in self._word_pieces(word)), _LONGEST - 2)
        return [self._ids["[CLS]"], *inner, self._ids["[SEP]"]]

    def _word_pieces(self, word: str) -> list[int]:
        """The longest known pieces from left to right; one unknown piece for a foreign word."""
        if len(word) > _LONGEST_WORD:
            return [self._ids["[UNK]"]]
        found, start = [], 0
        while start < len(word):
            for end in range(len(word), start, -1):
                piece = word[start:end] if start == 0 else f"##{word[start:end]}"
                if piece in self._ids:
                    found.append(self._ids[piece])
                    start = end
                    break
            else:
                return [self._ids["[UNK]"]]
        return found

    def _run(self, ids: npt.NDArray[np.int64]) -> Array:
        sentences, length = ids.shape
        x = self._rounded[_PIECES][ids] * self._weights[_PIECES + _SCALE][ids][..., None]
        x = x + self._weights["embeddings.position_embeddings.weight"][:length]
        x = x + self._weights["embeddings.token_type_embeddings.weight"][0]
        x = self._norm(x, "embeddings.LayerNorm")
        for layer in range(_LAYERS):
            at = f"encoder.layer.{layer}"
            query, key, value = (
                self._linear(x, f"{at}.attention.self.{part}")
                .reshape(sentences, length, _HEADS, -1)
                .transpose(0, 2, 1, 3)
                for part in ("query", "key", "value")
            )
            attention = _softmax(query @ key.swapaxes(-1, -2) / np.sqrt(np.float32(key.shape[-1])))
            mixed = (attention @ value).transpose(0, 2, 1, 3).reshape(sentences, length, -1)
            x = x + self._linear(mixed, f"{at}.attention.output.dense")
            x = self._norm(x, f"{at}.attention.output.LayerNorm")
            inner = _gelu(self._linear(x, f"{at}.intermediate.dense"))
            x = self._norm(x + self._linear(inner, f"{at}.output.dense"), f"{at}.output.LayerNorm")
        mean = x.mean(axis=1)
        unit: Array = mean / np.linalg.norm(mean, axis=1, keepdims=True)
        return unit

    def _linear(self, x: Array, name: str) -> Array:
        rows, scale = self._rounded[f"{name}.weight"], self._weights[f"{name}.weight{_SCALE}"]
        result: Array = (x @ rows.astype(np.float32).T) * scale + self._weights[f"{name}.bias"]
        return result

    def _norm(self, x: Array, name: str) -> Array:
        centred = x - x.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + 1e-12)
        result: Array = centred / spread * self._weights[f"{name}.weight"]
        return result + self._weights[f"{name}.bias"]


def _softmax(x: Array) -> Array:
    odds = np.exp(x - x.max(axis=-1, keepdims=True))
    result: Array = odds / odds.sum(axis=-1, keepdims=True)
    return result


def _gelu(x: Array) -> Array:
    # The usual tanh form; it differs from the exact one by less than the eight-bit rounding.
    inner = np.sqrt(np.float32(2 / np.pi)) * (x + np.float32(0.044715) * x * x * x)
    result: Array = np.float32(0.5) * x * (1 + np.tanh(inner))
    return result


def read_encoder(path: Path) -> SentenceEncoder:
    """The encoder that `save_encoder` wrote; Trouble when the file is missing or damaged."""
    with open_arrays(path, "The sentence encoder") as stored:
        vocabulary = stored["vocabulary"].tobytes().decode().split("\n")
        weights = dict(stored)
        plain = {name: value for name, value in weights.items() if value.dtype == np.float32}
        rounded = {name: value for name, value in weights.items() if value.dtype == np.int8}
        return SentenceEncoder(plain, rounded, vocabulary)


def save_encoder(path: Path, weights: Mapping[str, Array], vocabulary: Sequence[str]) -> None:
    """Write full-precision BERT weights as eight bits a row; vectors stay as they are."""
    stored: dict[str, npt.NDArray[np.generic]] = {}
    for name in sorted(weights):
        value = weights[name].astype(np.float32)
        if value.ndim == 2 and "embeddings.p" not in name and "token_type" not in name:
            scale = np.abs(value).max(axis=1) / 127 + 1e-12
            stored[name] = np.round(value / scale[:, None]).astype(np.int8)
            stored[name + _SCALE] = scale.astype(np.float32)
        elif value.ndim < 3:
            stored[name] = value
    stored["vocabulary"] = np.frombuffer("\n".join(vocabulary).encode(), np.uint8)
    with path.open("wb") as file:
        np.savez(file, **stored)  # type: ignore[arg-type]
