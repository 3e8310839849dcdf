"""A Vosk folder from a trained network, for our words and those of the orders."""

from pathlib import Path

import numpy as np

from benchmarks import orders
from benchmarks.short_words import TEN
from models.make.nnet3_export import export
from models.make.triphone_table import triphone_table
from models.rebuild import MODEL
from voiceguide.content.files import data_folder
from voiceguide.content.pack import read_pack
from voiceguide.language.corpus import pack_corpus
from voiceguide.language.lexicon import read_extra_words
from voiceguide.language.pronunciations import (
    PRONUNCIATIONS,
    pronounce,
    read_dictionary,
    read_pronunciations,
)
from voiceguide.language.recogniser_files import recogniser_files


def make_folder(trained: Path, target: Path) -> Path:
    """`target`, filled from `network.npz` and `ties.npz` of the folder `trained`."""
    corpus = pack_corpus(read_pack(data_folder("intents")))
    wanted = {*corpus.all_words(), *read_extra_words(MODEL), *TEN}
    if orders.FOLDER.exists():
        wanted |= orders.words()
    with np.load(trained / "network.npz") as arrays, np.load(trained / "ties.npz") as classes:
        network, triphones = export(arrays), triphone_table(classes)
    written = [read_pronunciations(MODEL / PRONUNCIATIONS, triphones.phones)]
    words = pronounce(wanted, read_dictionary(MODEL, wanted), written, lambda word: ())
    for name, content in recogniser_files(corpus, words.values(), triphones, network).items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(content)
    return target
