"""The key for push to talk: Enter, in the terminal."""

import os
import signal
import sys
import threading
import time
from contextlib import suppress
from typing import Final, TextIO


class EnterKey:
    """Watches a terminal, or a pipe, from a thread of its own that ends with the process.

    A terminal is read in the foreground alone: `voiceguide &` goes on listening, and its key works
    after `fg`.
    """

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
        # A closed stream is a key that nobody presses.
        with suppress(OSError, ValueError):
            _fail_rather_than_stop()
            source = stream.fileno()
            # Bytes, because an Enter after a letter that is no UTF-8 is one too.
            while (typed := _typed(source)) or os.isatty(source):  # Ctrl-D closes no terminal.
                if b"\n" in typed:
                    self._pressed.set()


_BYTES: Final = 1024
_LOOK: Final = 0.5
"""Seconds between looks whether the process is in the foreground again."""


def _typed(source: int) -> bytes:
    """What comes next; of what is typed for another program of the same terminal, nothing."""
    while True:
        if _in_background(source):
            time.sleep(_LOOK)
            continue
        try:
            return os.read(source, _BYTES)
        except OSError:
            if not _in_background(source):  # Ctrl-Z and `bg` while it waited
                raise


if sys.platform == "win32":

    def _fail_rather_than_stop() -> None:
        """Nothing is stopped here for reading."""

    def _in_background(source: int) -> bool:
        return False

else:

    def _fail_rather_than_stop() -> None:
        """A read in the background fails for this thread; else it stops the whole process."""
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTTIN])

    def _in_background(source: int) -> bool:
        try:
            return os.tcgetpgrp(source) != os.getpgrp()
        except OSError:  # a pipe, or a terminal that stops nobody
            return False
