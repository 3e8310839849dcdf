"""Cases to judge by: what is said, and the intent it should have."""

from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from voiceguide.errors import ExitCode, Trouble


@dataclass(frozen=True, slots=True)
class Case:
    """One line of a cases file."""

    utterance: str
    """Text, or the path of a recording."""
    intent: str
    wav: Path | None = None
    """The recording, when the utterance is one."""


_RECORDINGS: Final = frozenset(
    ".wav .wave .w64 .rf64 .flac .ogg .oga .opus .mp3 .aif .aiff .aifc .au .snd .caf .voc"
    # What telephones record and nothing here reads: told when it is read, and no typed text.
    " .m4a .mp4 .aac .amr .3gp .wma .webm".split()
)
"""How the name of a sound file ends."""


def read_cases(path: Path, intents: Collection[str]) -> tuple[Case, ...]:
    """Lines `utterance<TAB>intent` or `path.wav<TAB>intent`; empty lines and `#` are skipped.

    A path is that of any sound file, absolute or relative to the file of cases. Trouble names the
    line that isn't a case, or whose intent is none of `intents`.
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
        _case(path, number, line, intents)
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


def _case(path: Path, number: int, line: str, intents: Collection[str]) -> Case:
    utterance, tab, intent = (part.strip(" ") for part in line.partition("\t"))
    if not (tab and utterance and intent):
        raise Trouble(
            f"{path}, line {number}: this is not an utterance, a tab and an intent.",
            "Separate the two with one tab.",
            ExitCode.BAD_CONTENT,
        )
    if intent not in intents:
        close = get_close_matches(intent, intents, n=1)
        raise Trouble(
            f"{path}, line {number}: there is no intent `{intent}`.",
            f"Did you mean `{close[0]}`?" if close else "Write one of those in intents.yaml.",
            ExitCode.BAD_CONTENT,
        )
    recording = Path(utterance).suffix.lower() in _RECORDINGS
    return Case(utterance, intent, path.parent / utterance if recording else None)
