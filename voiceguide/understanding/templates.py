"""Exact matching: the whole utterance is a sentence that someone wrote down."""

from collections.abc import Collection, Iterator
from typing import Final

from hassil.expression import (
    Alternative,
    Expression,
    Group,
    ListReference,
    Permutation,
    RuleReference,
    TextChunk,
)
from hassil.intents import Intents
from hassil.recognize import recognize_best
from hassil.sample import sample_expression, sample_intents

from voiceguide.messages.intents import EMERGENCY, Engine, Intent

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

    def sentences(self, names: Collection[str] = ()) -> dict[str, tuple[str, ...]]:
        """Every sentence of the intents `names`, or of all, written out; numbers as words without
        hyphens."""
        written: dict[str, list[str]] = {}
        only, language = set(names) or None, self._intents.language
        for name, sentence in sample_intents(self._intents, intent_names=only, language=language):
            written.setdefault(name, []).append(" ".join(sentence.replace("-", " ").split()))
        return {name: tuple(dict.fromkeys(own)) for name, own in written.items()}


class RedFlags:
    """Fragments that make an emergency of any utterance that holds one.

    They are followed letter by letter, never written out: a line of alternatives may stand for
    millions.
    """

    def __init__(self, fragments_of: Intents) -> None:
        self._rules = fragments_of.expansion_rules
        self._lists = fragments_of.slot_lists
        self._choices: dict[int, dict[str, list[Expression]]] = {}
        fragments = fragments_of.intents[EMERGENCY].data
        self._any = Alternative([one.expression for data in fragments for one in data.sentences])

    def match(self, words: str) -> Intent | None:
        """Emergency when a fragment stands as a run of whole words in `words` (normalised).

        Hesitations and fillers ("um", "you know") may stand inside a fragment. "No pain in my
        chest" counts, too: it may be "oh no, pain in my chest".
        """
        for spoken in _readings(words):
            said = " ".join(spoken) + " "
            for start in range(len(said) - 1):
                if start == 0 or said[start - 1] == " ":
                    ends = self._ends(self._any, said, start)
                    if any(said[end - 1] == " " or said[end] == " " for end in ends):
                        return Intent(EMERGENCY, 1.0, Engine.RED_FLAG)
        return None

    def _ends(self, expression: Expression, said: str, start: int) -> set[int]:
        """Where `expression` may end when it begins at `start`."""
        match expression:
            case TextChunk():
                end = _after(expression.text, said, start)
                return set() if end is None else {end}
            case RuleReference():
                return self._ends(self._rules[expression.rule_name].expression, said, start)
            case Permutation() | ListReference():
                texts = sample_expression(expression, self._lists, self._rules)
                found = (_after(text, said, start) for text in texts)
                return {end for end in found if end is not None}
            case Alternative():
                choices = self._by_first_letter(expression)
                letter = said[start:].lstrip()[:1]
                items = [*choices.get(letter, ()), *choices.get("", ())]
                return {end for item in items for end in self._ends(item, said, start)}
            case Group():
                ends = {start}
                for item in expression.items:
                    ends = {end for at in ends for end in self._ends(item, said, at)}
                    if not ends:
                        break
                return ends
        raise ValueError(f"{expression} can't be followed")

    def _by_first_letter(self, group: Alternative) -> dict[str, list[Expression]]:
        """What of `group` may begin with which letter."""
        if id(group) not in self._choices:
            choices: dict[str, list[Expression]] = {}
            for item in group.items:
                for letter in self._first_letters(item):
                    choices.setdefault(letter, []).append(item)
            self._choices[id(group)] = choices
        return self._choices[id(group)]

    def _first_letters(self, expression: Expression) -> set[str]:
        """The letters `expression` may begin with; empty among them when it may be empty."""
        match expression:
            case TextChunk():
                return {expression.text.lstrip()[:1]}
            case RuleReference():
                return self._first_letters(self._rules[expression.rule_name].expression)
            case Permutation() | ListReference():
                texts = sample_expression(expression, self._lists, self._rules)
                return {text.lstrip()[:1] for text in texts}
            case Alternative():
                return {first for item in expression.items for first in self._first_letters(item)}
            case Group():
                letters = {""}
                for item in expression.items:
                    letters = (letters - {""}) | self._first_letters(item)
                    if "" not in letters:
                        break
                return letters
        raise ValueError(f"{expression} can't be followed")


def _after(text: str, said: str, start: int) -> int | None:
    """Where `text` ends in `said` from `start`; a space after a space is none."""
    if text.startswith(" ") and (start == 0 or said[start - 1] == " "):
        text = text[1:]
    return start + len(text) if said.startswith(text, start) else None


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
