import numpy as np
import pytest

from voiceguide.language.kaldi.lookahead import ARC, Transducer, decode, encode

GRAPH = Transducer(
    1,
    np.array([np.inf, np.inf, 0.5], np.float32),
    np.array([1, 0, 0]),
    np.array([(2, 0, 0.25, 0), (0, 7, 1.0, 2), (1, 0, 0.0, 0)], ARC),
)
REACHABLE = [((7, 8),), ((7, 8),), ((9, 10),)]


def test_what_is_written_is_read_back_sorted() -> None:
    graph, reachable, end = decode(encode(GRAPH, REACHABLE, 9))
    assert graph.start == 1
    assert list(graph.finals) == [np.inf, np.inf, 0.5]
    assert list(zip(graph.sources.tolist(), graph.arcs.tolist(), strict=True)) == [
        (0, (1, 0, 0.0, 0)),
        (0, (0, 7, 1.0, 2)),
        (1, (2, 0, 0.25, 0)),
    ]
    assert reachable == REACHABLE
    assert end == 9


@pytest.mark.parametrize("cut", [0, 30, 90, 150, -1])
def test_a_cut_file_is_refused(cut: int) -> None:
    with pytest.raises(ValueError):
        decode(encode(GRAPH, REACHABLE, 9)[:cut])
