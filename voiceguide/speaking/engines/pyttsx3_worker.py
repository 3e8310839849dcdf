"""The worker process: a line of JSON in, a line of JSON out, until its input ends.

    {"text": ..., "voice": ..., "rate": ..., "path": ...}   → {"ok": true}
    {"list": true}                                          → {"voices": [...]}
    either, when it fails                                   → {"error": ..., "kind": ...}

`kind` is `voice` for a voice that isn't there, `start` for an engine that isn't, else `speech`.
"""

import json
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from voiceguide.speaking.engines.pyttsx3_driver import Driver, UnknownVoiceError


class Answering:
    """Starts the engine with the first request and answers each in turn."""

    def __init__(self, scratch: Path) -> None:
        self._scratch = scratch
        self._driver: Driver | None = None

    def answer(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """The reply to one request; never raises."""
        try:
            self._driver = self._driver or Driver(self._scratch)
        except Exception as error:  # whatever the platform's engine raises, the reply must go out
            return {"error": _first_line(error), "kind": "start"}
        try:
            if request.get("list"):
                return {"voices": self._driver.voices()}
            path = Path(request["path"])
            self._driver.save(request["text"], request["voice"], request["rate"], path)
        except UnknownVoiceError as error:
            return {"error": str(error), "kind": "voice"}
        except Exception as error:
            return {"error": _first_line(error), "kind": "speech"}
        return {"ok": True}


def _first_line(error: Exception) -> str:
    lines = str(error).splitlines()
    return lines[0] if lines else type(error).__name__


def main(scratch: Path) -> None:
    """Answer requests on standard input until it ends."""
    # Ctrl-C reaches the whole terminal; the parent decides when this process ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Engines print to standard output, which belongs to the replies: keep it under another number.
    replies = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)
    answering = Answering(scratch)
    for line in sys.stdin.buffer:
        replies.write(json.dumps(answering.answer(json.loads(line))) + "\n")
        replies.flush()
    # eSpeak's own thread may still run; leaving without teardown is the quiet way out.
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
