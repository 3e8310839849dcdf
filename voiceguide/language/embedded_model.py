"""The embedded recogniser's files, as they follow from the content and from its network."""

from pathlib import Path

from voiceguide.content.pack import Pack
from voiceguide.errors import ExitCode, Trouble
from voiceguide.language.corpus import pack_corpus
from voiceguide.language.lexicon import read_extra_words
from voiceguide.language.pronunciations import (
    PRONUNCIATIONS,
    pronounce,
    read_dictionary,
    read_pronunciations,
)
from voiceguide.language.recogniser_files import recogniser_files
from voiceguide.language.triphones import read_triphones


def embedded_files(model: Path, pack: Pack, network: bytes) -> dict[str, bytes]:
    """Every file that `models/rebuild.py` writes into `model`, by name; see `recogniser_files`.

    Nothing is guessed: a word whose sounds nobody wrote down is Trouble, or `[unk]` where people
    only say it beside the subject.
    """
    corpus, triphones = pack_corpus(pack), read_triphones(model)
    wanted = {*corpus.all_words(), *read_extra_words(model)}
    written = [read_pronunciations(model / PRONUNCIATIONS, triphones.phones)]
    words = pronounce(wanted, read_dictionary(model, wanted), written, lambda word: ())
    if missing := [word for word in corpus.words() if word not in words]:
        raise Trouble(
            f"Nobody has written down how to say {', '.join(missing)}.",
            f"Add lines to {model / PRONUNCIATIONS}.",
            ExitCode.NO_MODEL,
        )
    return recogniser_files(corpus, words.values(), triphones, network)
