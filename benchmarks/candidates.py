"""Ways of finding the nearest meaning, all trained and judged alike."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum

import numpy as np
import numpy.typing as npt
from rapidfuzz.fuzz import token_set_ratio
from rapidfuzz.process import cdist

from voiceguide.messages.intents import OUT_OF_SCOPE
from voiceguide.understanding.features import features
from voiceguide.understanding.learning import THRESHOLD, learn
from voiceguide.understanding.nearest import Weights
from voiceguide.understanding.sentence_encoder import DIMENSIONS, SentenceEncoder

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]

WORDS = ("w",)
LETTERS = ("w", "l")
CONCEPTS = ("w", "l", "c")


class Remembered(SentenceEncoder):
    """An encoder that has encoded every sentence it will be asked for."""

    def __init__(self, lines: Sequence[str], vectors: Floats) -> None:
        self._known = dict(zip(lines, vectors, strict=True))

    def encode(self, sentences: Sequence[str]) -> Floats:
        return np.array([self._known[sentence] for sentence in sentences], np.float32)


@dataclass(frozen=True, slots=True)
class Corpus:
    """All examples, in one order, with everything that is counted in them."""

    intents: tuple[str, ...]
    concepts: Mapping[str, str]
    lines: tuple[str, ...]
    labels: Ints
    counted: tuple[Mapping[str, float], ...]
    vectors: Floats

    @classmethod
    def of(
        cls,
        examples: Mapping[str, Sequence[str]],
        concepts: Mapping[str, str],
        encoder: SentenceEncoder,
    ) -> "Corpus":
        intents = tuple(sorted(examples))
        lines = tuple(line for name in intents for line in examples[name])
        labels = [number for number, name in enumerate(intents) for _ in examples[name]]
        counted = tuple(features(line.split(), concepts) for line in lines)
        vectors = encoder.encode(lines)
        return cls(intents, concepts, lines, np.array(labels), counted, vectors)

    @property
    def foreign(self) -> int:
        """Number of the out-of-scope intent."""
        return self.intents.index(OUT_OF_SCOPE)


class Rule(StrEnum):
    """When the likeliest intent is refused."""

    PROBABILITY = "probability"
    """When out of scope is likelier still, or its own probability is below the threshold."""
    ODDS = "odds"
    """When its share of what it and out of scope have together is below the threshold."""


@dataclass(frozen=True, slots=True)
class Guesses:
    """What one candidate made of examples that it was not trained on."""

    own: npt.NDArray[np.bool_]
    """Whether the example is in scope."""
    right: npt.NDArray[np.bool_]
    """Whether the likeliest intent, out of scope left aside, is the one wanted."""
    wanted: Ints
    guessed: Ints
    sure: Floats
    """How likely that one is."""
    foreign: Floats
    """How likely out of scope is."""

    @classmethod
    def of(cls, wanted: Ints, likely: Floats, foreign: int) -> "Guesses":
        """From likelihoods of shape (examples, intents)."""
        others = likely.copy()
        others[:, foreign] = -1.0
        guessed = others.argmax(axis=1)
        sure = others.max(axis=1)
        return cls(wanted != foreign, wanted == guessed, wanted, guessed, sure, likely[:, foreign])

    @classmethod
    def joined(cls, parts: Sequence["Guesses"]) -> "Guesses":
        names = [field.name for field in fields(cls)]
        return cls(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))

    def refused(self, rule: Rule, threshold: float) -> npt.NDArray[np.bool_]:
        if rule is Rule.ODDS:
            return np.asarray(self.sure < threshold * (self.sure + self.foreign))
        return np.asarray((self.foreign > self.sure) | (self.sure < threshold))

    def rates(self, rule: Rule, threshold: float) -> "Rates":
        refused, own = self.refused(rule, threshold), self.own
        right = ~refused & self.right
        return Rates(
            threshold,
            float(np.where(own, right, refused).mean()),
            float(right[own].mean()),
            float(refused[own].mean()),
            float((~refused[~own]).mean()),
        )


@dataclass(frozen=True, slots=True)
class Rates:
    """Shares, 0 to 1, at a threshold of refusal."""

    threshold: float
    accuracy: float
    own_right: float
    """In-scope examples whose intent was found."""
    own_refused: float
    foreign_answered: float
    """Out-of-scope examples that got an answer."""


def fit(
    corpus: Corpus,
    train: Ints,
    kinds: Sequence[str],
    scale: float,
    strength: float,
    balanced: bool,
) -> Weights:
    """A linear model over those `kinds` of features and `scale` times the sentence vector.

    With every kind this is what `learn` does, for any strength and scale. `balanced`: an intent
    counts the same however many examples it has.
    """
    from scipy.sparse import csr_matrix, hstack
    from sklearn.linear_model import LogisticRegression

    counted = [chosen(corpus.counted[at], kinds) for at in train]
    frequency = Counter(name for one in counted for name in one)
    rows = {name: row for row, name in enumerate(sorted(n for n in frequency if frequency[n] > 1))}
    cells = [
        (at, rows[name], value)
        for at, one in enumerate(counted)
        for name, value in one.items()
        if name in rows
    ]
    at, column, value = zip(*cells, strict=True) if cells else ((), (), ())
    shape = (len(train), len(rows))
    matrix = csr_matrix((value, (at, column)), shape=shape, dtype=np.float64)
    if scale:
        matrix = csr_matrix(hstack([matrix, csr_matrix(scale * corpus.vectors[train])]))
    model = LogisticRegression(
        C=strength, max_iter=300, class_weight="balanced" if balanced else None
    )
    model.fit(matrix, corpus.labels[train])
    coefficients = np.asarray(model.coef_.T, np.float32)
    vector_weights = scale * coefficients[len(rows) :] if scale else _no_vector(corpus)
    bias = np.asarray(model.intercept_, np.float32)
    words = coefficients[: len(rows)]
    return Weights(corpus.intents, rows, words, vector_weights, bias, THRESHOLD, "")


def fit_shipped(corpus: Corpus, train: Ints) -> Weights:
    """What `voiceguide learn` makes of these examples."""
    examples: dict[str, list[str]] = {name: [] for name in corpus.intents}
    for at in train:
        examples[corpus.intents[corpus.labels[at]]].append(corpus.lines[at])
    return learn(examples, corpus.concepts, Remembered(corpus.lines, corpus.vectors))


def guess(corpus: Corpus, weights: Weights, test: Ints, kinds: Sequence[str] = CONCEPTS) -> Guesses:
    """What `weights` make of the examples `test`."""
    made = np.array(
        [
            weights.probabilities(chosen(corpus.counted[at], kinds), corpus.vectors[at])
            for at in test
        ]
    )
    return Guesses.of(corpus.labels[test], made, corpus.foreign)


def guess_fuzzy(corpus: Corpus, train: Ints, test: Ints) -> Guesses:
    """The intent of the example that is spelled most alike."""
    asked = [corpus.lines[at] for at in test]
    known = [corpus.lines[at] for at in train]
    alike = cdist(asked, known, scorer=token_set_ratio, dtype=np.float32) / 100
    labels = corpus.labels[train]
    nearest = [alike[:, labels == own].max(axis=1) for own in range(len(corpus.intents))]
    return Guesses.of(corpus.labels[test], np.array(nearest).T, corpus.foreign)


def chosen(counted: Mapping[str, float], kinds: Sequence[str]) -> dict[str, float]:
    """The features of some kinds (the first letter of a name), at unit length again."""
    kept = {name: weight for name, weight in counted.items() if name[0] in kinds}
    length = sum(weight * weight for weight in kept.values()) ** 0.5
    return {name: weight / length for name, weight in kept.items()} if length else {}


def folds(corpus: Corpus, count: int, seed: int) -> Iterator[tuple[Ints, Ints]]:
    """Numbers of examples to train on and to judge by, every intent in its share."""
    from sklearn.model_selection import StratifiedKFold

    cut = StratifiedKFold(count, shuffle=True, random_state=seed)
    yield from cut.split(corpus.vectors, corpus.labels)


def _no_vector(corpus: Corpus) -> Floats:
    return np.zeros((DIMENSIONS, len(corpus.intents)), np.float32)
