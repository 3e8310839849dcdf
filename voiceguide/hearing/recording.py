"""A recording taken as one utterance."""

from math import inf
from typing import Final

from voiceguide.hearing.recogniser import Recogniser
from voiceguide.messages.audio import SAMPLE_RATE, Samples
from voiceguide.messages.speech import Hypothesis

_PIECE: Final = SAMPLE_RATE // 10


def transcribe(recogniser: Recogniser, samples: Samples) -> Hypothesis:
    """All that is said in `samples`; pauses inside don't cut it. Empty text for silence."""
    pieces = [samples[at : at + _PIECE] for at in range(0, len(samples), _PIECE)]
    finals = [recogniser.accept(piece) for piece in pieces]
    finals.append(recogniser.finish())
    kept = [final for final in finals if final is not None and final.text]
    words = tuple(word for final in kept for word in final.words)
    doubted = " ".join(final.doubted for final in kept if final.doubted)
    support = min((final.support for final in kept), default=inf)
    return Hypothesis(" ".join(final.text for final in kept), words, doubted, support)
