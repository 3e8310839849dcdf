"""Whether a folder is a whole Vosk model, found out before Vosk opens it.

Vosk ends the process, or says no more than that it failed, when a file is missing or cut.
"""

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from voiceguide.errors import ExitCode, Trouble
from voiceguide.hearing.engines.vosk_words import read_labels

SUMS: Final = "SHA256SUMS"
"""Names and SHA-256 of a model's files; ours has one, a folder without is tried in a child."""

_COMMON: Final = ("am/final.mdl", "conf/mfcc.conf", "conf/model.conf")
_STATIC: Final = "graph/HCLG.fst"
_DYNAMIC: Final = ("graph/HCLr.fst", "graph/Gr.fst", "graph/disambig_tid.int")
GRAMMAR: Final = Path("graph/Gr.fst")
"""Of a model that can be narrowed: which words may follow one another."""
_WORDS: Final = "graph/words.txt"
_READ: Final = ("am", "conf", "graph", "ivector", "rescore", "rnnlm")
"""Folders of a model that Vosk reads; the last three are optional."""
_MEND: Final = "Give --model the folder of a whole Vosk model, or leave it out for our own."
_TRY: Final = """
import sys, vosk
vosk.SetLogLevel(-1)
vosk.KaldiRecognizer(vosk.Model(sys.argv[1]), 16000).FinalResult()
print("loads")
"""


@dataclass(frozen=True, slots=True)
class VoskFolder:
    """A model that Vosk can load."""

    path: Path
    dynamic: bool
    """Whether it can be narrowed to phrases while it runs."""
    words: frozenset[str]
    """All that it can hear, its own symbols included; empty when it has no word list."""


def open_folder(path: Path) -> VoskFolder:
    """Check `path` whole. Trouble (NO_MODEL) names each file that is missing, empty or broken."""
    if not path.is_dir():
        raise Trouble(f"There is no model folder {path}.", _MEND, ExitCode.NO_MODEL)
    dynamic = not (path / _STATIC).exists()
    words = frozenset(read_labels(path))
    if faults := list(_faults(path, dynamic, bool(words))):
        raise _broken(path, "; ".join(faults))
    if not (path / SUMS).exists() and (told := _trial(path)):
        raise _broken(path, told)
    return VoskFolder(path, dynamic, words)


def write_sums(path: Path) -> None:
    """Note the SHA-256 of every file that Vosk reads in `path`."""
    files = sorted(file for name in _READ for file in (path / name).rglob("*.*") if file.is_file())
    lines = [f"{_sum(file)}  {file.relative_to(path).as_posix()}\n" for file in files]
    (path / SUMS).write_text("".join(lines), encoding="utf-8", newline="\n")


def _faults(path: Path, dynamic: bool, wordy: bool) -> Iterator[str]:
    for name in (*_COMMON, *(_DYNAMIC if dynamic else (_STATIC,))):
        file = path / name
        if not file.is_file():
            yield f"{name} is missing"
        elif not file.stat().st_size:
            yield f"{name} is empty"
        elif name.endswith(".mdl") and not file.open("rb").read(20).startswith(b"\0B<Transition"):
            yield f"{name} is no acoustic model"
    if dynamic and not wordy:
        yield f"{_WORDS} is {'empty' if (path / _WORDS).is_file() else 'missing'}"
    if (path / SUMS).is_file():
        yield from _changed(path)


def _changed(path: Path) -> Iterator[str]:
    """The files that are other than the checksums beside them say."""
    try:
        lines = (path / SUMS).read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        yield f"{SUMS} is no text"
        return
    for line in lines:
        wanted, _, name = line.partition("  ")
        file = path / name
        if file.is_file() and file.stat().st_size and _sum(file) != wanted:
            yield f"{name} was changed or cut"


def _sum(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _trial(path: Path) -> str:
    """Load it in a child, which a broken file may kill in our place; what went wrong, or empty."""
    command = [sys.executable, "-c", _TRY, str(path)]
    child = subprocess.run(command, capture_output=True, text=True, check=False)
    if "loads" in child.stdout:
        return ""
    errors = [line for line in child.stderr.splitlines() if line.startswith("ERROR")]
    return errors[0] if errors else "Vosk can't load it, so one of its files is cut or no model"


def _broken(path: Path, faults: str) -> Trouble:
    return Trouble(f"The model in {path} isn't whole: {faults}.", _MEND, ExitCode.NO_MODEL)
