"""One question, one answer: the way that `ask`, `evaluate` and `demo` all go."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numpy as np

from voiceguide.assembly import make_mind, make_parts, make_recogniser, unheard
from voiceguide.devices.wavfile import blocks
from voiceguide.errors import ExitCode, Trouble
from voiceguide.hearing.recogniser import Recogniser
from voiceguide.hearing.recording import transcribe
from voiceguide.memory.memory import Memory
from voiceguide.messages.audio import SAMPLE_RATE, Samples
from voiceguide.messages.speech import Hypothesis
from voiceguide.mind import Turn
from voiceguide.settings import Settings
from voiceguide.speaking.unspoken import Unspoken

LONGEST_QUESTION: Final = 60
"""Seconds; a longer recording is refused rather than taken for one question."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A turn with the time of every stage on its way."""

    turn: Turn
    seconds: Mapping[str, float]

    def as_json(self) -> dict[str, Any]:
        """The object that `voiceguide ask --json` prints."""
        turn = self.turn
        return {
            "heard": turn.heard.text,
            "intent": turn.intent.name or None,
            "confidence": round(turn.intent.confidence, 3),
            "slots": dict(turn.intent.slots),
            "reply": turn.reply,
            "source": turn.source,
            "engine": str(turn.intent.engine),
            "seconds": {stage: round(took, 4) for stage, took in self.seconds.items()},
        }


class Asker:
    """Answers single questions; each begins a conversation of its own, and ends it."""

    def __init__(
        self,
        settings: Settings,
        memory: Memory,
        on_trouble: Callable[[Trouble], object] = lambda trouble: None,
    ) -> None:
        """`on_trouble` is told when the memory fails, which never keeps an answer back."""
        self._settings = settings
        self._parts = make_parts(settings, memory, on_trouble)
        self._recogniser: Recogniser | None = None

    def text(self, question: str) -> Asked:
        """Answer a typed question."""
        return self._asked(Hypothesis(question.strip()), {})

    def wav(self, path: Path) -> Asked:
        """Answer a recording; Trouble when it isn't one, or is too long for a question."""
        started = time.perf_counter()
        samples = read_question(path)
        return self.sound(samples, {"read": time.perf_counter() - started})

    def sound(self, samples: Samples, seconds: Mapping[str, float] | None = None) -> Asked:
        """Answer samples."""
        started = time.perf_counter()
        if self._recogniser is None:
            if trouble := unheard(self._settings, self._parts.pack):
                self._parts.on_trouble(trouble)
            self._recogniser = make_recogniser(self._settings)
        loaded = time.perf_counter()
        heard = transcribe(self._recogniser, samples)
        stages = {"load": loaded - started, "hear": time.perf_counter() - loaded}
        return self._asked(heard, {**(seconds or {}), **stages})

    def _asked(self, heard: Hypothesis, seconds: Mapping[str, float]) -> Asked:
        lasts = Unspoken(self._settings.rate).lasts
        mind = make_mind(self._parts, lasts, converses=False)
        turn = mind.turn(heard)
        unkept = mind.keep(turn.effects)
        turn = replace(turn, effects=(*turn.effects, *unkept))
        return Asked(turn, {**seconds, **turn.seconds})


def read_question(path: Path) -> Samples:
    """The samples of a recorded question; reading stops as soon as it is too long for one."""
    pieces: list[Samples] = []
    for second, piece in enumerate(blocks(path, SAMPLE_RATE)):
        if second >= LONGEST_QUESTION:
            raise Trouble(
                f"{path} is longer than {LONGEST_QUESTION} seconds, too long for one question.",
                "Cut it, or ask several with `voiceguide evaluate`.",
                ExitCode.BAD_AUDIO,
            )
        pieces.append(piece)
    return np.concatenate(pieces) if pieces else np.zeros(0, np.int16)
