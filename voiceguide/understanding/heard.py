"""What a recogniser made of the examples when they were spoken: mishearings to learn from."""

import gzip
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Final

from voiceguide.errors import ExitCode, Trouble
from voiceguide.understanding.normalise import normalise

ALIKE: Final = 0.6
"""Share of letters that must have survived; what is less alike would teach noise."""


@dataclass(frozen=True, slots=True, order=True)
class Heard:
    """One example as one voice said it."""

    intent: str
    said: str
    voice: str
    heard: str
    """As the recogniser wrote it; may be empty or hold `[unk]`."""


def write_rows(path: Path, rows: Iterable[Heard]) -> None:
    """Write them, sorted; the same rows give the same bytes."""
    lines = ["\t".join(astuple(row)) for row in sorted(rows)]
    path.write_bytes(gzip.compress("\n".join([*lines, ""]).encode(), mtime=0))


def read_rows(path: Path) -> tuple[Heard, ...]:
    """The rows at `path`; Trouble when it can't be read."""
    try:
        lines = gzip.decompress(path.read_bytes()).decode().splitlines()
        return tuple(Heard(*line.split("\t")) for line in lines)
    except (OSError, EOFError, UnicodeDecodeError, TypeError) as error:
        raise Trouble(
            f"The misheard examples in {path} can't be read: {error}.",
            "Make them anew with `python models/hear.py`, or reinstall voiceguide.",
            ExitCode.BAD_CONTENT,
        ) from None


def misheard(
    rows: Iterable[Heard], examples: Mapping[str, Sequence[str]]
) -> dict[str, tuple[str, ...]]:
    """Intent to wordings that were not said so, normalised, each once.

    Left out: rows of examples that stand no more, what was heard right, what is an example
    already, what two intents were heard as, and what has little in common with what was said.
    """
    standing = {(intent, said) for intent, lines in examples.items() for said in lines}
    written = {line for lines in examples.values() for line in lines}
    of: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        text = normalise(row.heard)
        if (row.intent, row.said) in standing and text not in written and _alike(text, row.said):
            of[text].add(row.intent)
    found: dict[str, list[str]] = defaultdict(list)
    for text in sorted(of):
        if len(of[text]) == 1:
            found[min(of[text])].append(text)
    return {intent: tuple(lines) for intent, lines in found.items()}


def _alike(heard: str, said: str) -> bool:
    return bool(heard) and SequenceMatcher(None, heard, said, autojunk=False).ratio() >= ALIKE
