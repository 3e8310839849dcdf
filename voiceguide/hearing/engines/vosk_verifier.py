"""Vosk as a verifier: its two best paths through the same sound, compared."""

import json
from math import inf
from typing import Any, Final

from voiceguide.hearing.dither import dithered
from voiceguide.hearing.engines.quiet import quiet
from voiceguide.messages.audio import SAMPLE_RATE, Samples

_PIECE: Final = SAMPLE_RATE // 10


class VoskVerifier:
    """A `Verifier` over two engines of Vosk's: one expects our sentences, one only `[unk]`."""

    def __init__(self, ours: Any, any_speech: Any) -> None:
        """Both are `KaldiRecognizer`s of the same model."""
        self._engines = (ours, any_speech)
        for engine in self._engines:
            # Only alternatives come with the cost of their path.
            engine.SetMaxAlternatives(1)

    def support(self, sound: Samples) -> float:
        """See `Hypothesis.support`."""
        if not len(sound):
            return -inf
        ours, any_speech = (_score(engine, dithered(sound)) for engine in self._engines)
        return (ours - any_speech) * SAMPLE_RATE / len(sound)


class Trusting:
    """A `Verifier` for models that can't be narrowed to `[unk]`."""

    def support(self, sound: Samples) -> float:
        """Infinite: it can't be told."""
        return inf


def _score(engine: Any, sound: Samples) -> float:
    """Log likelihood of the best path through `sound`, language included, as Vosk scales it."""
    results = []
    for at in range(0, len(sound), _PIECE):
        if engine.AcceptWaveform(sound[at : at + _PIECE].tobytes()):
            results.append(engine.Result())
    with quiet():
        results.append(engine.FinalResult())
    best = [json.loads(result).get("alternatives", ())[:1] for result in results]
    return sum(float(one["confidence"]) for found in best for one in found)
