"""Slots of intents: which lists of the templates may fill them."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches

from hassil.expression import Expression, ListReference
from hassil.intents import Intents

from voiceguide.content.document import Document, Place
from voiceguide.content.references import references
from voiceguide.messages.content import IntentEntry


def read_slots(document: Document, intent: Place) -> dict[str, tuple[str, ...]]:
    """The `slots` of the intent at that place: slot to names of lists; empty without any."""
    if "slots" not in document.at(intent):
        return {}
    place = (*intent, "slots")
    slots = {}
    for slot in document.mapping(place, optional=None):
        count = len(document.items((*place, slot)))
        if not count:
            raise document.trouble(
                (*place, slot), f"no list fills `{slot}`.", "Name at least one list."
            )
        slots[slot] = tuple(document.text((*place, slot, index)) for index in range(count))
    return slots


def check_slots(document: Document, intents: Mapping[str, IntentEntry], templates: Intents) -> None:
    """Trouble when a slot names a list that doesn't exist, or no template of its intent fills it
    from any of its lists. Some lists only serve free wording."""
    lists, filled = templates.slot_lists, _filled(templates)
    for entry in intents.values():
        for slot, names in entry.slots.items():
            for index, name in enumerate(names):
                place = ("intents", entry.name, "slots", slot, index)
                if name not in lists:
                    close = get_close_matches(name, lists, n=1)
                    hint = f"Did you mean `{close[0]}`?" if close else "Add it to _common.yaml."
                    raise document.trouble(place, f"there is no list `{name}`.", hint)
            if filled.isdisjoint((entry.name, slot, name) for name in names):
                first = names[0]
                written = f"{{{first}}}" if first == slot else f"{{{first}:{slot}}}"
                raise document.trouble(
                    ("intents", entry.name, "slots", slot),
                    f"no template of `{entry.name}` fills `{slot}` from {' or '.join(names)}.",
                    f"Write `{written}` into one of them, or take `{slot}` out here.",
                )


def _filled(intents: Intents) -> set[tuple[str, str, str]]:
    """(intent, slot, list) for every list that a template refers to, also through rules."""
    return {
        (name, reference.slot_name, reference.list_name)
        for name, intent in intents.intents.items()
        for data in intent.data
        for sentence in data.sentences
        for reference in _lists(sentence.expression, intents)
    }


def _lists(expression: Expression, intents: Intents) -> Iterator[ListReference]:
    """Those that a template refers to, also through rules."""
    for reference in references(expression):
        if isinstance(reference, ListReference):
            yield reference
        else:
            rule = intents.expansion_rules[reference.rule_name]
            yield from _lists(rule.expression, intents)
