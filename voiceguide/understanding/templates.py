"""Exact matching: the whole utterance is a sentence that someone wrote down."""

from collections.abc import Collection, Iterator
from math import inf
from typing import Final

from hassil.intents import Intents
from hassil.recognize import recognize_best

from voiceguide.messages.intents import EMERGENCY, Engine, Intent
from voiceguide.understanding.patterns import standing_in
from voiceguide.understanding.sentences import CountlessError, Writer

_HESITATIONS: Final = frozenset("um umm uhm uh er err erm ehm ah".split())
_FILLERS: Final = (("you", "know"), ("i", "mean"), ("sort", "of"), ("kind", "of"), ("like",))


class Templates:
    """Sentence templates, ready to match."""

    def __init__(self, intents: Intents) -> None:
        self._intents = intents

    def match(self, words: str) -> Intent | None:
        """The intent whose template is all of `words` (normalised); None without one."""
        found = recognize_best(words, self._intents)
        if found is None:
            return None
        slots = {name: str(entity.value) for name, entity in found.entities.items()}
        return Intent(found.intent.name, 1.0, Engine.TEMPLATE, slots)

    def sentences(
        self, names: Collection[str] = (), most: float = inf, many: float = inf
    ) -> dict[str, tuple[str, ...]]:
        """Every sentence of the intents `names`, or of all, that has at most `most` words, written
        out; numbers as words without hyphens.

        An intent that has more than about `many` of them gives only its shorter ones.
        """
        chosen = [name for name in self._intents.intents if not names or name in names]
        return {name: self._fewer(name, most, many) for name in chosen}

    def _fewer(self, name: str, most: float, many: float) -> tuple[str, ...]:
        try:
            return Writer(self._intents, most, many).sentences(name)
        except CountlessError:
            return self._fewer(name, most - 1, many) if 1 < most < inf else ()


class RedFlags:
    """Fragments that make an emergency of any utterance that holds one."""

    def __init__(self, fragments_of: Intents) -> None:
        self._fragment = standing_in(fragments_of, EMERGENCY)

    def match(self, words: str) -> Intent | None:
        """Emergency when a fragment stands as a run of whole words in `words` (normalised).

        Hesitations and fillers ("um", "you know") may stand inside a fragment. "No pain in my
        chest" counts, too: it may be "oh no, pain in my chest".
        """
        if any(self._fragment.search(f" {' '.join(spoken)} ") for spoken in _readings(words)):
            return Intent(EMERGENCY, 1.0, Engine.RED_FLAG)
        return None


def _readings(words: str) -> Iterator[tuple[str, ...]]:
    """The words as they are, without hesitations, and without fillers either.

    Three, because a filler may be a word of the fragment: "my legs um feel like they're not mine".
    """
    spoken = tuple(words.split())
    yield spoken
    fluent = tuple(word for word in spoken if word not in _HESITATIONS)
    if fluent != spoken:
        yield fluent
    plain = _without_fillers(fluent)
    if plain != fluent:
        yield plain


def _without_fillers(words: tuple[str, ...]) -> tuple[str, ...]:
    kept: list[str] = []
    at = 0
    while at < len(words):
        filler = next((one for one in _FILLERS if words[at : at + len(one)] == one), None)
        if filler is None:
            kept.append(words[at])
        at += len(filler or words[at : at + 1])
    return tuple(kept)
