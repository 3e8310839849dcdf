"""Two ears: one that knows everything we know, one that knows only what must never be missed.

The narrow one hears short commands and answers to yes-or-no questions. It is believed while the
assistant speaks, because its own voice is in the room then, and it acts on a whole command without
waiting for silence. The wide one is believed the rest of the time. Both always listen, so that
nothing said across the beginning or the end of an answer is lost.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Protocol

from voiceguide.hearing.interruption import Interruption
from voiceguide.hearing.recogniser import Recogniser
from voiceguide.messages.audio import Samples
from voiceguide.messages.speech import UNKNOWN, Hypothesis


class Listening(Protocol):
    """Sound in, what the person said out.

    A caller may rely on: what is returned holds words, and is meant for the assistant.
    """

    def hear(self, block: Samples, speaking: bool, asked: bool, saying: str) -> Hypothesis | None:
        """Take one block of the microphone's, and return what ended in it.

        `speaking`: whether the assistant is, and `saying` what, as far as it is words; `asked`:
        whether a yes or a no is awaited.
        """
        ...

    @property
    def partial(self) -> str:
        """The words believed so far in what is being said."""
        ...


class Listener:
    """`Listening` with two recognisers."""

    def __init__(
        self,
        wide: Recogniser,
        narrow: Recogniser,
        commands: Iterable[str],
        answers: Sequence[str],
        echo: bool = True,
    ) -> None:
        """`commands` count at any moment, `answers` while one is awaited.

        `echo` tells whether the microphone may hear the assistant: then only these count while it
        speaks. Without (headphones, a file) everything does.
        """
        self._wide = wide
        self._narrow = narrow
        self._commands = frozenset(commands)
        self._answers = frozenset(answers)
        self._echo = echo
        self._interruption = Interruption()
        self._spoke = False
        narrow.expect([*sorted(self._commands | self._answers), UNKNOWN])

    def hear(
        self, block: Samples, speaking: bool, asked: bool, saying: str = ""
    ) -> Hypothesis | None:
        """Take one block; what a person said that ended in it, or None."""
        wide, narrow = self._wide.accept(block), self._narrow.accept(block)
        expected = self._commands | self._answers if asked else self._commands
        if speaking:
            short = narrow or self._interrupting(len(block), expected)
            if short is not None and self._echo and _begins(saying, short.text):
                short = None
        else:
            short = narrow
            if self._spoke and self._echo:
                # What it heard is the assistant's own voice.
                self._wide.expect(None)
                wide = None
        self._spoke = speaking
        believed = short is not None and short.text in expected
        if believed and (speaking or not self._wide_words(wide)):
            return self._over(short)
        if speaking and self._echo:
            return None
        if wide is None or not _words(wide.text):
            return None
        if asked:
            opinion = narrow or self._narrow.finish()
            wide = opinion if opinion.text in self._answers else wide
        return self._over(wide)

    @property
    def partial(self) -> str:
        """The words believed so far in what is being said."""
        return self._wide.partial()

    def _wide_words(self, final: Hypothesis | None) -> str:
        return _words(final.text if final is not None else self._wide.partial())

    def _interrupting(self, samples: int, expected: frozenset[str]) -> Hypothesis | None:
        whole = self._interruption.stable(self._narrow.partial(), samples, expected)
        return self._narrow.finish() if whole else None

    def _over(self, heard: Hypothesis | None) -> Hypothesis | None:
        """Both ears begin anew, so that nothing is acted on twice."""
        self._interruption.forget()
        self._wide.expect(None)
        self._narrow.finish()
        return heard


def _begins(saying: str, command: str) -> bool:
    """Whether a sentence that the assistant is saying begins like `command`: then it is taken for
    the assistant's own voice. Further on in a sentence it is no whole utterance anyway."""
    own = [_letters(sentence) for sentence in re.split(r"[.?!:]", saying)]
    return any(sentence.startswith(_letters(command)) for sentence in own)


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text.casefold()))


def _words(text: str) -> str:
    return text.replace(UNKNOWN, "").strip()
