"""Trouble: every error that a person can meet, told as what happened and what mends it."""

from enum import IntEnum


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
