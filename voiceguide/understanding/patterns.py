"""Sentence templates as regular expressions: some stand for too many sentences to be listed."""

import re
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
from hassil.sample import sample_expression

_SPACE: Final = "(?:(?<= )| )"
"""Between what may be left out there may be several, of which one is said."""


def standing_in(intents: Intents, name: str) -> re.Pattern[str]:
    """What finds any sentence of the intent `name` as a run of whole words.

    It searches words with a single space before, between and after them.
    """
    sentences = [one.expression for data in intents.intents[name].data for one in data.sentences]
    return re.compile(f"(?<= ){_one_of(sentences, intents)}{_SPACE}")


def _pattern(expression: Expression, intents: Intents) -> str:
    match expression:
        case TextChunk():
            return _SPACE.join(map(re.escape, expression.text.replace("-", " ").split(" ")))
        case RuleReference():
            return _pattern(intents.expansion_rules[expression.rule_name].expression, intents)
        case ListReference() | Permutation():
            rules, lists = intents.expansion_rules, intents.slot_lists
            texts = sample_expression(expression, lists, rules)
            return _one_of([TextChunk(text) for text in texts], intents)
        case Alternative():
            return _one_of(expression.items, intents)
        case Group():
            return "".join(_pattern(item, intents) for item in expression.items)
    raise TypeError(f"{expression!r} is no expression of hassil's that can be searched for")


def _one_of(items: list[Expression], intents: Intents) -> str:
    return f"(?:{'|'.join(_pattern(item, intents) for item in items)})"
