"""Listening: what the assistant asks of its ears, whichever they are."""

from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from voiceguide.messages.audio import BLOCK, Samples
from voiceguide.messages.speech import Hypothesis


@dataclass(frozen=True, slots=True)
class Moment:
    """What goes on while a block is heard."""

    played: Samples = field(default_factory=lambda: np.zeros(BLOCK, np.int16))
    """What was handed to the speaker last; as long as the block."""
    speaking: bool = False
    """Whether the assistant is, and"""
    saying: str = ""
    """what, as far as it is words."""
    asked: bool = False
    """Whether a yes or a no is awaited."""
    guiding: bool = False
    """Whether a session goes on, in which commands come alone."""


class Listening(Protocol):
    """Sound in, what the person said out.

    A caller may rely on: what is returned holds words.
    """

    def hear(self, block: Samples, moment: Moment) -> Hypothesis | None:
        """Take one block of the microphone's, and return what ended in it."""
        ...

    def heeded(self, heard: Hypothesis) -> None:
        """What was just returned was meant for the assistant: who said it is no crowd."""
        ...

    def begin_anew(self) -> None:
        """Drop what was half heard: the sound was away, and may come from another device."""
        ...

    @property
    def partial(self) -> str:
        """The words believed so far in what is being said."""
        ...

    @property
    def addressed(self) -> bool:
        """Whether someone may be in the middle of speaking to the assistant."""
        ...
