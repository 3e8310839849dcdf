"""Rare senones join others of their phone; nothing is left without an output."""

from pathlib import Path

import numpy as np
import pytest

from models.make.labels import silence_senone
from models.make.sphinx import Definition, folder, read_mixture_weights
from models.make.tying import UNUSED, Ties, read_ties, tie


@pytest.fixture(scope="module")
def counts(definition: Definition) -> np.ndarray:
    return np.random.default_rng(1).integers(0, 600, definition.senones)


@pytest.fixture(scope="module")
def ties(definition: Definition, counts: np.ndarray) -> Ties:
    return tie(definition, read_mixture_weights(folder() / "en-us" / "sendump"), counts, 500)


def middles(definition: Definition) -> dict[int, int]:
    """Senones in the middle of some triphone, and the phone."""
    rows = definition.triphones.items()
    return {int(definition.sequences[row, 1]): one.phone for one, row in rows}


def test_a_class_holds_senones_of_one_phone(definition: Definition, ties: Ties) -> None:
    phones: dict[int, set[int]] = {}
    alone = set(definition.sequences[: len(definition.phones), 1].tolist())
    for senone, phone in middles(definition).items():
        if senone not in alone:
            phones.setdefault(int(ties.outputs[senone]), set()).add(phone)
    assert all(len(own) == 1 for own in phones.values())
    assert set(phones) == set(range(1, ties.classes))


def test_frequent_senones_are_told_apart(
    definition: Definition, ties: Ties, counts: np.ndarray
) -> None:
    often = [senone for senone in middles(definition) if counts[senone] >= 500]
    assert len({int(ties.outputs[senone]) for senone in often}) == len(often)


def test_silence_is_the_first_of_both_heads(definition: Definition, ties: Ties) -> None:
    assert ties.outputs[silence_senone(definition)] == 0
    assert ties.phones[definition.silence] == 0
    assert sorted(ties.phones[list(definition.spoken)]) == list(range(1, ties.phone_classes))


def test_outer_states_have_no_output(definition: Definition, ties: Ties) -> None:
    inner = set(definition.sequences[:, 1].tolist())
    outer = [senone for senone in range(definition.senones) if senone not in inner]
    assert (ties.outputs[outer] == UNUSED).all()


def test_they_survive_their_file(ties: Ties, tmp_path: Path) -> None:
    ties.save(tmp_path / "ties.npz")
    again = read_ties(tmp_path / "ties.npz")
    np.testing.assert_array_equal(again.outputs, ties.outputs)
    assert (again.classes, again.phone_classes) == (ties.classes, ties.phone_classes)
