"""A model's words, wherever it keeps them."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.models.general_model import make_general, with_words
from voiceguide.content.files import data_folder
from voiceguide.errors import Trouble
from voiceguide.hearing.engines.vosk_folder import open_folder
from voiceguide.hearing.engines.vosk_recogniser import VoskRecogniser
from voiceguide.hearing.engines.vosk_words import read_labels
from voiceguide.language.openfst import Acceptor, Arc, encode

OURS = data_folder("models") / "en"
LOOP = encode(Acceptor([0.0], [Arc(0, 1, 0.5, 0)]))


def test_a_model_that_keeps_its_words_in_its_graph_is_whole(tmp_path: Path) -> None:
    """So are the small models that Vosk offers; Vosk itself reads the same words from this one."""
    folder = make_general(tmp_path / "general")
    assert read_labels(folder) == read_labels(OURS)
    recogniser = VoskRecogniser(folder)
    assert recogniser.narrows
    assert recogniser.missing(["walk plumbuses"]) == ("plumbuses",)


def test_without_words_anywhere_it_is_not(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(OURS, tmp_path / "model"))
    (folder / "graph/words.txt").unlink()
    with pytest.raises(Trouble, match=r"graph/words\.txt is missing"):
        open_folder(folder)


@given(st.dictionaries(st.text("abc'é", min_size=1), st.integers(0, 2**40)))
def test_any_words_are_read_back(
    tmp_path_factory: pytest.TempPathFactory, labels: dict[str, int]
) -> None:
    assert read_labels(graph(tmp_path_factory.mktemp("m"), with_words(LOOP, labels))) == labels


@settings(max_examples=50)
@given(st.integers(0, 200), st.binary(max_size=9))
def test_a_broken_graph_holds_no_words_or_some_but_never_raises(
    tmp_path_factory: pytest.TempPathFactory, at: int, noise: bytes
) -> None:
    data = with_words(LOOP, {"one": 1, "two": 2})
    read_labels(graph(tmp_path_factory.mktemp("m"), data[:at] + noise))


def graph(folder: Path, data: bytes) -> Path:
    (folder / "graph").mkdir()
    (folder / "graph/Gr.fst").write_bytes(data)
    return folder
