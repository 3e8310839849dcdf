"""Answers and the sections of the article that they come from."""

from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

from voiceguide.content.document import Document, broken
from voiceguide.messages.content import IntentEntry, Part, Response, Section


def read_sections(path: Path) -> tuple[str, dict[str, Section]]:
    """The article's publisher and its sections by key."""
    document = Document.read(path)
    document.mapping((), required=["article", "sections"])
    document.mapping(("article",), required=["title", "publisher"])
    sections = {}
    for key in document.mapping(("sections",), optional=None):
        document.mapping(("sections", key), required=["title", "spoken"])
        sections[key] = Section(
            key,
            document.text(("sections", key, "title")),
            document.text(("sections", key, "spoken")),
        )
    return document.text(("article", "publisher")), sections


def read_responses(
    folder: Path, intents: Mapping[str, IntentEntry], sections: Mapping[str, Section]
) -> dict[str, Response]:
    """What is said for each intent; Trouble for an unknown intent or section, or a missing file."""
    responses = {}
    for path in sorted(folder.glob("*.yaml")):
        response = _read_response(path, sections)
        if path.stem.startswith("_"):
            responses[path.stem] = response
            continue
        if response.intent not in intents:
            close = get_close_matches(response.intent, intents, n=1)
            hint = f"Did you mean `{close[0]}`?" if close else "Add it to intents.yaml first."
            raise broken(path, 2, f"there is no intent `{response.intent}`.", hint)
        responses[response.intent] = response
    for name in intents:
        if name not in responses:
            raise broken(
                folder / f"{name}.yaml", 1, f"`{name}` has no response.", "Write this file."
            )
    return responses


def _read_response(path: Path, sections: Mapping[str, Section]) -> Response:
    document = Document.read(path)
    data = document.mapping((), required=["language"], optional=["intent", "parts", "variants"])
    parts = []
    for index in range(len(document.items(("parts",))) if "parts" in data else 0):
        row = document.mapping(("parts", index), required=["say"], optional=["section"])
        section = row.get("section")
        if section is not None and section not in list(sections):
            close = get_close_matches(str(section), sections, n=1)
            hint = f"Did you mean `{close[0]}`?" if close else f"Use {', '.join(sections)}."
            place = ("parts", index, "section")
            raise document.trouble(place, f"the article has no section `{section}`.", hint)
        parts.append(Part(document.text(("parts", index, "say")), section))
    variants = {
        key: document.text(("variants", key))
        for key in (document.mapping(("variants",), optional=None) if "variants" in data else ())
    }
    return Response(str(data.get("intent", path.stem)), tuple(parts), variants)
