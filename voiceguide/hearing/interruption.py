"""When a command is believed while the assistant is still speaking.

An endpoint waits for silence, and there is none while an answer plays: so a partial hypothesis
that is a whole command and stays the same for a moment is taken as said.
"""

from collections.abc import Container
from typing import Final

from voiceguide.messages.audio import SAMPLE_RATE

_STABLE: Final = SAMPLE_RATE // 5
"""Samples for which it must not change: 0.2 s."""


class Interruption:
    """Watches partial hypotheses for a whole command."""

    def __init__(self) -> None:
        self._last = ""
        self._unchanged = 0

    def stable(self, partial: str, samples: int, commands: Container[str]) -> bool:
        """Note the partial hypothesis after `samples` more; True when it is to be acted on."""
        self._unchanged = self._unchanged + samples if partial == self._last else 0
        self._last = partial
        return partial in commands and self._unchanged >= _STABLE

    def forget(self) -> None:
        """Begin anew, as for the next answer."""
        self._last, self._unchanged = "", 0
