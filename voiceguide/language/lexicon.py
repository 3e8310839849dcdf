"""The words a recogniser's model can hear, and which of ours it can't."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from voiceguide.errors import ExitCode, Trouble
from voiceguide.language.ngram import BEGIN, END

EMPTY: Final = "<eps>"
"""The name of label 0 in a model's word list."""

SPELLINGS: Final[Mapping[str, str]] = {
    "cant": "can't",
    "childs": "child's",
    "dont": "don't",
    "naw": "nah",
    "ok": "okay",
    "pajamas": "pyjamas",
    "paralyzed": "paralysed",
    "uhm": "um",
    "wont": "won't",
}
"""Typed otherwise, spoken alike: the recogniser writes only the second."""

_NO_WORDS: Final = frozenset({EMPTY, "#0", BEGIN, END, "<unk>", "[unk]", "!sil", "<space>"})


def read_words(path: Path) -> dict[str, int]:
    """A model's `words.txt`: word to label. Trouble when it can't be read as one."""
    words = {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        for line in lines:
            word, label = line.split()
            words[word] = int(label)
    except (OSError, ValueError) as error:
        raise Trouble(
            f"The word list {path} can't be read: {error}.",
            "Copy the model's folder anew.",
            ExitCode.NO_MODEL,
        ) from None
    return words


def spoken_words(words: Iterable[str]) -> list[str]:
    """Those that people say: without the model's own symbols, sorted."""
    return sorted(word for word in words if word.lower() not in _NO_WORDS)


def missing_words(
    sentences: Iterable[str], known: Mapping[str, int] | frozenset[str]
) -> dict[str, str]:
    """Words that the model can't hear, each with the first sentence it stands in."""
    missing: dict[str, str] = {}
    for sentence in sentences:
        for word in sentence.split():
            if word not in known:
                missing.setdefault(word, sentence)
    return missing


def respelt(sentence: str) -> tuple[str, ...]:
    """The words of `sentence` as the recogniser writes them."""
    return tuple(SPELLINGS.get(word, word) for word in sentence.split())


def read_extra_words(model: Path) -> set[str]:
    """Words that people say to an assistant beside those of any content: numbers, times.

    `model`: a folder with a list of them.
    """
    lines = (model / "extra_words.txt").read_text(encoding="utf-8").splitlines()
    return {word for line in lines if not line.startswith("#") for word in line.split()}
