"""Sentence templates as a network of letters: every way to write out a template is a path.

Letters rather than words, because a template may join chunks inside a word: `walk[ing]`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hassil.expression import (
    Alternative,
    Expression,
    Group,
    ListReference,
    Permutation,
    RuleReference,
    Sentence,
    TextChunk,
)
from hassil.intents import RangeSlotList, SlotList, TextSlotList
from hassil.numbers import get_rbnf_engine


@dataclass(slots=True)
class Spelling:
    """States and steps between them; a step's share is its probability among its siblings."""

    steps: list[list[tuple[str, int, float]]] = field(default_factory=list)
    """By state: (letter or empty for a silent step, next state, share)."""

    def state(self) -> int:
        """A new state."""
        self.steps.append([])
        return len(self.steps) - 1

    def step(self, source: int, letter: str, target: int, share: float = 1.0) -> None:
        """A way from `source` to `target`."""
        self.steps[source].append((letter, target, share))

    def text(self, source: int, text: str) -> int:
        """Spell `text` from `source`; the state after it."""
        for letter in text:
            target = self.state()
            self.step(source, letter, target)
            source = target
        return source


@dataclass(frozen=True, slots=True)
class Speller:
    """Writes templates into a spelling."""

    spelling: Spelling
    rules: Mapping[str, Sentence]
    lists: Mapping[str, SlotList]

    def write(self, expression: Expression, source: int) -> int:
        """Every reading of `expression` from `source` to the returned state.

        ValueError for what has no fixed wording, such as a wildcard list.
        """
        match expression:
            case TextChunk():
                return self.spelling.text(source, expression.text.lower())
            case Alternative():
                return self._any_of(expression.items, source)
            case Permutation():
                return self._in_any_order(expression, source)
            case Group():
                for item in expression.items:
                    source = self.write(item, source)
                return source
            case RuleReference():
                return self.write(self.rules[expression.rule_name].expression, source)
            case ListReference():
                return self._slot(expression, source)
        raise ValueError(f"{expression} can't be written out")

    def _any_of(self, items: list[Expression], source: int) -> int:
        end = self.spelling.state()
        for item in items:
            begin = self.spelling.state()
            self.spelling.step(source, "", begin, 1 / len(items))
            self.spelling.step(self.write(item, begin), "", end)
        return end

    def _in_any_order(self, group: Permutation, source: int) -> int:
        if not group.items:
            return source
        end = self.spelling.state()
        for item, rest in group.iterate_permutations():
            begin = self.spelling.state()
            self.spelling.step(source, "", begin, 1 / len(group.items))
            between = self.spelling.text(self.write(item, begin), " ")
            self.spelling.step(self._in_any_order(rest, between), "", end)
        return end

    def _slot(self, reference: ListReference, source: int) -> int:
        values = self.lists.get(reference.list_name)
        if isinstance(values, TextSlotList):
            return self._any_of([value.text_in for value in values.values], source)
        if isinstance(values, RangeSlotList):
            numbers = [TextChunk(_spoken(int(number))) for number in values.get_numbers()]
            return self._any_of(list(numbers), source)
        raise ValueError(f"list {{{reference.list_name}}} has no fixed wordings")


def _spoken(number: int) -> str:
    return str(get_rbnf_engine("en").format_number(number).text).replace("-", " ")
