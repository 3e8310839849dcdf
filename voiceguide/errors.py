"""Trouble: every error that a person can meet, told as what happened and what mends it."""

import errno
from collections.abc import Mapping
from enum import IntEnum
from typing import Final

_MENDS: Final[Mapping[int, str]] = {
    errno.EACCES: "Look who may read and write there, or name another place.",
    errno.EPERM: "Look who may read and write there, or name another place.",
    errno.EROFS: "Name a place that can be written to.",
    errno.ENOSPC: "Make room there, or name another place.",
    errno.ENAMETOOLONG: "Give it a shorter name.",
    errno.ENOTDIR: "A part of that path is a file: name a folder instead.",
}


class ExitCode(IntEnum):
    """What the process returns; documented in the README, one meaning a number."""

    OK = 0
    TROUBLE = 1
    USAGE = 2
    BAD_AUDIO = 3
    BAD_CONTENT = 4
    NO_MODEL = 5
    NO_SOUND = 6
    NO_VOICE = 7
    INTERRUPTED = 130


class Trouble(Exception):
    """Something a person can act on.

    `what` says what happened and to what, `mend` what to do or type; both are whole sentences.
    """

    def __init__(self, what: str, mend: str, code: ExitCode = ExitCode.TROUBLE) -> None:
        super().__init__(what, mend, code)
        self.what = what
        self.mend = mend
        self.code = code

    def __str__(self) -> str:
        return f"{self.what} {self.mend}"


def typed(argument: object) -> str:
    """An argument as it is typed in a command that a mend names."""
    text = str(argument)
    return f'"{text}"' if " " in text else text


def refusal(error: OSError) -> Trouble | None:
    """What the operating system said of a file or folder; None where it named none.

    For the paths that a person may write anywhere, so that not every look at one needs its own.
    """
    if error.filename is None:
        return None
    path = error.filename if isinstance(error.filename, str) else str(error.filename)
    why = error.strerror or type(error).__name__
    mend = _MENDS.get(error.errno or 0, "Look at its name, or name another.")
    return Trouble(f"{path} can't be used: {why[:1].lower()}{why[1:]}.", mend)
