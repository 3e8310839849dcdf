"""CMU's Pronouncing Dictionary as pocketsphinx holds it, small enough to be shipped whole."""

import gzip
import re
from collections.abc import Iterator
from typing import Final

from models.make.sphinx import DICTIONARY, folder

_VARIANT: Final = re.compile(r"\(\d+\)$")
_WORD: Final = re.compile(r"[a-z']+")
"""What the content's sentences are made of; the dictionary also has initials and signs."""


def packed() -> bytes:
    """Lines `word SOUND SOUND ...`, a line for each way to say a word; gzipped."""
    text = "".join(f"{line}\n" for line in dict.fromkeys(_lines()))
    return gzip.compress(text.encode(), 9, mtime=0)


def _lines() -> Iterator[str]:
    for line in (folder() / DICTIONARY).read_text(encoding="utf-8").splitlines():
        if line:
            word, *sounds = line.split()
            word = _VARIANT.sub("", word)
            if _WORD.fullmatch(word):
                yield " ".join([word, *sounds])
