"""Slots of intents: which lists of the templates may fill them."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Final

from hassil.expression import Expression, ListReference
from hassil.intents import Intents

from voiceguide.content.document import Document, Place
from voiceguide.content.references import references
from voiceguide.messages.content import FROM, IntentEntry

_CHANGE: Final = 2


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
    if FROM in slots and len(slots) != _CHANGE:
        what = f"`{FROM}` tells what was before, so one other slot must tell what is now."
        raise document.trouble(place, what, f"Name one slot beside `{FROM}`, or call it otherwise.")
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
            if (entry.name, slot) not in filled:
                first = names[0]
                written = f"{{{first}}}" if first == slot else f"{{{first}:{slot}}}"
                raise document.trouble(
                    ("intents", entry.name, "slots", slot),
                    f"no template of `{entry.name}` fills `{slot}` from {' or '.join(names)}.",
                    f"Write `{written}` into one of them, or take `{slot}` out here.",
                )


def _filled(intents: Intents) -> set[tuple[str, str]]:
    """(intent, slot) for each slot that a template fills, from a list or by itself."""
    filled: set[tuple[str, str]] = set()
    for name, intent in intents.intents.items():
        for data in intent.data:
            filled.update((name, slot) for slot in data.slots)
            for sentence in data.sentences:
                lists = _lists(sentence.expression, intents)
                filled.update((name, reference.slot_name) for reference in lists)
    return filled


def _lists(expression: Expression, intents: Intents) -> Iterator[ListReference]:
    """Those that a template refers to, also through rules."""
    for reference in references(expression):
        if isinstance(reference, ListReference):
            yield reference
        else:
            rule = intents.expansion_rules[reference.rule_name]
            yield from _lists(rule.expression, intents)
