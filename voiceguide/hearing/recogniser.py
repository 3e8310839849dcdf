"""The recogniser protocol: sound in, hypotheses out."""

from collections.abc import Sequence
from typing import Protocol

from voiceguide.messages.audio import Samples
from voiceguide.messages.speech import Hypothesis


class Recogniser(Protocol):
    """Streaming speech recognition of one voice at a time.

    A caller may rely on: the same samples give the same hypotheses however they are cut into
    blocks up to an utterance's end; `expect` takes effect at once and drops what was half heard.
    """

    def accept(self, samples: Samples) -> Hypothesis | None:
        """Take the next samples; the final hypothesis when they end an utterance, else None."""
        ...

    def partial(self) -> str:
        """The words believed so far in the utterance under way; empty in silence."""
        ...

    def finish(self) -> Hypothesis:
        """End the utterance now and return what was heard in it; ready for the next."""
        ...

    def expect(self, phrases: Sequence[str] | None) -> None:
        """Narrow what may be heard to these phrases and `[unk]`; None: everything we know."""
        ...
