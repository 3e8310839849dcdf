from math import inf, isinf

import pytest

from voiceguide.language.openfst import EPSILON, Acceptor, Arc, best_cost, decode, encode

SMALL = Acceptor(
    [inf, 0.5, inf],
    [Arc(0, 7, 1.0, 1), Arc(0, EPSILON, 0.25, 2), Arc(2, 7, 0.5, 1), Arc(2, 3, 0.0, 2)],
)


def test_what_is_written_is_read_back_sorted() -> None:
    again = decode(encode(SMALL))
    assert list(again.finals) == [inf, 0.5, inf]
    assert again.arcs == sorted(SMALL.arcs)


def test_header_says_how_long_the_file_is() -> None:
    assert len(encode(SMALL)) == 65 + 3 * 20 + 4 * 16


@pytest.mark.parametrize("cut", [0, 10, 64, 80, -1])
def test_a_cut_file_is_refused(cut: int) -> None:
    with pytest.raises(ValueError):
        decode(encode(SMALL)[:cut])


def test_the_best_of_two_ways_counts() -> None:
    assert best_cost(SMALL, [7]) == 0.25 + 0.5 + 0.5
    assert best_cost(SMALL, [3, 3, 7]) == 0.25 + 0.5 + 0.5
    assert isinf(best_cost(SMALL, [7, 7]))
    assert isinf(best_cost(SMALL, []))
