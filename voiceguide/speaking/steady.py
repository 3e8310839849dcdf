"""Speech that goes on when the voice fails: what was prepared is spoken, the rest is chimed."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import Final

import numpy as np

from voiceguide.errors import ExitCode, Trouble
from voiceguide.messages.audio import SAMPLE_RATE, Samples
from voiceguide.messages.routines import Chime
from voiceguide.speaking.chimes import chime
from voiceguide.speaking.phrases import Phrases

LIMIT_S: Final = 4.0
"""Seconds that a conversation waits for the voice: far more than it needs, starting included."""


class SteadySpeech:
    """`Speech` that never raises Trouble, for a conversation that must go on."""

    def __init__(
        self,
        phrases: Phrases,
        on_trouble: Callable[[Trouble], object],
        limit_s: float = LIMIT_S,
    ) -> None:
        """`on_trouble` is told when the voice begins to fail, and not again until it has spoken."""
        self._phrases = phrases
        self._on_trouble = on_trouble
        self._limit_s = limit_s
        self._making: Future[Samples] | None = None
        self._failing = False

    def phrase(self, text: str) -> Samples:
        """The spoken text, or the chime in its place: mono int16 at 16 kHz, read-only."""
        ready = self._phrases.ready(text)
        return ready if ready is not None else self._made(text)

    def lasts(self, text: str) -> float:
        """Seconds that this takes."""
        return len(self.phrase(text)) / SAMPLE_RATE

    def _made(self, text: str) -> Samples:
        if self._making is not None and not self._making.done():
            # It hangs over an earlier text: this one would wait as long, and for nothing.
            return _UNSPOKEN
        self._making = _begun(lambda: self._phrases.phrase(text))
        wait([self._making], self._limit_s)
        if not self._making.done():
            self._fails(_slow(self._limit_s))
            return _UNSPOKEN
        try:
            spoken = self._making.result()
        except Trouble as trouble:
            self._fails(trouble)
            return _UNSPOKEN
        self._failing = False
        return spoken

    def _fails(self, trouble: Trouble) -> None:
        if not self._failing:
            self._failing = True
            self._on_trouble(trouble)


def _begun(make: Callable[[], Samples]) -> Future[Samples]:
    """`make` in a thread that keeps no process from ending."""
    made: Future[Samples] = Future()

    def run() -> None:
        try:
            made.set_result(make())
        except BaseException as error:
            made.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return made


def _slow(limit_s: float) -> Trouble:
    return Trouble(
        f"The speech engine did not speak within {limit_s:g} seconds; a chime stands for it.",
        "What was made ready before is still spoken. Run `voiceguide doctor` to see what is wrong.",
        ExitCode.NO_VOICE,
    )


def _unspoken() -> Samples:
    """The even tone twice: neither the rise that begins a hold nor the fall that ends one."""
    sound: Samples = np.concatenate([chime(Chime.HALF)] * 2)
    sound.flags.writeable = False
    return sound


_UNSPOKEN: Final = _unspoken()
