"""The wake word: what calls the assistant, alone or in front of a sentence."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from voiceguide.messages.speech import Hypothesis
from voiceguide.understanding.normalise import normalise

_GUIDED: Final = (("me",), ("us",))


class WakeWord:
    """Any of a few phrases, as "hey guide"."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._phrases = [tuple(normalise(phrase).split()) for phrase in phrases]

    def split(self, heard: Hypothesis) -> tuple[bool, Hypothesis]:
        """Whether `heard` begins with the wake word, and what else was said.

        "Okay, guide me through child's pose" calls nobody.
        """
        spoken = tuple(normalise(heard.text).split())
        for phrase in self._phrases:
            after = spoken[len(phrase) : len(phrase) + 1]
            if phrase and spoken[: len(phrase)] == phrase and after not in _GUIDED:
                rest = " ".join(spoken[len(phrase) :])
                known = len(heard.words) == len(spoken)
                words = heard.words[len(phrase) :] if known else ()
                return True, replace(heard, text=rest, words=words)
        return False, heard

    def rest(self, text: str) -> str:
        """`text` without the wake word."""
        return self.split(Hypothesis(text))[1].text
