"""Whom the assistant listens to: three ways to be addressed, and a time in which none is needed."""

from dataclasses import dataclass, replace
from enum import StrEnum
from math import inf
from typing import Final

FOLLOW_UP: Final = 8.0
"""Seconds after its last word in which it needs no wake word."""
FOLLOW_UP_QUESTION: Final = 20.0
"""The same after it asked something."""


class Mode(StrEnum):
    """How it is addressed."""

    OPEN = "open"
    """Anything said that it is sure about."""
    WAKE = "wake"
    """After the wake word, and in the follow-up window."""
    PUSH = "push"
    """After a key was pressed."""


@dataclass(frozen=True, slots=True)
class Attention:
    """Whom it listens to."""

    mode: Mode = Mode.OPEN
    asleep: bool = False
    """Whether it was told to stop listening; the wake word or a session ends that."""
    until: float = -inf
    """End of the time in which it may be spoken to without being called; seconds of sound."""

    def called(self, now: float) -> "Attention":
        """The wake word was said, or the key pressed."""
        return Attention(self.mode, False, now + FOLLOW_UP)

    def spoken(self, now: float, asked: bool) -> "Attention":
        """It has ended speaking, with a question or without."""
        if self.asleep or (self.mode is Mode.PUSH and not asked):
            return self
        wait = FOLLOW_UP_QUESTION if asked else FOLLOW_UP
        return Attention(self.mode, False, max(self.until, now + wait))

    def given(self, now: float, moment: float) -> "Attention":
        """They asked for so many seconds before they answer."""
        return replace(self, until=max(self.until, now + moment))

    def awake(self) -> "Attention":
        """A session begins, and will be steered."""
        return Attention(self.mode, False, self.until)

    def sent_to_sleep(self) -> "Attention":
        """Told to stop listening."""
        return Attention(self.mode, True)
