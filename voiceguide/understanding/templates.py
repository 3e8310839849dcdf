"""Exact matching: the whole utterance is a sentence that someone wrote down."""

from collections.abc import Mapping
from typing import Any

from hassil.intents import Intents
from hassil.recognize import recognize_best
from hassil.sample import sample_intents

from voiceguide.messages.intents import EMERGENCY, Engine, Intent


class Templates:
    """Sentence templates in hassil's merged form, ready to match."""

    def __init__(self, merged: Mapping[str, Any]) -> None:
        self._intents = Intents.from_dict(dict(merged))
        self._language = str(merged["language"])

    def match(self, words: str) -> Intent | None:
        """The intent whose template is all of `words` (normalised); None without one."""
        found = recognize_best(words, self._intents)
        if found is None:
            return None
        slots = {name: str(entity.value) for name, entity in found.entities.items()}
        return Intent(found.intent.name, 1.0, Engine.TEMPLATE, slots)

    def sentences(self) -> dict[str, tuple[str, ...]]:
        """Every sentence of every intent, written out; numbers as words without hyphens."""
        written: dict[str, list[str]] = {}
        for name, sentence in sample_intents(self._intents, language=self._language):
            written.setdefault(name, []).append(" ".join(sentence.replace("-", " ").split()))
        return {name: tuple(dict.fromkeys(own)) for name, own in written.items()}


class RedFlags:
    """Fragments that make an emergency of any utterance that holds one."""

    def __init__(self, merged: Mapping[str, Any]) -> None:
        fragments = Templates(merged).sentences().get(EMERGENCY, ())
        self._fragments = frozenset(tuple(fragment.split()) for fragment in fragments)
        self._lengths = sorted({len(fragment) for fragment in self._fragments})

    def match(self, words: str) -> Intent | None:
        """Emergency when a fragment stands as a run of whole words in `words` (normalised)."""
        spoken = tuple(words.split())
        for start in range(len(spoken)):
            for length in self._lengths:
                if spoken[start : start + length] in self._fragments:
                    return Intent(EMERGENCY, 1.0, Engine.RED_FLAG)
        return None
