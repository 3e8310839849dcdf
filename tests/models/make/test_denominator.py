"""The denominator weighs every row of sounds, as trying them all one by one would."""

from itertools import pairwise, product

import numpy as np
import pytest

from models.make.denominator import Denominator

CLASSES, PHONES = 4, 3
SOUNDS = 300


def said(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Names of frames: each phone has a class, and the first a second one before the last."""
    random = np.random.default_rng(seed)
    phones = random.integers(0, PHONES, SOUNDS)
    phones = phones[np.diff(phones, prepend=-1) != 0]
    classes = np.where((phones == 0) & (np.roll(phones, -1) == PHONES - 1), CLASSES - 1, phones)
    lengths = random.integers(3, 12, len(phones))
    return np.repeat(classes, lengths), np.repeat(phones, lengths)


@pytest.fixture
def denominator() -> Denominator:
    return Denominator(*said(1))


def test_it_weighs_every_row_of_states(denominator: Denominator) -> None:
    heard = np.random.default_rng(2).normal(0, 1, (4, 2, CLASSES)).astype(np.float32)
    occupied, total = denominator.occupancy(heard)
    classes = denominator._classes
    steps = denominator._onward @ np.eye(len(classes), dtype=np.float32)
    for piece in range(2):
        sums = np.zeros((4, CLASSES))
        for row in product(range(len(classes)), repeat=4):
            weight = denominator._begin[row[0], 0] * np.prod(
                [steps[after, before] for before, after in pairwise(row)]
            )
            for output, state in enumerate(row):
                weight *= np.exp(heard[output, piece, classes[state]])
            for output, state in enumerate(row):
                sums[output, classes[state]] += weight
        assert total[piece] == pytest.approx(np.log(sums[0].sum()), abs=1e-3)
        np.testing.assert_allclose(occupied[:, piece], sums / sums[0].sum(), atol=1e-4)


def test_what_never_followed_is_not_believed(denominator: Denominator) -> None:
    """Class 3 is the first phone before the last one: after it comes nothing but the last."""
    heard = np.zeros((5, 1, CLASSES), np.float32)
    heard[:3, 0, 3], heard[3:, 0, 1] = 9.0, 0.5
    occupied, _ = denominator.occupancy(heard)
    assert occupied[3, 0, 1] < 0.01 < occupied[3, 0, 2]


def test_probabilities_are_whole(denominator: Denominator) -> None:
    heard = np.random.default_rng(3).normal(0, 9, (50, 5, CLASSES)).astype(np.float32)
    occupied, total = denominator.occupancy(heard)
    np.testing.assert_allclose(occupied.sum(2), 1, atol=1e-4)
    assert np.isfinite(total).all()
