"""The key for push to talk: Enter, in the terminal."""

import threading
from typing import TextIO


class EnterKey:
    """Watches a terminal, or a pipe, from a thread of its own that ends with the process."""

    def __init__(self, stream: TextIO | None) -> None:
        """`stream` is None where the process has no standard input."""
        self._pressed = threading.Event()
        if stream is not None:
            threading.Thread(target=self._watch, args=(stream,), daemon=True).start()

    def pressed(self) -> bool:
        """Whether it was pressed since this was asked last."""
        pressed = self._pressed.is_set()
        self._pressed.clear()
        return pressed

    def _watch(self, stream: TextIO) -> None:
        try:
            for _ in stream:
                self._pressed.set()
        except (OSError, ValueError):  # A closed stream is a key that nobody presses.
            return
