"""The model's phones as Kaldi numbers them: silence, noise, each sound in four places, `[unk]`.

`phones.txt` and `phones/word_boundary.int` tell Vosk where words begin and end.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from voiceguide.language.triphones import Position
from voiceguide.language.word_tree import Placed

SILENCE: Final = 1
NOISE: Final = 2

_BOUNDARIES: Final = {
    Position.BEGIN: "begin",
    Position.END: "end",
    Position.INSIDE: "internal",
    Position.ALONE: "singleton",
}
"""Places in the order of their phones, and Kaldi's word for each."""
_FIRST: Final = NOISE + 1
_ORDER: Final = list(_BOUNDARIES)


def phone(placed: Placed) -> int:
    """The number of a sound in its place."""
    return _FIRST + len(_ORDER) * placed.sound + _ORDER.index(placed.position)


def unknown_phone(sounds: int) -> int:
    """The number of `[unk]`'s only phone, after those of so many sounds."""
    return _FIRST + len(_ORDER) * sounds


def names(sounds: Sequence[str]) -> list[str]:
    """Every phone's name, by number."""
    letters = [place.name[0] if place != Position.ALONE else "S" for place in _ORDER]
    placed = [f"{sound}_{letter}" for sound in sounds for letter in letters]
    return ["<eps>", "SIL", "NSN", *placed, "UNK_S"]


def boundaries(sounds: int) -> Iterator[tuple[int, str]]:
    """(phone, its place in a word) as `word_boundary.int` has it."""
    yield from ((SILENCE, "nonword"), (NOISE, "nonword"))
    for number in range(_FIRST, unknown_phone(sounds)):
        yield number, _BOUNDARIES[_ORDER[(number - _FIRST) % len(_ORDER)]]
    yield unknown_phone(sounds), _BOUNDARIES[Position.ALONE]
