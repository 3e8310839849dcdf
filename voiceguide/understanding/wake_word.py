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
        self._phrases = frozenset(map(_words, phrases)) - {()}
        self._longest = max(map(len, self._phrases), default=0)

    def split(self, heard: Hypothesis) -> tuple[bool, Hypothesis]:
        """Whether `heard` begins with the wake word, and what else was said.

        "Okay, guide me through child's pose" calls nobody.
        """
        spoken = heard.text.split()
        for end in range(1, len(spoken) + 1):
            said = _words(" ".join(spoken[:end]))
            if len(said) > self._longest:
                break
            # Unknown words after it count as they do elsewhere.
            rest = " ".join(spoken[end:])
            if said in self._phrases and _words(rest)[:1] not in _GUIDED:
                known = len(heard.words) == len(spoken)
                words = heard.words[end:] if known else ()
                return True, replace(heard, text=rest, words=words)
        return False, heard

    def rest(self, text: str) -> str:
        """`text` without the wake word."""
        return self.split(Hypothesis(text))[1].text


def _words(text: str) -> tuple[str, ...]:
    return tuple(normalise(text).split())
