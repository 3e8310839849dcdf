"""Two ears: one that knows everything we know, one that knows only what must never be missed.

The narrow one hears short commands and answers to yes-or-no questions. It is believed while the
assistant speaks, because its own voice is in the room then, and it acts on a whole command without
waiting for silence. The wide one is believed the rest of the time. Both always listen, so that
nothing said across the beginning or the end of an answer is lost.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final, Protocol

from voiceguide.hearing.interruption import Interruption
from voiceguide.hearing.recogniser import Recogniser
from voiceguide.messages.audio import SAMPLE_RATE, Samples
from voiceguide.messages.speech import UNKNOWN, Hypothesis

_INTERRUPTS: Final = SAMPLE_RATE // 5
"""Samples for which a command must stand while the assistant speaks: 0.2 s."""
_AGREED: Final = 2 * SAMPLE_RATE // 5
"""Samples for which both ears must agree on one in silence: 0.4 s, less than an endpoint takes."""


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
        self._either = self._commands | frozenset(answers)
        self._echo = echo
        self._interrupting = Interruption(_INTERRUPTS)
        self._agreeing = Interruption(_AGREED)
        self._spoke = False
        self._across = False
        """Whether what is being said began while the assistant spoke."""
        narrow.expect([*sorted(self._either), UNKNOWN])

    def hear(
        self, block: Samples, speaking: bool, asked: bool, saying: str = ""
    ) -> Hypothesis | None:
        """Take one block; what a person said that ended in it, or None."""
        wide, narrow = self._wide.accept(block), self._narrow.accept(block)
        expected = self._either if asked else self._commands
        if self._spoke and not speaking:
            wide = self._answer_over(wide)
        self._spoke = speaking
        if speaking:
            short = narrow or self._stable(
                self._interrupting, self._narrow.partial(), block, expected
            )
            if short is not None and self._echo and _begins(saying, short.text):
                short = None
        else:
            short = narrow or self._stable(self._agreeing, self._agreed(), block, expected)
        if (
            short is not None
            and short.text in expected
            and (speaking or not self._other(wide, short))
        ):
            return self._over(short)
        if wide is None or not _words(wide.text) or (speaking and self._echo):
            return None
        if asked or self._across:
            opinion = narrow or self._narrow.finish()
            wide = opinion if opinion.text in expected else wide
        return self._over(wide)

    @property
    def partial(self) -> str:
        """The words believed so far in what is being said."""
        return self._wide.partial()

    def _answer_over(self, wide: Hypothesis | None) -> Hypothesis | None:
        """The assistant has fallen silent: what the wide ear heard so far was its voice."""
        if not self._echo:
            return wide
        self._across = bool(self._narrow.partial())
        self._wide.expect(None)
        return None

    def _stable(
        self, watch: Interruption, partial: str, block: Samples, expected: frozenset[str]
    ) -> Hypothesis | None:
        return self._narrow.finish() if watch.stable(partial, len(block), expected) else None

    def _agreed(self) -> str:
        """What both ears believe; the narrow one alone for what began before the wide's time."""
        narrow = self._narrow.partial()
        return narrow if self._across or narrow == self._wide.partial() else ""

    def _other(self, wide: Hypothesis | None, short: Hypothesis) -> bool:
        """Whether the wide ear hears something else than `short`."""
        if self._across:
            return False
        words = _words(wide.text if wide is not None else self._wide.partial())
        return words not in ("", short.text)

    def _over(self, heard: Hypothesis | None) -> Hypothesis | None:
        """Both ears begin anew, so that nothing is acted on twice."""
        self._interrupting.forget()
        self._agreeing.forget()
        self._across = False
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
