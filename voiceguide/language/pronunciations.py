"""How words are said: by CMU's dictionary, by hand, or by a guess, and which of these it was."""

import gzip
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeAlias

from voiceguide.content.document import broken, read_text
from voiceguide.errors import ExitCode, Trouble
from voiceguide.language.word_tree import Sounds

DICTIONARY: Final = "dictionary.txt.gz"
"""CMU's Pronouncing Dictionary in a model's folder."""
PRONUNCIATIONS: Final = "pronunciations.txt"
"""Lines written by hand, in a model's folder and in a pack's."""

Way: TypeAlias = tuple[str, ...]
"""One way to say a word: sounds as CMU's dictionary names them, without stress."""
Ways: TypeAlias = Mapping[str, Sequence[Way]]
"""Word to all ways to say it."""
Guess: TypeAlias = Callable[[str], Way]
"""How a word that stands nowhere is probably said; empty where there is no telling."""


class Origin(StrEnum):
    """Where a word's sounds came from."""

    WRITTEN = PRONUNCIATIONS
    DICTIONARY = "CMU's dictionary"
    GUESSED = "guessed"


@dataclass(frozen=True, slots=True)
class Pronounced:
    """A word and how it is said."""

    word: str
    ways: tuple[Way, ...]
    origin: Origin


def pronounce(
    words: Iterable[str], dictionary: Ways, written: Sequence[Ways], guess: Guess
) -> dict[str, Pronounced]:
    """How each of `words` is said, sorted; a word that not even `guess` knows is left out.

    What is `written` adds to the dictionary rather than replaces it: people say both.
    """
    found = {}
    for word in sorted(set(words)):
        by_hand = [way for table in written for way in table.get(word, ())]
        ways = dict.fromkeys([*dictionary.get(word, ()), *by_hand])
        if by_hand:
            origin = Origin.WRITTEN
        elif ways:
            origin = Origin.DICTIONARY
        else:
            origin, ways = Origin.GUESSED, dict.fromkeys(filter(None, [guess(word)]))
        if ways:
            found[word] = Pronounced(word, tuple(ways), origin)
    return found


def numbered(words: Iterable[Pronounced], phones: Sequence[str]) -> list[tuple[str, Sounds]]:
    """(word, its sounds by number) for each way to say each, sorted."""
    number = {phone: at for at, phone in enumerate(phones)}
    return sorted(
        (one.word, tuple(number[phone] for phone in way)) for one in words for way in one.ways
    )


def read_dictionary(model: Path, wanted: Collection[str]) -> Ways:
    """What a model's dictionary says of the `wanted` words. Trouble when it can't be read."""
    ways: dict[str, list[Way]] = defaultdict(list)
    path = model / DICTIONARY
    try:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                word, _, phones = line.partition(" ")
                if word in wanted:
                    ways[word].append(tuple(phones.split()))
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise Trouble(
            f"The dictionary {path} can't be read: {error}.",
            "Install voiceguide anew.",
            ExitCode.NO_MODEL,
        ) from None
    return ways


def read_pronunciations(path: Path, phones: Collection[str]) -> Ways:
    """A file of lines `word SOUND SOUND ...`, empty when there is none; `#` begins a comment.

    Sounds are CMU's; a digit for stress is allowed. Trouble names a bad line.
    """
    ways: dict[str, list[Way]] = defaultdict(list)
    if not path.exists():
        return ways
    for number, line in enumerate(read_text(path).splitlines(), start=1):
        word, *sounds = line.partition("#")[0].split() or [""]
        way = tuple(sound.upper().rstrip("012") for sound in sounds)
        if not word:
            continue
        if not way:
            raise broken(path, number, f"`{word}` has no sounds.", "Write them behind the word.")
        if strange := [sound for sound in way if sound not in phones]:
            raise broken(
                path,
                number,
                f"`{strange[0]}` is none of the sounds that the model knows.",
                f"Use these, a space between any two: {' '.join(phones)}.",
            )
        ways[word.lower()].append(way)
    return ways
