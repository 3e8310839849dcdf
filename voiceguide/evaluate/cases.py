"""Cases to judge by: what is said, and the intent it should have."""

from dataclasses import dataclass
from pathlib import Path

from voiceguide.errors import ExitCode, Trouble


@dataclass(frozen=True, slots=True)
class Case:
    """One line of a cases file."""

    utterance: str
    """Text, or the path of a recording."""
    intent: str
    wav: Path | None = None
    """The recording, when the utterance is one."""


def read_cases(path: Path) -> tuple[Case, ...]:
    """Lines `utterance<TAB>intent` or `path.wav<TAB>intent`; empty lines and `#` are skipped.

    A path is absolute, or relative to the file. Trouble names the line that isn't a case.
    """
    try:
        lines = path.read_bytes().decode("utf-8-sig").splitlines()
    except OSError as error:
        raise Trouble(
            f"The cases file {path} can't be read: {error.strerror}.", "Check its name."
        ) from None
    except UnicodeDecodeError:
        raise Trouble(
            f"The cases file {path} is not UTF-8.", "Save it as UTF-8.", ExitCode.BAD_CONTENT
        ) from None
    cases = tuple(
        _case(path, number, line)
        for number, line in enumerate(lines, start=1)
        if line.strip() and not line.startswith("#")
    )
    if not cases:
        raise Trouble(
            f"The cases file {path} holds no case.",
            "Write lines of an utterance, a tab and an intent.",
            ExitCode.BAD_CONTENT,
        )
    return cases


def _case(path: Path, number: int, line: str) -> Case:
    utterance, tab, intent = (part.strip(" ") for part in line.partition("\t"))
    if not (tab and utterance and intent):
        raise Trouble(
            f"{path}, line {number}: this is not an utterance, a tab and an intent.",
            "Separate the two with one tab.",
            ExitCode.BAD_CONTENT,
        )
    recording = utterance.lower().endswith(".wav")
    return Case(utterance, intent, path.parent / utterance if recording else None)
