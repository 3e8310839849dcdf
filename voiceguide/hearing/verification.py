"""Whether what was heard was said at all: utterance verification.

A grammar turns every sound into the nearest of its sentences, and the recogniser's confidence only
compares these with one another. So the sound is scored twice, once by our sentences and once by
`[unk]`, which may be any speech: what the first gains over the second, a second of sound, is how
well the words are supported.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, Protocol

from voiceguide.hearing.kept import KeptSound
from voiceguide.hearing.recogniser import Recogniser
from voiceguide.messages.audio import Samples
from voiceguide.messages.speech import UNKNOWN, Hypothesis

_AROUND: Final = 0.15
"""Seconds before and after the words that are scored with them."""


class Verifier(Protocol):
    """Scores sound; the same sound always gets the same score."""

    def support(self, sound: Samples) -> float:
        """See `Hypothesis.support`: scaled nats a second; infinite where it can't be told."""
        ...


class Verified:
    """A `Recogniser` whose hypotheses tell their support, and how long ago they ended."""

    def __init__(self, recogniser: Recogniser, verifier: Verifier) -> None:
        self._recogniser = recogniser
        self._verifier = verifier
        self._kept = KeptSound()

    def accept(self, samples: Samples) -> Hypothesis | None:
        """Take the next samples; the final hypothesis when they end an utterance, else None."""
        self._kept.add(samples)
        heard = self._recogniser.accept(samples)
        return None if heard is None else self._scored(heard)

    def partial(self) -> str:
        """The words so far."""
        return self._recogniser.partial()

    def finish(self) -> Hypothesis:
        """End the utterance now; ready for the next."""
        heard = self._scored(self._recogniser.finish())
        self._kept.forget()
        return heard

    def expect(self, phrases: Sequence[str] | None) -> None:
        """Narrow what may be heard; starts afresh."""
        self._recogniser.expect(phrases)
        self._kept.forget()

    def _scored(self, heard: Hypothesis) -> Hypothesis:
        known = tuple(word for word in heard.words if word.text != UNKNOWN)
        if not known:
            # Whoever hears it again and finds words has no better evidence for them.
            return replace(heard, support=0.0) if heard.words else heard
        around = self._kept.around(known, _AROUND, _AROUND)
        # What can't be looked at any more is not believed on its word.
        support = 0.0 if around is None else self._verifier.support(around[0])
        ago = max(0.0, self._kept.seconds - known[-1].end)
        return replace(heard, support=support, ago=ago)
