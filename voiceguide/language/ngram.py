"""A back-off n-gram over sentences, smoothed by interpolated modified Kneser-Ney.

Source: Chen and Goodman, "An empirical study of smoothing techniques for language modeling",
1998, section 3 (three discounts an order, continuation counts below the highest order).
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

BEGIN: Final = "<s>"
END: Final = "</s>"

Gram: TypeAlias = tuple[str, ...]
Discounts: TypeAlias = tuple[float, float, float]

_SPARSE: Final[Discounts] = (0.6, 1.0, 1.3)
"""Discounts where a corpus is too small or too repetitive to estimate its own."""


@dataclass(frozen=True, slots=True)
class Ngram:
    """Probabilities of the next word after up to `order - 1` words."""

    order: int
    probabilities: Mapping[Gram, float]
    """(history..., word) to the interpolated probability; every word has a 1-gram."""
    backoffs: Mapping[Gram, float]
    """History to the weight of the next shorter one; the empty history has none."""

    def probability(self, history: Sequence[str], word: str) -> float:
        """Of `word` after `history`; 0 for a word outside the vocabulary."""
        context = tuple(history[max(0, len(history) - self.order + 1) :])
        weight = 1.0
        while (*context, word) not in self.probabilities:
            if not context:
                return 0.0
            weight *= self.backoffs.get(context, 1.0)
            context = context[1:]
        return weight * self.probabilities[(*context, word)]


def estimate(sentences: Iterable[Sequence[str]], order: int, vocabulary: Collection[str]) -> Ngram:
    """Learn from `sentences`; every word of `vocabulary` gets a probability above 0."""
    counts = _counts(sentences, order)
    words = sorted({gram[-1] for gram in counts[0]} | set(vocabulary) | {END})
    probabilities: dict[Gram, float] = {(word,): 1 / len(words) for word in words}
    backoffs: dict[Gram, float] = {}
    for seen in counts:
        _add_order(seen, probabilities, backoffs)
    return Ngram(order, probabilities, backoffs)


def _counts(sentences: Iterable[Sequence[str]], order: int) -> list[Counter[Gram]]:
    """Counts for 1-grams up to `order`-grams: raw at the top, continuations below it.

    A gram at a sentence's beginning has no word before it, so its raw count stands.
    """
    raw: list[Counter[Gram]] = [Counter() for _ in range(order)]
    for sentence in sentences:
        words = (BEGIN, *sentence, END)
        for end in range(2, len(words) + 1):
            for length in range(1, min(order, end) + 1):
                raw[length - 1][words[end - length : end]] += 1
    counts = []
    for length in range(1, order):
        longer = Counter(gram[1:] for gram in raw[length])
        begins = {gram: n for gram, n in raw[length - 1].items() if gram[0] == BEGIN}
        counts.append(longer + Counter(begins))
    return [*counts, raw[-1]]


def _add_order(
    seen: Counter[Gram], probabilities: dict[Gram, float], backoffs: dict[Gram, float]
) -> None:
    """Interpolate one order's counts with the probabilities of the order below it."""
    discounts = _discounts(seen)
    followers: dict[Gram, list[Gram]] = defaultdict(list)
    for gram in sorted(seen):
        followers[gram[:-1]].append(gram)
    for history, grams in followers.items():
        total = sum(seen[gram] for gram in grams)
        taken = {gram: min(discounts[min(seen[gram], 3) - 1], seen[gram]) for gram in grams}
        rest = sum(taken.values()) / total
        lower = {gram: _lower(gram, probabilities) for gram in grams}
        for gram in grams:
            probabilities[gram] = (seen[gram] - taken[gram]) / total + rest * lower[gram]
        if history:
            backoffs[history] = rest
        else:
            _spread(probabilities, {gram[0] for gram in grams}, rest)


def _lower(gram: Gram, probabilities: Mapping[Gram, float]) -> float:
    return probabilities[gram[1:]] if len(gram) > 1 else probabilities[gram]


def _spread(probabilities: dict[Gram, float], seen: set[str], rest: float) -> None:
    """Words that were never seen keep their share of what the discounts freed."""
    for gram in probabilities:
        if gram[0] not in seen:
            probabilities[gram] *= rest


def _discounts(seen: Counter[Gram]) -> Discounts:
    of = Counter(min(count, 5) for count in seen.values())
    if not all(of[count] for count in (1, 2, 3, 4)):
        return _SPARSE
    y = of[1] / (of[1] + 2 * of[2])
    found = (
        1 - 2 * y * of[2] / of[1],
        2 - 3 * y * of[3] / of[2],
        3 - 4 * y * of[4] / of[3],
    )
    if not all(0 < discount < count for count, discount in enumerate(found, start=1)):
        return _SPARSE
    return found
