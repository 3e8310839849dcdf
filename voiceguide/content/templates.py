"""Sentence templates: Home Assistant's files, merged and parsed by hassil."""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from hassil.errors import HassilError
from hassil.intents import Intents
from hassil.parse_expression import parse_sentence
from hassil.parser import ParseError
from hassil.sample import sample_sentence

from voiceguide.content.document import Document, broken
from voiceguide.messages.content import IntentEntry
from voiceguide.messages.intents import EMERGENCY, WAKE

_DATA_KEYS = ["slots", "requires_context", "excludes_context", "response", "example", "metadata"]
_COMMON_KEYS = ["lists", "expansion_rules", "skip_words"]


def read_common(folder: Path) -> dict[str, Any]:
    """`_common.yaml` of `folder`: the language, and the lists and rules that templates share."""
    document = Document.read(folder / "_common.yaml")
    return document.mapping((), required=["language"], optional=_COMMON_KEYS)


def read_templates(
    folder: Path, intents: Mapping[str, IntentEntry], common: Mapping[str, Any]
) -> Intents:
    """`<Intent>/<combination>.yaml` of `folder`, merged and parsed."""
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
    return _parsed(folder, {**common, "intents": merged}, documents)


def read_fragments(path: Path, common: Mapping[str, Any]) -> Intents:
    """The red flags, as the only intent of a set that shares the templates' lists and rules."""
    document = _read(path)
    shared = {key: value for key, value in common.items() if key != "skip_words"}
    merged = {**shared, "intents": {EMERGENCY: {"data": document.data["data"]}}}
    return _parsed(path, merged, [document])


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
        document.mapping(("data", index), required=["sentences"], optional=_DATA_KEYS)
        for number in range(len(document.items(("data", index, "sentences")))):
            document.text(("data", index, "sentences", number))
    return document


def _parsed(path: Path, merged: Mapping[str, Any], documents: Sequence[Document]) -> Intents:
    """Hassil's parse of it all, which it keeps: parsing takes longer than all other reading."""
    try:
        intents = Intents.from_dict(dict(merged))
        for intent in intents.intents.values():
            for data in intent.data:
                # Parsed when it is asked for, and only then.
                _ = data.sentences
    except (HassilError, ParseError, KeyError, ValueError) as error:
        for document in documents:
            _find_broken(document)
        raise broken(
            path, 1, f"the templates don't fit together: {error}.", "Check rules and lists."
        ) from None
    return intents


def _find_broken(document: Document) -> None:
    """Trouble at the first template that can't be read by itself."""
    for index, data in enumerate(document.data["data"]):
        for number, sentence in enumerate(data["sentences"]):
            try:
                parse_sentence(sentence)
            except (HassilError, ParseError, ValueError) as error:
                raise document.trouble(
                    ("data", index, "sentences", number),
                    f"this template can't be read: {error}.",
                    "Check its brackets.",
                ) from None
