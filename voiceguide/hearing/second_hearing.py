"""Hearing a doubtful utterance once more, as if a larger person had said it slower.

A network that was taught by few high voices hears a large speaker better than a small one, and a
slow one better than a fast one. Of the two hearings the more confident is believed.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from voiceguide.hearing.kept import KeptSound
from voiceguide.hearing.recogniser import Recogniser
from voiceguide.hearing.recording import transcribe
from voiceguide.hearing.tuning import DOUBTFUL, FOREIGN, LARGER
from voiceguide.messages.audio import SAMPLE_RATE, Samples
from voiceguide.messages.speech import Hypothesis, known_words

_BEFORE: Final = 0.5
_AFTER: Final = 0.3
"""Seconds around the first hearing's words that are heard again: it may have missed some."""


class SecondHearing:
    """A `Recogniser` over two others, the second of which waits for what the first doubts."""

    def __init__(self, first: Recogniser, second: Recogniser) -> None:
        self._first = first
        self._second = second
        self._narrowed = False
        self._kept = KeptSound()
        self._heard_again = 0

    def accept(self, samples: Samples) -> Hypothesis | None:
        """Take the next samples; the final hypothesis when they end an utterance, else None."""
        self._kept.add(samples)
        heard = self._first.accept(samples)
        return None if heard is None else self._believed(heard)

    def partial(self) -> str:
        """The first hearing's words so far."""
        return self._first.partial()

    def finish(self) -> Hypothesis:
        """End the utterance now; ready for the next."""
        heard = self._believed(self._first.finish())
        self._kept.forget()
        return heard

    def expect(self, phrases: Sequence[str] | None) -> None:
        """Narrow the first hearing. What is heard among few phrases isn't heard twice."""
        self._narrowed = phrases is not None
        self._first.expect(phrases)
        self._kept.forget()

    def _believed(self, heard: Hypothesis) -> Hypothesis:
        clear = heard.confidence >= DOUBTFUL or heard.support < FOREIGN
        if self._narrowed or not heard.words or clear:
            return heard
        around = self._kept.around(heard.words, _BEFORE, _AFTER)
        if around is None:
            return heard
        again = self._again(*around)
        clearer = again.confidence > heard.confidence and known_words(again.text)
        believed, doubted = (again, heard) if clearer else (heard, again)
        return replace(believed, doubted=doubted.text, support=heard.support, ago=heard.ago)

    def _again(self, sound: Samples, began: int) -> Hypothesis:
        """What the second hears in `sound`, whose first sample was the `began`th of all."""
        import soxr

        slow = soxr.resample(sound.astype(np.float32), SAMPLE_RATE, SAMPLE_RATE * LARGER)
        samples = np.clip(np.rint(slow), -32768, 32767).astype(np.int16)
        self._second.expect(None)
        before, self._heard_again = self._heard_again, self._heard_again + len(samples)
        heard = transcribe(self._second, samples)

        def placed(seconds: float) -> float:
            return began / SAMPLE_RATE + (seconds - before / SAMPLE_RATE) / LARGER

        words = (replace(w, start=placed(w.start), end=placed(w.end)) for w in heard.words)
        return Hypothesis(heard.text, tuple(words))
