"""A rehearsal's script: what is said when."""

from pathlib import Path
from typing import Final

from voiceguide.content.document import Document
from voiceguide.errors import ExitCode, Trouble
from voiceguide.messages.rehearsal import Line

LONGEST: Final = 4 * 60 * 60
"""Seconds that a rehearsal may take: all of its sound is held in memory."""


def read_script(path: Path) -> tuple[Line, ...]:
    """The lines of a script, in time order; Trouble names file, line and what to do."""
    if not path.exists():
        raise _no_script(f"There is no script {path}.")
    if path.is_dir():
        raise _no_script(f"{path} is a folder, not a script.")
    document = Document.read(path, booleans=False)
    lines = [_line(document, index) for index in range(len(document.items(())))]
    if not lines:
        raise document.trouble(
            (), "the script is empty.", "Write lines such as `- {at: 0, say: hello}`."
        )
    for index in range(1, len(lines)):
        if lines[index].at < lines[index - 1].at:
            raise document.trouble(
                (index, "at"), "this line is earlier than the one before it.", "Put it further up."
            )
    return tuple(lines)


def _no_script(what: str) -> Trouble:
    return Trouble(what, "Give the path of a YAML file.", ExitCode.BAD_CONTENT)


def _line(document: Document, index: int) -> Line:
    row = document.mapping((index,), required=["at"], optional=["say", "wav"])
    at = row["at"]
    if not isinstance(at, int | float) or not at >= 0:
        raise document.trouble(
            (index, "at"), f"`{at}` is no time in seconds.", "Write a number, such as `at: 31.5`."
        )
    if at > LONGEST:
        raise document.trouble(
            (index, "at"),
            f"`{at}` is later than a rehearsal can go on.",
            f"Write at most {LONGEST} seconds.",
        )
    if "say" in row and "wav" in row:
        raise document.trouble(
            (index,), "a line says words or plays a recording, not both.", "Make two lines of it."
        )
    say = _words(document, index) if "say" in row else ""
    wav = document.path.parent / document.text((index, "wav")) if "wav" in row else None
    return Line(float(at), say, wav)


def _words(document: Document, index: int) -> str:
    """Words to say; a number is one, too."""
    said = document.at((index, "say"))
    return str(said) if isinstance(said, int | float) else document.text((index, "say"))
