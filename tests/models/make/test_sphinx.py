"""Sphinx's model is read as it was written."""

from pathlib import Path

import numpy as np
import pytest

from models.make.sphinx import (
    Definition,
    Position,
    Triphone,
    folder,
    read_definition,
    read_mixture_weights,
)


def test_the_dictionarys_phones_are_the_definitions(definition: Definition) -> None:
    lines = (folder() / "cmudict-en-us.dict").read_text(encoding="utf-8").splitlines()
    used = {phone for line in lines for phone in line.split()[1:]}
    assert used == {definition.phones[phone] for phone in definition.spoken}


def test_every_state_has_a_senone_that_exists(definition: Definition) -> None:
    weights = read_mixture_weights(folder() / "en-us" / "sendump")
    assert weights.shape[2] == definition.senones
    assert definition.sequences.min() >= 0
    assert definition.sequences.max() < definition.senones
    np.testing.assert_allclose(weights.sum(1), 1)


def test_a_known_triphone_is_its_own_nearest(definition: Definition) -> None:
    for one, row in list(definition.triphones.items())[::5000]:
        assert definition.nearest(one) == row


def test_noise_beside_a_phone_counts_as_silence(definition: Definition) -> None:
    number = definition.numbers
    noisy = Triphone(Position.BEGIN, number["S"], number["+NSN+"], number["T"])
    silent = noisy._replace(left=definition.silence)
    assert definition.nearest(noisy) == definition.nearest(silent)


def test_what_was_never_seen_falls_back_to_the_same_phone(definition: Definition) -> None:
    phone_of = {row: one.phone for one, row in definition.triphones.items()}
    number = definition.numbers
    for phone in definition.spoken:
        strange = Triphone(Position.INSIDE, phone, number["ZH"], number["ZH"])
        row = definition.nearest(strange)
        assert phone_of.get(row, row) == phone


def test_another_file_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "mdef"
    other.write_bytes(b"something else")
    with pytest.raises(ValueError, match="not a binary model definition"):
        read_definition(other)
