"""When a command is believed before there is an endpoint.

An endpoint waits for silence, and there is none while an answer plays: so a partial hypothesis
that is a whole command and stays the same for a moment is taken as said.
"""

from collections.abc import Container


class Interruption:
    """Watches partial hypotheses for a whole command."""

    def __init__(self, stable: int) -> None:
        """`stable` is the number of samples for which a command must not change."""
        self._stable = stable
        self._last = ""
        self._unchanged = 0

    def stable(self, partial: str, samples: int, commands: Container[str]) -> bool:
        """Note the partial hypothesis after `samples` more; True when it is to be acted on."""
        self._unchanged = self._unchanged + samples if partial == self._last else 0
        self._last = partial
        return partial in commands and self._unchanged >= self._stable

    def forget(self) -> None:
        """Begin anew, as for the next answer."""
        self._last, self._unchanged = "", 0
