"""Guided routines: ours, and those that a person wrote for themselves."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Final

from voiceguide.content.document import Document, Place
from voiceguide.content.routine_steps import nearest, read_steps
from voiceguide.errors import Trouble
from voiceguide.messages.routines import Routine, Step

_STARTS: Final = "Start"
"""How the names of intents begin that start a routine."""
_GAP: Final = re.compile(r"[{}][^{}]*}?")


def read_routines(
    folder: Path,
    intents: Collection[str],
    sections: Collection[str],
    own: Path | None = None,
    on_trouble: Callable[[Trouble], object] | None = None,
) -> dict[str, Routine]:
    """Every routine by its key, which is the name of its file.

    `own` is the person's own folder, which needn't exist; a file there replaces ours of the same
    name. Trouble names file and line for anything that can't be done or said; of what is theirs
    `on_trouble` is told, if it is given, and that file is left out.
    """

    def read(theirs: Mapping[str, Path]) -> dict[str, Routine]:
        ours = {path.stem: path for path in _files(folder) if path.stem not in theirs}
        # Ours first: where two clash, it is theirs that can be changed.
        return _read({**ours, **theirs}, intents, sections)

    theirs = {path.stem: path for path in _files(own)} if own is not None else {}
    return read(theirs) if on_trouble is None else _readable(theirs, read, on_trouble)


def _readable(
    theirs: Mapping[str, Path],
    read: Callable[[Mapping[str, Path]], dict[str, Routine]],
    on_trouble: Callable[[Trouble], object],
) -> dict[str, Routine]:
    """Ours, and those of `theirs` that can be read; of the others it is told what is wrong."""
    routines = read({})  # where ours are broken, it isn't theirs that are told so
    sound: dict[str, Path] = {}
    left, troubles = theirs, dict[str, Trouble]()
    while left:
        troubles = {}
        for key, path in left.items():
            try:
                routines = read({**sound, key: path})
                sound[key] = path
            except Trouble as trouble:
                troubles[key] = trouble
        if len(troubles) == len(left):
            break
        # One may include another that comes later.
        left = {key: theirs[key] for key in troubles}
    for told in troubles.values():
        on_trouble(told)
    return routines


def _read(
    paths: Mapping[str, Path], intents: Collection[str], sections: Collection[str]
) -> dict[str, Routine]:
    documents = {key: Document.read(path) for key, path in paths.items()}
    for document in documents.values():
        document.mapping(
            (),
            required=["language", "routine"],
            optional=["starts", "opening", "includes", "steps", "closing"],
        )
    steps = {
        key: read_steps(document, sections) if "steps" in document.data else ()
        for key, document in documents.items()
    }
    routines: dict[str, Routine] = {}
    for key, document in documents.items():
        routine = _routine(key, document, _all_steps(key, documents, steps), intents)
        _check_start(document, routine, routines.values())
        routines[key] = routine
    return routines


def _files(folder: Path) -> list[Path]:
    return [
        path
        for path in sorted(folder.glob("*"))
        if path.suffix in {".yaml", ".yml"} and not path.name.startswith(".")
    ]


def _routine(
    key: str, document: Document, steps: tuple[Step, ...], intents: Collection[str]
) -> Routine:
    data = document.data
    if not steps:
        mend = "Write `steps:` or `includes:`; docs/routines.md has an example."
        raise document.trouble((), "this routine has no steps.", mend)
    intent = document.text(("starts",)) if "starts" in data else ""
    startable = [name for name in intents if name.startswith(_STARTS)]
    if intent and intent not in startable:
        what = f"no routine is started by `{intent}`."
        raise document.trouble(("starts",), what, nearest(intent, startable))
    texts = {
        part: document.text((part,)) if part in data else "" for part in ("opening", "closing")
    }
    asked = any(step.hold is not None and step.hold.asked for step in steps)
    _check_gaps(document, asked)
    return Routine(key, document.text(("routine",)), intent, steps, **texts)


def _check_start(document: Document, routine: Routine, others: Collection[Routine]) -> None:
    for other in others:
        if routine.intent and other.intent == routine.intent:
            raise document.trouble(
                ("starts",),
                f"`{routine.intent}` starts `{other.key}` already.",
                f"Leave `starts` out, or name the file {other.key}.yaml to replace that routine.",
            )


def _check_gaps(document: Document, asked: bool) -> None:
    """Refuse `{…}` that would be spoken as it stands."""
    for place, text in _texts(document.data, ()):
        allowed = ["{minutes}"] if asked else []
        if place[0] == "steps" and "sides" in document.at(place[:2]):
            allowed.append("{side}")
        for gap in _GAP.findall(text):
            if gap not in allowed:
                mend = (
                    f"Write {' or '.join(allowed)}, or leave it out."
                    if allowed
                    else "Leave it out; `{side}` needs `sides`, `{minutes}` a hold that is asked."
                )
                raise document.trouble(place, f"nothing is known to fill `{gap}` with.", mend)


def _texts(value: object, place: Place) -> Iterator[tuple[Place, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*place, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*place, index))


def _all_steps(
    key: str,
    documents: dict[str, Document],
    steps: dict[str, tuple[Step, ...]],
    within: tuple[str, ...] = (),
) -> tuple[Step, ...]:
    """The steps of what a routine includes, then its own."""
    document = documents[key]
    found: tuple[Step, ...] = ()
    if "includes" in document.data:
        for index in range(len(document.items(("includes",)))):
            place: Place = ("includes", index)
            other = document.text(place)
            if other not in documents:
                what = f"there is no routine `{other}` to include."
                raise document.trouble(place, what, nearest(other, list(documents)))
            if other in (*within, key):
                what = f"`{other}` includes itself this way."
                raise document.trouble(place, what, "Take it off this list.")
            found += _all_steps(other, documents, steps, (*within, key))
    return found + steps[key]
