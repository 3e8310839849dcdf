"""Sentence templates: Home Assistant's files, merged into the form that hassil loads."""

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from hassil.errors import HassilError
from hassil.intents import Intents
from hassil.parse_expression import parse_sentence
from hassil.parser import ParseError

from voiceguide.content.document import Document, broken
from voiceguide.messages.content import IntentEntry
from voiceguide.messages.intents import EMERGENCY

_DATA_KEYS = ["slots", "requires_context", "excludes_context", "response", "example", "metadata"]
_COMMON_KEYS = ["lists", "expansion_rules", "skip_words"]


def read_templates(folder: Path, intents: Mapping[str, IntentEntry]) -> dict[str, Any]:
    """`_common.yaml` and `<Intent>/<combination>.yaml` of `folder`, in hassil's merged form."""
    common_path = folder / "_common.yaml"
    common = Document.read(common_path).mapping((), required=["language"], optional=_COMMON_KEYS)
    merged: dict[str, Any] = {"intents": {}, **common}
    for path in sorted(folder.glob("*/*.yaml")):
        name = path.parent.name
        if name not in intents:
            close = get_close_matches(name, intents, n=1)
            hint = f"Did you mean `{close[0]}`?" if close else "Add it to intents.yaml first."
            raise broken(path, 1, f"there is no intent `{name}`.", hint)
        data = _read_data(path)
        merged["intents"].setdefault(name, {"data": []})["data"].extend(data)
    _check_whole(folder, merged)
    return merged


def read_fragments(path: Path, templates: Mapping[str, Any]) -> dict[str, Any]:
    """The red flags, as the only intent of a set that shares the templates' common rules."""
    merged = {key: value for key, value in templates.items() if key != "skip_words"}
    merged["intents"] = {EMERGENCY: {"data": _read_data(path)}}
    _check_whole(path, merged)
    return merged


def _read_data(path: Path) -> list[dict[str, Any]]:
    document = Document.read(path)
    document.mapping((), required=["language", "data"])
    for index in range(len(document.items(("data",)))):
        document.mapping(("data", index), required=["sentences"], optional=_DATA_KEYS)
        for number in range(len(document.items(("data", index, "sentences")))):
            place = ("data", index, "sentences", number)
            sentence = document.text(place)
            try:
                parse_sentence(sentence)
            except (HassilError, ParseError, ValueError) as error:
                raise document.trouble(
                    place, f"this template can't be read: {error}.", "Check its brackets."
                ) from None
    data: list[dict[str, Any]] = document.data["data"]
    return data


def _check_whole(path: Path, merged: Mapping[str, Any]) -> None:
    try:
        Intents.from_dict(dict(merged))
    except (HassilError, KeyError, ValueError) as error:
        raise broken(
            path, 1, f"the templates don't fit together: {error}.", "Check rules and lists."
        ) from None
