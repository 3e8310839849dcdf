"""`models/en` is what its network and the content make: run `python models/rebuild.py` if not."""

from pathlib import Path

import pytest

from voiceguide.content.files import data_folder
from voiceguide.content.pack import Pack
from voiceguide.language.corpus import pack_corpus
from voiceguide.language.embedded_model import embedded_files
from voiceguide.language.kaldi.transitions import split
from voiceguide.language.lexicon import missing_words, read_words

MODEL = data_folder("models") / "en"


@pytest.fixture(scope="module")
def files(pack: Pack) -> dict[str, bytes]:
    _, network = split((MODEL / "am" / "final.mdl").read_bytes())
    return embedded_files(MODEL, pack, network)


def test_every_word_of_the_content_can_be_heard(pack: Pack) -> None:
    corpus = pack_corpus(pack)
    labels = read_words(MODEL / "graph" / "words.txt")
    missing = missing_words([*corpus.examples, *corpus.words()], labels)
    assert not missing, "python models/rebuild.py; it says what is to be written down"


@pytest.mark.parametrize(
    "name",
    [
        "am/final.mdl",
        "conf/mfcc.conf",
        "conf/model.conf",
        "graph/Gr.fst",
        "graph/HCLr.fst",
        "graph/disambig_tid.int",
        "graph/phones.txt",
        "graph/phones/word_boundary.int",
        "graph/words.txt",
    ],
)
def test_each_file_is_made_again_byte_for_byte(files: dict[str, bytes], name: str) -> None:
    assert files[name] == (MODEL / name).read_bytes(), "python models/rebuild.py"


def test_no_other_file_is_read_by_vosk(files: dict[str, bytes]) -> None:
    there = {
        path.relative_to(MODEL).as_posix()
        for folder in ("am", "conf", "graph")
        for path in Path(MODEL / folder).rglob("*")
        if path.is_file()
    }
    assert there == files.keys()
