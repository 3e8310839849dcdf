"""A pack: the whole content in one language, read and checked once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from hassil.intents import Intents

from voiceguide.content.common import read_common
from voiceguide.content.document import Document, Place, broken, read_text
from voiceguide.content.responses import read_responses, read_sections
from voiceguide.content.routines import read_routines
from voiceguide.content.slots import check_slots, read_slots
from voiceguide.content.templates import read_fragments, read_templates, read_wake
from voiceguide.errors import Trouble
from voiceguide.messages.content import Answers, Group, IntentEntry
from voiceguide.messages.routines import Routine

_WORDS = frozenset("abcdefghijklmnopqrstuvwxyz' ")
_IMPORTANCE = range(4)


@dataclass(frozen=True, slots=True)
class Pack:
    """What the assistant knows."""

    intents: Mapping[str, IntentEntry]
    answers: Answers
    templates: Intents
    """Parsed once: whoever needs them shares hassil's parse."""
    wake: tuple[str, ...]
    """The phrases that call the assistant, alone or before any sentence; longest first."""
    red_flags: Intents
    """One intent whose sentences are fragments of an emergency."""
    examples: Mapping[str, tuple[str, ...]]
    """Intent to plain wordings."""
    concepts: Mapping[str, str]
    """Word to what it stands for when the nearest meaning is looked for."""
    routines: Mapping[str, Routine]
    """Guided routines by key, the person's own among them."""


def read_pack(
    folder: Path,
    language: str = "en",
    own_routines: Path | None = None,
    on_trouble: Callable[[Trouble], object] | None = None,
) -> Pack:
    """Read `folder` (the `intents` tree); Trouble names file, line and what to do.

    `own_routines` is a folder of the person's own routines, which needn't exist; for `on_trouble`
    see `read_routines`.
    """
    document = Document.read(folder / "intents.yaml")
    intents = read_intents(document)
    publisher, sections = read_sections(folder / "sections.yaml")
    responses = read_responses(folder / "responses" / language, intents, sections)
    sentences = folder / "sentences" / language
    common = read_common(sentences)
    templates = read_templates(sentences, intents, common)
    check_slots(document, intents, templates)
    return Pack(
        intents=intents,
        answers=Answers(publisher, sections, responses),
        templates=templates,
        wake=read_wake(sentences, templates),
        red_flags=read_fragments(folder / "red_flags" / f"{language}.yaml", common),
        examples=read_examples(folder / "examples" / language, intents),
        concepts=read_concepts(folder / "concepts" / f"{language}.yaml"),
        routines=read_routines(
            folder / "routines" / language, intents, sections, own_routines, on_trouble
        ),
    )


def read_intents(document: Document) -> dict[str, IntentEntry]:
    """Every intent of `intents.yaml`, in the order of the file."""
    document.mapping((), required=["intents"])
    entries = {}
    for name in document.mapping(("intents",), optional=None):
        place = ("intents", name)
        row = document.mapping(
            place, required=["group", "importance", "about", "example"], optional=["slots"]
        )
        try:
            group = Group(row["group"])
        except ValueError:
            known = ", ".join(Group)
            raise document.trouble(
                (*place, "group"), f"there is no group `{row['group']}`.", f"Use one of {known}."
            ) from None
        entries[name] = IntentEntry(
            name,
            group,
            _importance(document, (*place, "importance")),
            document.text((*place, "about")),
            document.text((*place, "example")),
            read_slots(document, place),
        )
    return entries


def _importance(document: Document, place: Place) -> int:
    value = document.at(place)
    if not isinstance(value, int) or isinstance(value, bool) or value not in _IMPORTANCE:
        what = "this is no importance."
        raise document.trouble(place, what, "Write one from 0 to 3, 3 for an emergency.")
    return value


def read_examples(folder: Path, intents: Mapping[str, IntentEntry]) -> dict[str, tuple[str, ...]]:
    """Plain wordings by intent; Trouble for a file of no intent or a line that isn't words."""
    examples = {}
    for path in sorted(folder.glob("*.txt")):
        if path.stem not in intents:
            raise broken(
                path,
                1,
                f"there is no intent `{path.stem}`.",
                "Name the file after an intent, or add the intent to intents.yaml.",
            )
        examples[path.stem] = read_wordings(path)
    return examples


def read_wordings(path: Path) -> tuple[str, ...]:
    """One wording a line: lower-case words, apostrophes, nothing else; empty lines are skipped."""
    wordings = []
    for number, line in enumerate(read_text(path).splitlines(), start=1):
        wording = " ".join(line.split())
        if stray := set(wording) - _WORDS:
            raise broken(
                path,
                number,
                f"`{min(stray)}` is not spoken.",
                "Write lower-case words and apostrophes only, numbers as words.",
            )
        if wording:
            wordings.append(wording)
    return tuple(wordings)


def read_concepts(path: Path) -> dict[str, str]:
    """Word to concept; Trouble for a word that belongs to two."""
    document = Document.read(path)
    document.mapping((), required=["language", "concepts"])
    concepts: dict[str, str] = {}
    for concept in document.mapping(("concepts",), optional=None):
        for index in range(len(document.items(("concepts", concept)))):
            place = ("concepts", concept, index)
            word = document.text(place)
            if word in concepts:
                raise document.trouble(
                    place,
                    f"`{word}` stands for `{concepts[word]}` already.",
                    "Leave it in one of the two.",
                )
            concepts[word] = concept
    return concepts
