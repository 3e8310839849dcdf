"""Numbers against bytes that Kaldi itself writes (its io-funcs.cc), the rest by reading back."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from voiceguide.language.kaldi.pieces import (
    Pieces,
    double,
    integer,
    integers,
    matrix,
    single,
    token,
    vector,
)

FLOATS = st.floats(width=32, allow_nan=False)


def test_a_number_is_preceded_by_its_size() -> None:
    assert integer(-2) == b"\x04\xfe\xff\xff\xff"
    assert single(0.5) == b"\x04\x00\x00\x00\x3f"
    assert double(0.5) == b"\x08\x00\x00\x00\x00\x00\x00\xe0\x3f"
    assert integers([1]) == b"\x04\x01\x00\x00\x00\x01\x00\x00\x00"
    assert vector([]) == b"FV \x04\x00\x00\x00\x00"


@given(
    st.integers(-(2**31), 2**31 - 1),
    FLOATS,
    st.lists(st.integers(-(2**31), 2**31 - 1)),
    arrays(np.float32, st.tuples(st.integers(0, 4), st.integers(0, 4)), elements=FLOATS),
)
def test_what_is_written_is_read_back(
    whole: int, real: float, several: list[int], table: np.ndarray
) -> None:
    data = token("<A>") + integer(whole) + single(real) + double(real)
    pieces = Pieces(data + integers(several) + vector(table.ravel()) + matrix(table))
    assert pieces.token("<A>") == "<A>"
    assert (pieces.integer(), pieces.single(), pieces.double()) == (whole, real, real)
    assert pieces.integers() == several
    assert np.array_equal(pieces.vector(), table.ravel())
    assert np.array_equal(pieces.matrix(), table)


@given(st.binary(max_size=40))
def test_anything_else_is_refused_and_never_read_beyond_its_end(data: bytes) -> None:
    for read in (Pieces.token, Pieces.integer, Pieces.integers, Pieces.vector, Pieces.matrix):
        pieces = Pieces(data)
        try:
            read(pieces)
        except ValueError:
            continue
        assert pieces.at <= len(data)


def test_another_token_is_named() -> None:
    with pytest.raises(ValueError, match=r"<B>.*<A>"):
        Pieces(token("<B>")).token("<A>")
