"""The model in `models/en` fits the content: run `python models/rebuild.py` when it doesn't."""

import pytest

from voiceguide.content.files import data_folder
from voiceguide.content.pack import Pack
from voiceguide.language.corpus import Corpus, corpus_graph
from voiceguide.language.lexicon import missing_words, read_words
from voiceguide.language.openfst import encode
from voiceguide.language.tuning import GRAPH
from voiceguide.messages.intents import OUT_OF_SCOPE

GRAPH_FOLDER = data_folder("models") / "en" / "graph"


@pytest.fixture(scope="module")
def corpus(pack: Pack) -> Corpus:
    known = [
        line for intent, own in pack.examples.items() if intent != OUT_OF_SCOPE for line in own
    ]
    return Corpus(pack.templates, pack.red_flags, known, pack.examples[OUT_OF_SCOPE])


def test_every_word_of_the_content_can_be_heard(corpus: Corpus) -> None:
    missing = missing_words(
        [*corpus.examples, *corpus.words()], read_words(GRAPH_FOLDER / "words.txt")
    )
    assert not missing, "how they sound goes into models/en/pronunciations.txt; then --scripts"


def test_the_grammar_is_that_of_the_content(corpus: Corpus) -> None:
    labels = read_words(GRAPH_FOLDER / "words.txt")
    made = encode(corpus_graph(corpus, labels, GRAPH))
    fresh = made == (GRAPH_FOLDER / "Gr.fst").read_bytes()
    assert fresh, "sentences changed: python models/rebuild.py --grammar-only"
