"""What the nearest-meaning step sees of an utterance: named features with weights.

The same features are counted when the weights are learnt and when they are used.
"""

from collections.abc import Mapping, Sequence
from typing import Final

_EDGE: Final = "#"
_LETTERS: Final = (3, 4)


def features(
    words: Sequence[str],
    concepts: Mapping[str, str],
    confidences: Sequence[float] | None = None,
) -> dict[str, float]:
    """Named features of an utterance, scaled to unit length.

    `words` are normalised; `concepts` maps a word to what it stands for (stroll: walk);
    `confidences`, one a word from 0 to 1, make what was heard badly count less.
    """
    trust = list(confidences) if confidences is not None else [1.0] * len(words)
    counted: dict[str, float] = {}

    def note(name: str, weight: float) -> None:
        counted[name] = max(counted.get(name, 0.0), weight)

    meant = [concepts.get(word, word) for word in words]
    for kind, tokens in (("w", list(words)), ("c", meant)):
        padded = [_EDGE, *tokens, _EDGE]
        sure = [1.0, *trust, 1.0]
        for at in range(1, len(padded) - 1):
            note(f"{kind}1 {padded[at]}", sure[at])
        for at in range(len(padded) - 1):
            note(f"{kind}2 {padded[at]} {padded[at + 1]}", min(sure[at], sure[at + 1]))
        for at in range(len(padded) - 2):
            run = " ".join(padded[at : at + 3])
            note(f"{kind}3 {run}", min(sure[at : at + 3]))
    for word, sure_of_it in zip(words, trust, strict=True):
        edged = f"{_EDGE}{word}{_EDGE}"
        for size in _LETTERS:
            for at in range(len(edged) - size + 1):
                note(f"l {edged[at : at + size]}", 0.5 * sure_of_it)
    length = sum(weight * weight for weight in counted.values()) ** 0.5
    return {name: weight / length for name, weight in counted.items()} if length else {}
