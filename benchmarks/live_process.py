"""A process that starts as `voiceguide listen` does, on one core, and measures itself.

`benchmarks/main_job.py` runs it. It prints `ready` when it would listen, then one JSON object.
"""

import json
import os
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any, Final

if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

import numpy as np

from voiceguide.assembly import (
    fixed_texts,
    make_assistant,
    make_brief_memory,
    make_listener,
    make_parts,
    make_voice,
)
from voiceguide.assistant import Assistant
from voiceguide.messages.audio import BLOCK, SAMPLE_RATE, Samples, blocks
from voiceguide.mind import Turn
from voiceguide.settings import Settings
from voiceguide.speaking.phrases import Phrases
from voiceguide.speaking.voice import VoiceStyle

QUESTIONS: Final = 40
IDLE: Final = 30
"""Seconds of a quiet room."""
LONGEST_WAIT: Final = 3 * SAMPLE_RATE
LONGEST_ANSWER: Final = 30 * SAMPLE_RATE
"""A routine that was started speaks on and on."""
_SPEECH: Final = 0.02
"""Of the peak: what is louder counts as speech still."""


class Run:
    """Feeds an assistant block by block and notes the processor time that each takes.

    Processor time rather than the clock's: what else the machine does is left out.
    """

    def __init__(self, assistant: Assistant, turns: list[Turn]) -> None:
        self._assistant = assistant
        self._turns = turns
        self._random = np.random.default_rng(7)
        self.took: dict[str, list[float]] = {"listening": [], "speaking": []}

    def quiet(self, samples: int) -> Samples:
        return self._random.normal(0, 10, samples).astype(np.int16)

    def ask(self, question: Samples) -> float | None:
        """Seconds from the last sample of speech to the first of the reply; None without one.

        Less than nothing: it was answered before its end.
        """
        self._turns.clear()
        loud = np.flatnonzero(np.abs(question) > _SPEECH * np.abs(question).max())
        sound = np.concatenate([question, self.quiet(LONGEST_WAIT)])
        for at in range(0, len(sound) - BLOCK, BLOCK):
            took = self.block(sound[at : at + BLOCK])
            if self._turns:
                return float(at + BLOCK - loud[-1]) / SAMPLE_RATE + took
        return None

    def wait(self) -> None:
        """Let an answer be spoken to its end, `LONGEST_ANSWER` at most."""
        for _ in range(LONGEST_ANSWER // BLOCK):
            if not self._assistant.speaking:
                break
            self.block(self.quiet(BLOCK))

    def block(self, samples: Samples) -> float:
        state = "speaking" if self._assistant.speaking else "listening"
        started = time.process_time()
        self._assistant.process(samples)
        took = time.process_time() - started
        self.took[state].append(took)
        return took


def memory() -> dict[str, float]:
    """Peak resident memory in MB, of this process and of the children it has now."""
    found = {"own": _peak(Path("/proc/self/status"))}
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    pids = children.read_text(encoding="ascii").split() if children.exists() else []
    found["voice"] = sum(_peak(Path(f"/proc/{pid}/status")) for pid in pids)
    return found


def _peak(status: Path) -> float:
    if not status.exists():
        return 0.0
    lines = status.read_text(encoding="utf-8").splitlines()
    return sum(int(line.split()[1]) / 1000 for line in lines if line.startswith("VmHWM"))


def main() -> None:
    settings = Settings()
    turns: list[Turn] = []
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(Phrases(make_voice(), VoiceStyle("", settings.rate), Path(folder))) as phrases,
    ):
        parts = make_parts(settings, make_brief_memory())
        assistant = make_assistant(parts, make_listener(parts), phrases, turns.append)
        print("ready", flush=True)
        result: dict[str, Any] = {"start": time.process_time(), "memory ready": memory()}
        started = time.perf_counter()
        phrases.prepare(fixed_texts(parts))
        result["prepare"] = time.perf_counter() - started
        run = Run(assistant, turns)
        for _ in range(blocks(IDLE)):
            run.block(run.quiet(BLOCK))
        result["idle"] = sum(run.took["listening"]) / IDLE
        run.took["listening"].clear()
        from benchmarks.synthetic import TESTED, speak

        texts = json.load(sys.stdin)
        delays: list[float | None] = []
        for clip in speak(Random(5).sample(texts, min(QUESTIONS, len(texts))), 5, TESTED):
            delays.append(run.ask(clip.samples))
            run.wait()
        result["delays"] = delays
        result["took"] = run.took
        result["memory"] = memory()
    print(json.dumps(result))


if __name__ == "__main__":
    main()
