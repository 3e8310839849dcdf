"""Where each sound of a recording begins, by pocketsphinx's aligner and its en-us model."""

import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np
from pocketsphinx import Decoder

from models.make.sphinx import DICTIONARY, Definition, Position, folder
from models.make.utterance import Aligned, Marks, Utterance

FILLER: Final = -1
"""The position of silence and noise, which stand in no word."""
_PART: Final = 200
"""Utterances that one process aligns before it is given more."""
_VARIANT: Final = re.compile(r"\(\d+\)$")


class Aligner:
    """Marks the sounds of one utterance after the other."""

    def __init__(self, definition: Definition) -> None:
        self._definition = definition
        self._words = _dictionary_words()
        self._scratch = TemporaryDirectory()
        self._model = without_noise_removal(Path(self._scratch.name))
        self._decoder = decoder(self._model, lm=None, bestpath=False)
        self._listener: Decoder | None = None

    def mark(self, said: Utterance) -> Aligned | None:
        """None when a word isn't in the dictionary or the sounds don't fit the text."""
        text = said.text or self._guess(said)
        if not text or any(word not in self._words for word in text.split()):
            return None
        try:
            self._decoder.set_align_text(text)
            _hear(self._decoder, said)
            if _words(self._decoder) != text.split():
                return None
            self._decoder.set_alignment()
            _hear(self._decoder, said)  # its words must not be asked for: that crashes
            words = [list(word) for word in self._decoder.get_alignment().words()]
        except RuntimeError:  # the search found no way through
            return None
        return Aligned(said, self._marks(words))

    def _marks(self, words: Sequence[Sequence[Decoder]]) -> Marks:
        rows = []
        for sounds in words:
            for at, sound in enumerate(sounds):
                phone = self._definition.numbers[sound.name]
                spoken = phone in self._definition.spoken
                position = _position(at, len(sounds)) if spoken else FILLER
                rows.append((phone, position, sound.start, sound.duration))
        return np.array(rows, np.int32).reshape(-1, 4)

    def _guess(self, said: Utterance) -> str:
        """What is said, as pocketsphinx's own language model hears it."""
        if self._listener is None:
            language = str(folder() / "en-us.lm.bin")
            self._listener = decoder(self._model, lm=language, maxhmmpf=2500, fwdflat=False)
        _hear(self._listener, said)
        return " ".join(_words(self._listener))


def align(utterances: Iterable[Utterance], definition: Definition) -> Iterator[Aligned]:
    """Those that could be aligned and in which something is said, in their order."""
    with ProcessPoolExecutor() as workers:
        for found in workers.map(partial(_align, definition), _parts(utterances)):
            yield from found


def _align(definition: Definition, part: Sequence[Utterance]) -> list[Aligned]:
    marked = map(Aligner(definition).mark, part)
    return [one for one in marked if one is not None and (one.marks[:, 1] != FILLER).any()]


def _parts(utterances: Iterable[Utterance]) -> Iterator[list[Utterance]]:
    rest = iter(utterances)
    while part := list(islice(rest, _PART)):
        yield part


def _position(at: int, count: int) -> Position:
    if count == 1:
        return Position.SINGLE
    if at == 0:
        return Position.BEGIN
    return Position.END if at == count - 1 else Position.INSIDE


def decoder(model: Path, **settings: object) -> Decoder:
    """A decoder over the model folder with CMU's dictionary; it says nothing on its own."""
    return Decoder(hmm=str(model), dict=str(folder() / DICTIONARY), loglevel="FATAL", **settings)


def without_noise_removal(target: Path) -> Path:
    """A linked copy of the model: its own `feat.params` win over what a caller asks for.

    With noise removal it hears worse, for that eats the beginnings of words.
    """
    target.mkdir(exist_ok=True)
    for file in (folder() / "en-us").iterdir():
        (target / file.name).symlink_to(file)
    settings = target / "feat.params"
    kept = settings.read_text(encoding="utf-8").replace("-remove_noise yes", "-remove_noise no")
    settings.unlink()
    settings.write_text(kept, encoding="utf-8")
    return target


def _dictionary_words() -> frozenset[str]:
    lines = (folder() / DICTIONARY).read_text(encoding="utf-8").splitlines()
    return frozenset(line.split()[0] for line in lines if line.strip())


def _hear(decoder: Decoder, said: Utterance) -> None:
    decoder.start_utt()
    decoder.process_raw(said.samples.tobytes(), full_utt=True)
    decoder.end_utt()


def _words(decoder: Decoder) -> list[str]:
    found = decoder.hyp()
    return [_VARIANT.sub("", word) for word in found.hypstr.split()] if found else []
