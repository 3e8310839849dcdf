"""Sentence templates written out, as far as the sentences are wanted: of a few words, say.

A template of a few choices may stand for billions of sentences of which a handful are short, so
what has become too long is dropped while it is written and not afterwards.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, permutations
from math import inf

from hassil.expression import (
    Alternative,
    Expression,
    Group,
    ListReference,
    Permutation,
    RuleReference,
    TextChunk,
)
from hassil.intents import Intents, TextSlotList, WildcardSlotList
from hassil.sample import sample_expression


class CountlessError(Exception):
    """A template stands for more sentences than anybody wants written out."""


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes out what the templates of a set stand for."""

    intents: Intents
    most: float = inf
    """Words in a sentence; longer ones are left out."""
    many: float = inf
    """Readings of a template or of a part of one, above which it is given up."""

    def sentences(self, name: str) -> tuple[str, ...]:
        """Those of the intent `name`, each once, in the order of the templates and their choices.

        Numbers are words without hyphens. What takes any words at all (a wildcard) is left out.
        CountlessError when there are too many.
        """
        blocks = self.intents.intents[name].data
        texts = chain.from_iterable(
            self._texts(sentence.expression) for data in blocks for sentence in data.sentences
        )
        return tuple(self._short(text.strip() for text in texts if text.strip()))

    def _texts(self, expression: Expression) -> Iterable[str]:
        """What it may read, with the spaces at its ends: it may be a part of a word."""
        match expression:
            case TextChunk():
                return self._short([_spaced(expression.original_text)])
            case RuleReference():
                return self._texts(self.intents.expansion_rules[expression.rule_name].expression)
            case ListReference():
                return self._values(expression)
            case Alternative():
                return self._short(chain.from_iterable(map(self._texts, expression.items)))
            case Permutation():
                orders = permutations(expression.items)
                texts = chain.from_iterable(map(self._in_turn, orders))
                return self._short(text.strip() for text in texts)
            case Group():
                return self._in_turn(expression.items)
        raise TypeError(f"{expression!r} is no expression of hassil's that can be written out")

    def _values(self, reference: ListReference) -> Iterable[str]:
        match values := self.intents.slot_lists[reference.list_name]:
            case TextSlotList():
                texts = (self._texts(value.text_in) for value in values.values)
                return self._short(chain.from_iterable(texts))
            case WildcardSlotList():
                return ()
        lists, language = self.intents.slot_lists, self.intents.language
        numbers = sample_expression(reference, lists, language=language)
        return self._short(map(_spaced, numbers))

    def _in_turn(self, items: Sequence[Expression]) -> Iterable[str]:
        texts: Iterable[str] = ("",)
        for item in items:
            after = tuple(self._texts(item))
            texts = self._short(before + text for before in texts for text in after)
        return texts

    def _short(self, texts: Iterable[str]) -> Iterable[str]:
        """Each once, unless it is too long already: what follows never makes its words fewer."""
        short: dict[str, None] = {}
        for text in texts:
            joined = text.replace("  ", " ")
            if joined.count(" ", 1, -1) < self.most:
                short[joined] = None
                if len(short) > self.many:
                    raise CountlessError
        return short


def _spaced(text: str) -> str:
    """With single spaces, one at an end where there were some."""
    return re.sub(r"[\s-]+", " ", text)
