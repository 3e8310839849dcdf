"""A worker process that answers lines of JSON, with a time limit on each answer."""

import json
import queue
import subprocess
import threading
from collections.abc import Mapping, Sequence
from typing import Any


class WorkerGoneError(Exception):
    """The process ended, or could not start."""


class WorkerSlowError(Exception):
    """No answer came within the limit; the process was killed."""


class Worker:
    """One process. After WorkerGoneError or WorkerSlowError it is dead for good: start another."""

    def __init__(self, command: Sequence[str]) -> None:
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            raise WorkerGoneError(str(error)) from error
        # Pipes cannot be waited on with a time limit on every platform; a queue can.
        self._lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    def ask(self, request: Mapping[str, Any], limit_s: float) -> dict[str, Any]:
        """Send one request and wait for its answer, `limit_s` seconds at most.

        Raises WorkerGoneError and WorkerSlowError.
        """
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(request).encode("ascii") + b"\n")
            self._process.stdin.flush()
            line = self._lines.get(timeout=limit_s)
        except queue.Empty:
            self.end()
            raise WorkerSlowError from None
        except OSError as error:
            self.end()
            raise WorkerGoneError(str(error)) from error
        if line is None:
            self.end()
            raise WorkerGoneError(f"it ended with status {self._process.returncode}")
        try:
            answer = json.loads(line)
        except ValueError:
            answer = None
        if not isinstance(answer, dict):
            self.end()
            raise WorkerGoneError("its answer could not be understood")
        return answer

    def end(self) -> None:
        """Kill the process and wait until it is gone; may be called twice."""
        self._process.kill()
        self._process.wait()
        self._reader.join()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                _close(pipe)

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(line)
        self._lines.put(None)


def _close(pipe: Any) -> None:
    try:
        pipe.close()
    except OSError:
        # Unsent bytes for a process that is gone.
        return
