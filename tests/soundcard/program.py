"""A program as a person starts it in a terminal, read line by line."""

import os
import queue
import signal
import subprocess
import sys
import threading
from typing import Self

from tests.soundcard.server import ROOT, Server

PATIENCE = 120.0
"""Seconds without an awaited line that fail a test: it hangs."""


class Program:
    """Running while in its `with`."""

    def __init__(self, server: Server, *arguments: str, module: str = "voiceguide") -> None:
        self._server = server
        self._command = [sys.executable, "-m", module, *arguments]
        self._lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self.printed: list[str] = []

    def __enter__(self) -> Self:
        """Start it in a group of its own, as a terminal does."""
        self._process = subprocess.Popen(
            self._command,
            cwd=ROOT,
            env=self._server.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            # Whatever the tests were started by may have had Ctrl-C ignored.
            preexec_fn=_mind_interrupts,
        )
        threading.Thread(target=self._read, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        """End it, if the test has not."""
        self._process.kill()
        self._process.wait()

    def until(self, text: str, patience: float = PATIENCE) -> str:
        """The next line that holds `text`, an AssertionError when none comes."""
        found = self.offered(text, patience)
        assert found is not None, f"no “{text}” in {self.printed}"
        return found

    def offered(self, text: str, patience: float) -> str | None:
        """The same; None when for so many seconds nothing was printed."""
        while True:
            try:
                line = self._lines.get(timeout=patience)
            except queue.Empty:
                return None
            assert line is not None, f"it ended before “{text}”: {self.printed}"
            self.printed.append(line)
            if text in line:
                return line

    def interrupt(self) -> int:
        """Ctrl-C; the exit code. What it still printed is kept."""
        os.killpg(self._process.pid, signal.SIGINT)
        code = self._process.wait(PATIENCE)
        while (line := self._lines.get(timeout=PATIENCE)) is not None:
            self.printed.append(line)
        return code

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(line.rstrip())
        self._lines.put(None)


def _mind_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
