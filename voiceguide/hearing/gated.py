"""An ear that sleeps while nobody speaks, and loses no first syllable by it."""

from collections import deque
from collections.abc import Iterable, Sequence

from voiceguide.hearing.recogniser import Recogniser
from voiceguide.hearing.tuning import PRE_ROLL
from voiceguide.messages.audio import SAMPLE_RATE, Samples
from voiceguide.messages.speech import Hypothesis


class Gated:
    """A `Recogniser` that is given nothing while shut; what came just before counts on opening."""

    def __init__(self, recogniser: Recogniser) -> None:
        self._recogniser = recogniser
        self._open = False
        self._before: deque[Samples] = deque()
        self._held = 0

    def open(self) -> None:
        """Hear from half a second ago on."""
        self._open = True

    def shut(self) -> None:
        """Sleep; what was half heard is dropped."""
        if self._open and self._recogniser.partial():
            self._recogniser.expect(None)
        elif self._open:
            self._recogniser.finish()  # the cheaper way, where nothing is
        self._open = False

    def forget(self) -> None:
        """Sleep, and let nothing so far count on opening."""
        self.shut()
        self._before.clear()
        self._held = 0

    def accept(self, samples: Samples) -> Hypothesis | None:
        """Take the next samples; the final hypothesis when they end an utterance, else None."""
        if not self._open:
            self._before.append(samples)
            self._held += len(samples)
            while self._held - len(self._before[0]) >= PRE_ROLL * SAMPLE_RATE:
                self._held -= len(self._before.popleft())
            return None
        final = None
        for earlier in self._before:
            final = self._recogniser.accept(earlier) or final
        self._before.clear()
        self._held = 0
        return self._recogniser.accept(samples) or final

    def partial(self) -> str:
        """The words believed so far; empty while it sleeps."""
        return self._recogniser.partial() if self._open else ""

    def finish(self) -> Hypothesis:
        """End the utterance now; ready for the next, awake as before."""
        return self._recogniser.finish() if self._open else Hypothesis("")

    def renew(self, just: Iterable[Samples]) -> None:
        """End the utterance now, and begin the next with what was `just` heard, while awake."""
        if self._open:
            self._recogniser.finish()
            for earlier in just:
                self._recogniser.accept(earlier)

    def expect(self, phrases: Sequence[str] | None) -> None:
        """Narrow what may be heard; starts afresh."""
        self._recogniser.expect(phrases)
