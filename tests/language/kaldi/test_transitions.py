import pytest

from voiceguide.content.files import data_folder
from voiceguide.language.kaldi.transitions import TransitionModel, Triple, enter, join, split, stay

SMALL = TransitionModel((1, 3), [(1, 0), (4, 1)], [Triple(1, 0, 0), Triple(4, 0, 7)])


def test_both_halves_come_back() -> None:
    model, network = split(join(SMALL, b"<Nnet3> and so on"))
    assert model.topologies == [1, 3]
    assert model.phones == SMALL.phones
    assert model.triples == SMALL.triples
    assert network == b"<Nnet3> and so on"


def test_the_shipped_file_is_taken_apart_and_joined() -> None:
    data = (data_folder("models") / "en" / "am" / "final.mdl").read_bytes()
    model, network = split(data)
    assert join(model, network) == data
    assert model.triples == sorted(model.triples)
    assert network.startswith(b"<Nnet3> ")


def test_transition_ids_are_neighbours_from_one() -> None:
    assert [stay(0), enter(0), stay(1), enter(1)] == [1, 2, 3, 4]


@pytest.mark.parametrize("cut", [0, 1, 20, 60, 120])
def test_a_cut_file_is_refused(cut: int) -> None:
    with pytest.raises(ValueError):
        split(join(SMALL, b"")[:cut])
