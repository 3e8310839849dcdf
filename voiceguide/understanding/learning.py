"""Learning the nearest-meaning weights from the examples."""

from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Final

import numpy as np

from voiceguide.understanding.features import features
from voiceguide.understanding.nearest import Weights
from voiceguide.understanding.regression import fit
from voiceguide.understanding.sentence_encoder import SentenceEncoder

STRENGTH: Final = 100.0
"""Inverse of the regularisation; chosen by unseen wordings, docs/understanding.md."""
VECTOR_SCALE: Final = 1.0
"""How much the sentence vector counts against the words, whose features have length one."""
THRESHOLD: Final = 0.4
"""Probability below which an utterance is refused; chosen there, too."""
_SEEN_TWICE: Final = 2


def digest(examples: Mapping[str, Sequence[str]], concepts: Mapping[str, str]) -> str:
    """A fingerprint of all that is learnt from, to notice when it has changed."""
    lines = [f"{name}\t{wording}" for name in sorted(examples) for wording in examples[name]]
    lines += [f"{word}={concepts[word]}" for word in sorted(concepts)]
    return sha256("\n".join(lines).encode()).hexdigest()


def learn(
    examples: Mapping[str, Sequence[str]],
    concepts: Mapping[str, str],
    encoder: SentenceEncoder,
    fingerprint: str = "",
) -> Weights:
    """Weights that tell the intents of `examples` (normalised wordings) apart.

    Needs scipy. The same examples give the same weights.
    """
    from scipy.sparse import csr_matrix

    intents = sorted(examples)
    counted = [features(line.split(), concepts) for name in intents for line in examples[name]]
    labels = [number for number, name in enumerate(intents) for _ in examples[name]]
    frequency = Counter(name for one in counted for name in one)
    kept = sorted(name for name, times in frequency.items() if times >= _SEEN_TWICE)
    rows = {name: row for row, name in enumerate(kept)}
    cells = [
        (at, rows[name], value)
        for at, one in enumerate(counted)
        for name, value in one.items()
        if name in rows
    ]
    at, column, value = zip(*cells, strict=True)
    vectors = encoder.encode([line for name in intents for line in examples[name]])
    words = csr_matrix((value, (at, column)), shape=(len(counted), len(rows)), dtype=np.float32)
    found = fit(words, VECTOR_SCALE * vectors, np.asarray(labels), len(intents), STRENGTH)
    return Weights(
        intents=tuple(intents),
        rows=rows,
        weights=found.words,
        vector_weights=VECTOR_SCALE * found.vector,
        bias=found.bias,
        threshold=THRESHOLD,
        digest=fingerprint,
    )
