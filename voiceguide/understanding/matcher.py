"""From what was heard to what was meant: red flag, template, nearest meaning, refusal."""

from dataclasses import replace

from voiceguide.messages.intents import OUT_OF_SCOPE, Engine, Intent
from voiceguide.messages.speech import UNKNOWN, Hypothesis
from voiceguide.understanding.nearest import Nearest
from voiceguide.understanding.normalise import normalise
from voiceguide.understanding.slots import SlotFinder
from voiceguide.understanding.templates import RedFlags, Templates


class Matcher:
    """Understanding: knows no sound and no state."""

    def __init__(
        self, red_flags: RedFlags, templates: Templates, nearest: Nearest, slots: SlotFinder
    ) -> None:
        self._red_flags = red_flags
        self._templates = templates
        self._nearest = nearest
        self._slots = slots

    def match(self, heard: Hypothesis) -> Intent:
        """The intent of one utterance; never fails, whatever was said.

        A red flag anywhere beats everything, also in a hearing that was doubted. Unknown words
        (`[unk]`) are no part of a template, so a sentence that holds some is left to its nearest
        meaning.
        """
        words = normalise(heard.text)
        foreign = UNKNOWN in heard.text
        if not words:
            name, engine = (OUT_OF_SCOPE, Engine.REFUSAL) if foreign else ("", Engine.SILENCE)
            return Intent(name, 0.0, engine)
        emergency = self._red_flags.match(words) or self._red_flags.match(normalise(heard.doubted))
        if emergency is not None:
            return emergency
        exact = None if foreign else self._templates.match(words)
        if exact is not None:
            ordered = self._slots.reads(exact.name)
            slots = self._slots.find(exact.name, words) if ordered else exact.slots
            return replace(exact, confidence=heard.confidence, slots=slots)
        near = self._nearest.match(words, _confidences(heard, words))
        return replace(near, slots=self._slots.find(near.name, words))


def _confidences(heard: Hypothesis, words: str) -> list[float] | None:
    """One confidence a word of `words`; None for text that was typed."""
    known = [word.confidence for word in heard.words if word.text != UNKNOWN]
    return known if len(known) == len(words.split()) else None
