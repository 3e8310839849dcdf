"""Sentence templates: Home Assistant's files, merged and parsed by hassil."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import chain
from pathlib import Path
from typing import Any, Final

from hassil.errors import HassilError
from hassil.expression import Expression
from hassil.intents import Intents
from hassil.parse_expression import parse_sentence
from hassil.parser import ParseError
from hassil.sample import sample_sentence

from voiceguide.content.common import shared_templates
from voiceguide.content.document import Document, Place, broken
from voiceguide.content.references import Named, circle, insides, may_be_silent, names
from voiceguide.messages.content import IntentEntry
from voiceguide.messages.intents import EMERGENCY, WAKE

_MAPPINGS: Final = ("slots", "requires_context", "excludes_context", "metadata")
_TEXTS: Final = ("response", "example")
_UNREADABLE: Final = (
    *(HassilError, ParseError, KeyError, ValueError),
    *(AssertionError, RecursionError),  # at `<>`, and at thousands of brackets
)
"""What hassil raises at what it can't read."""


def read_templates(folder: Path, intents: Mapping[str, IntentEntry], common: Document) -> Intents:
    """`<Intent>/<combination>.yaml` of `folder`, merged and parsed.

    Trouble for a template that can't be read or names a rule or a list that doesn't exist.
    """
    merged: dict[str, Any] = {}
    documents = []
    for path in sorted(folder.glob("*/*.yaml")):
        name = path.parent.name
        if name not in intents:
            close = get_close_matches(name, intents, n=1)
            hint = f"Did you mean `{close[0]}`?" if close else "Add it to intents.yaml first."
            raise broken(path, 1, f"there is no intent `{name}`.", hint)
        documents.append(_read(path))
        merged.setdefault(name, {"data": []})["data"].extend(documents[-1].data["data"])
    return _parsed(folder, {"intents": merged}, common, documents)


def read_fragments(path: Path, common: Document) -> Intents:
    """The red flags, as the only intent of a set that shares the templates' lists and rules.

    Trouble as with the templates, and for one that needs no word: it would stand in everything.
    """
    document = _read(path)
    only = {EMERGENCY: {"data": document.data["data"]}}
    intents = _parsed(path, {"intents": only, "skip_words": []}, common, [document])
    made = insides(intents)
    if any(may_be_silent(sentence, made) for sentence in _sentences(intents)):
        for place, text in _written(document):
            if may_be_silent(_parse(document, place, text), made):
                what = "this is an emergency whatever is said, for all of it may be left out."
                raise document.trouble(place, what, "Write a word of it without square brackets.")
    return intents


def read_wake(folder: Path, templates: Intents) -> tuple[str, ...]:
    """Every phrase of the rule `wake`, longest first; Trouble without one."""
    rules = templates.expansion_rules
    if WAKE not in rules:
        raise broken(
            folder / "_common.yaml",
            1,
            f"the rule `{WAKE}` with the words that call the assistant is missing.",
            f'Add `{WAKE}: "hey guide"` below `expansion_rules:`.',
        )
    written = sample_sentence(rules[WAKE], templates.slot_lists, rules)
    phrases = {" ".join(phrase.split()) for phrase in written}
    return tuple(sorted(phrases, key=lambda phrase: (-phrase.count(" "), phrase)))


def _read(path: Path) -> Document:
    document = Document.read(path)
    document.mapping((), required=["language", "data"])
    for index in range(len(document.items(("data",)))):
        block = document.mapping(
            ("data", index), required=["sentences"], optional=(*_MAPPINGS, *_TEXTS)
        )
        for number in range(len(document.items(("data", index, "sentences")))):
            document.text(("data", index, "sentences", number))
        for key in block:
            if key in _MAPPINGS:
                document.mapping(("data", index, key), optional=None)
            elif key in _TEXTS:
                document.text(("data", index, key))
    return document


def _written(document: Document) -> Iterator[tuple[Place, str]]:
    """Every template of a file of sentences with its place."""
    for index, block in enumerate(document.data["data"]):
        for number, sentence in enumerate(block["sentences"]):
            yield ("data", index, "sentences", number), sentence


def _parsed(
    path: Path, merged: Mapping[str, Any], common: Document, documents: Sequence[Document]
) -> Intents:
    """Hassil's parse of it all, which it keeps: parsing takes longer than all other reading."""
    files = [(common, shared_templates), *((document, _written) for document in documents)]
    try:
        intents = Intents.from_dict({**common.data, **merged})
        # Parsed when they are asked for, and only then.
        sentences = _sentences(intents)
    except _UNREADABLE as error:
        for document, written in files:
            for place, text in written(document):
                _parse(document, place, text)
        raise broken(
            path, 1, f"the templates don't fit together: {error}.", "Check rules and lists."
        ) from None
    made = insides(intents)
    if any(name not in made for one in [*chain(*made.values()), *sentences] for name in names(one)):
        for document, written in files:
            for place, text in written(document):
                _check_names(document, place, text, made)
    if found := circle(made):
        kind, name = found
        place = ("expansion_rules" if kind == "rule" else "lists", name)
        what = f"the {kind} `{name}` stands in itself."
        raise common.trouble(place, what, "Write it without itself.")
    return intents


def _sentences(intents: Intents) -> list[Expression]:
    return [
        sentence.expression
        for intent in intents.intents.values()
        for data in intent.data
        for sentence in data.sentences
    ]


def _parse(document: Document, place: Place, text: str) -> Expression:
    """Hassil's parse of one template; Trouble when it can't be read by itself."""
    try:
        return parse_sentence(text).expression
    except _UNREADABLE as error:
        what = f"this template can't be read: {error}."
        raise document.trouble(place, what, "Check its brackets.") from None


def _check_names(document: Document, place: Place, text: str, known: Collection[Named]) -> None:
    """Trouble when a template names a rule or a list that doesn't exist."""
    for kind, name in names(_parse(document, place, text)):
        if (kind, name) not in known:
            close = get_close_matches(name, [other for of, other in known if of == kind], n=1)
            hint = f"Did you mean `{close[0]}`?" if close else "Add it to _common.yaml."
            raise document.trouble(place, f"there is no {kind} `{name}`.", hint)
