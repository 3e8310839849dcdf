"""What an engine is told to expect, and what it is then."""

from collections.abc import Callable
from dataclasses import dataclass

from voiceguide.language.corpus import Corpus
from voiceguide.messages.audio import Samples
from voiceguide.messages.speech import Hypothesis

Listen = Callable[[Samples], Hypothesis]


@dataclass(frozen=True, slots=True)
class Expected:
    """What may be said: a template, a closed list of words, or all of a corpus."""

    template: str = ""
    words: tuple[str, ...] = ()
    corpus: Corpus | None = None
