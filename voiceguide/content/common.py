"""What the sentence templates share: lists, rules and words that may be skipped."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from hassil.intents import Intents

from voiceguide.content.document import Document, Place

_KEYS: Final = ("lists", "expansion_rules", "skip_words")
_KINDS: Final = ("values", "range", "wildcard")
"""What a list may be: texts, numbers, or anything."""
_VALUE_KEYS: Final = ("out", "context", "metadata")
_RANGE_KEYS: Final = (
    *("step", "digits", "words", "words_language", "type", "multiplier", "fractions"),
)
_FARTHEST: Final = 10_000
"""From zero: every number of a range is written out as words, some of them at each start."""


def read_common(folder: Path) -> Document:
    """`_common.yaml` of `folder`, which is named after the language.

    Trouble for a list, a rule or a skipped word of the wrong kind.
    """
    document = Document.read(folder / "_common.yaml")
    data = document.mapping((), required=["language"], optional=_KEYS)
    if document.text(("language",)) != folder.name:
        what = f"these are the sentences of `{folder.name}`."
        raise document.trouble(("language",), what, f'Write `language: "{folder.name}"`.')
    for name in document.mapping(("lists",), optional=None) if "lists" in data else ():
        _check_list(document, ("lists", name))
    if "expansion_rules" in data:
        for name in document.mapping(("expansion_rules",), optional=None):
            document.text(("expansion_rules", name))
    for index in range(len(document.items(("skip_words",))) if "skip_words" in data else 0):
        document.text(("skip_words", index))
    return document


def shared_templates(common: Document) -> Iterator[tuple[Place, str]]:
    """Every template of a checked `_common.yaml` with its place: rules, and values of lists."""
    for name, text in common.data.get("expansion_rules", {}).items():
        yield ("expansion_rules", name), text
    for name, row in common.data.get("lists", {}).items():
        for index, value in enumerate(row.get("values", ())):
            yield ("lists", name, "values", index), value if isinstance(value, str) else value["in"]


def _check_list(document: Document, place: Place) -> None:
    row = document.mapping(place, optional=(*_KINDS, "metadata"))
    kinds = [kind for kind in _KINDS if kind in row]
    if len(kinds) != 1 or row.get("wildcard", True) is not True:
        mend = "Write one of `values: [...]`, `range: {from: 1, to: 9}` and `wildcard: true`."
        raise document.trouble(place, "a list has one kind.", mend)
    if "values" in row:
        for index in range(len(document.items((*place, "values")))):
            _check_value(document, (*place, "values", index))
    if "range" in row:
        _check_range(document, (*place, "range"))


def _check_value(document: Document, place: Place) -> None:
    if isinstance(document.at(place), dict):
        document.mapping(place, required=["in"], optional=_VALUE_KEYS)
        place = (*place, "in")
    document.text(place)


def _check_range(document: Document, place: Place) -> None:
    row = document.mapping(place, required=["from", "to"], optional=_RANGE_KEYS)
    low, high = (_whole(document, (*place, key)) for key in ("from", "to"))
    if low > high:
        mend = "Write the smaller number first."
        raise document.trouble((*place, "from"), f"{low} to {high} is no range.", mend)
    if low < -_FARTHEST or high > _FARTHEST:
        what = f"the numbers of a list lie between -{_FARTHEST} and {_FARTHEST}."
        raise document.trouble(place, what, "Write fewer numbers.")
    if "step" in row and _whole(document, (*place, "step")) < 1:
        what = "a whole number above zero is expected here."
        raise document.trouble((*place, "step"), what, "Write `step: 1`, or leave it out.")
    try:
        Intents.from_dict({"language": "", "intents": {}, "lists": {"": {"range": row}}})
    except (AssertionError, TypeError, ValueError) as error:
        what = f"this range can't be read: {error}."
        raise document.trouble(place, what, "Write `{from: 1, to: 9}`.") from None


def _whole(document: Document, place: Place) -> int:
    value: Any = document.at(place)
    if not isinstance(value, int) or isinstance(value, bool):
        what = "a whole number is expected here."
        raise document.trouble(place, what, "Write one, such as 5.")
    return value
