"""What templates refer to: rules, as in `<lower_back>`, and lists, as in `{minutes}`; and whether
anything is left of them when all that is optional is left out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from hassil.expression import (
    Alternative,
    Expression,
    Group,
    ListReference,
    RuleReference,
    TextChunk,
)
from hassil.intents import Intents, TextSlotList

Reference = RuleReference | ListReference
Named = tuple[str, str]
"""`rule` or `list`, and its name."""


def references(expression: Expression) -> Iterator[Reference]:
    """Those that a template holds itself, not those within its rules and lists."""
    match expression:
        case RuleReference() | ListReference():
            yield expression
        case Group():
            for item in expression.items:
                yield from references(item)


def names(expression: Expression) -> Iterator[Named]:
    """What a template names."""
    for reference in references(expression):
        match reference:
            case RuleReference():
                yield "rule", reference.rule_name
            case ListReference():
                yield "list", reference.list_name


def insides(intents: Intents) -> dict[Named, list[Expression]]:
    """Every rule and list, and what it is made of."""
    made: dict[Named, list[Expression]] = {
        ("rule", name): [rule.expression] for name, rule in intents.expansion_rules.items()
    }
    for name, values in intents.slot_lists.items():
        texts = values.values if isinstance(values, TextSlotList) else []
        made["list", name] = [value.text_in for value in texts]
    return made


def circle(made: Mapping[Named, Iterable[Expression]]) -> Named | None:
    """A rule or list that stands in itself, and so would have no end; None without one."""
    graph = {
        named: {name for expression in inside for name in names(expression)}
        for named, inside in made.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        found: Named = error.args[1][0]
        return found
    return None


def may_be_silent(expression: Expression, made: Mapping[Named, Sequence[Expression]]) -> bool:
    """Whether a template may stand for no word at all, all of it being optional.

    `made` is what every rule and list is made of, by `insides`; there are no circles.
    """
    match expression:
        case TextChunk():
            return not expression.text.replace("-", " ").strip()
        case RuleReference():
            return any(may_be_silent(one, made) for one in made["rule", expression.rule_name])
        case ListReference():
            return any(may_be_silent(one, made) for one in made["list", expression.list_name])
        case Alternative():
            return any(may_be_silent(item, made) for item in expression.items)
        case Group():
            return all(may_be_silent(item, made) for item in expression.items)
    return False
