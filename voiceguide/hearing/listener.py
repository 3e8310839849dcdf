"""Two ears: one that knows everything we know, one that knows only what must never be missed.

The narrow one hears short commands and answers to yes-or-no questions. It is believed while the
assistant speaks, and sleeps only where there is nothing to stop and nothing to be heard, in a
silent room in which nothing goes on. The wide one is believed the rest of the time, and sleeps
while nobody else speaks. Both hear through the echo canceller; `endpoint.py` tells when a turn is
over.
"""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from voiceguide.hearing.activity import Presence
from voiceguide.hearing.crowd import Crowd
from voiceguide.hearing.echo import EchoCanceller
from voiceguide.hearing.endpoint import Endpoint
from voiceguide.hearing.foreground import Foreground
from voiceguide.hearing.gated import Gated
from voiceguide.hearing.listening import Moment
from voiceguide.hearing.own_voice import OwnVoice
from voiceguide.hearing.tuning import (
    AMONG_OTHERS,
    BEFORE_LOUD,
    INTERRUPTING,
    LONGEST,
    OTHERS,
    PATIENCE,
    SAID,
    SLEEP,
    SPOTTED,
    TALKED_WITH,
    TOLD_BY,
    Patience,
)
from voiceguide.hearing.voiceprint import Voiceprint
from voiceguide.messages.audio import SAMPLE_RATE, Samples, blocks
from voiceguide.messages.speech import UNKNOWN, Completeness, Hypothesis, known_words

_RECENT: Final = 30
"""Blocks, 0.6 s: longer than the beginning of a command."""
_BEFORE_LOUD: Final = blocks(BEFORE_LOUD)
"""Blocks."""


@dataclass(frozen=True, slots=True)
class Ears:
    """The engines of a `Listener`."""

    wide: Gated
    narrow: Gated
    presence: Presence
    echo: EchoCanceller
    voiceprint: Voiceprint


class Listener:
    """`Listening` with two recognisers."""

    def __init__(
        self,
        ears: Ears,
        commands: Iterable[str],
        urgent: Iterable[str],
        answers: Sequence[str],
        completeness: Callable[[str], Completeness],
        leaks: bool = True,
    ) -> None:
        """`commands` count at any moment, `answers` while one is awaited. `urgent` ones wait for
        nobody.

        `completeness` tells how whole a sentence some words are. `leaks`: whether the microphone
        may hear the assistant; then only commands count while it speaks. Without (headphones, a
        file) everything does.
        """
        self._wide, self._narrow = ears.wide, ears.narrow
        self._presence, self._echo = ears.presence, ears.echo
        self._commands = frozenset(commands)
        self._urgent = frozenset(urgent)
        self._either = self._commands | frozenset(answers)
        self._completeness = completeness
        self._leaks = leaks
        self._own = OwnVoice()
        self._voiceprint = ears.voiceprint
        self._crowd = Crowd(self._voiceprint)
        self._foreground = Foreground()
        self._over = Endpoint()
        self._over_answer = Endpoint()
        self._recent: deque[Samples] = deque(maxlen=_RECENT)
        self._lasted = 0
        """Samples since both ears began anew."""
        self._across = False
        """Whether what is being said began while the assistant spoke."""
        self._alone = 0
        """Samples since its own voice was all that the wide ear would have heard; 0 while it is."""

    def hear(self, block: Samples, moment: Moment) -> Hypothesis | None:
        """Take one block; what a person said that ended in it, or None."""
        sound = self._echo.cancel(block, moment.played)
        self._own.note(block, sound, moment.played, moment.saying)
        speaks = self._presence.hear(sound)
        self._crowd.note(sound, speaks, moment.speaking)
        drowned = moment.speaking and self._leaks
        just_silent = not drowned and not self._alone
        self._alone = 0 if drowned else self._alone + len(block)
        passed = self._passed_on(sound, drowned)
        self._rouse(moment)
        self._renew(len(block))
        narrow = self._narrow.accept(sound)
        self._recent.append(sound)
        if drowned:
            self._wide.forget()
            return self._command(narrow, len(block), moment)
        if just_silent:
            self._across = bool(known_words(self._narrow.partial()))
        if speaks or known_words(self._narrow.partial()):
            self._wide.open()
        return self._sentence(self._wide.accept(passed), len(block), moment)

    def heeded(self, heard: Hypothesis) -> None:
        """What was just returned was meant for the assistant: who said it is no crowd."""
        if heard.crowd < TALKED_WITH:
            self._crowd.excuse(heard.ago, heard.lasted)
        self._foreground.excuse()

    def begin_anew(self) -> None:
        """Drop what was half heard, and forget the room."""
        self._echo.reset()
        self._own = OwnVoice()
        self._crowd, self._foreground = Crowd(self._voiceprint), Foreground()
        self._ended(Hypothesis(""))
        self._wide.forget()
        self._narrow.forget()

    @property
    def partial(self) -> str:
        """The words believed so far in what is being said."""
        return self._wide.partial()

    @property
    def addressed(self) -> bool:
        """Whether someone may be in the middle of speaking to the assistant.

        Nobody speaks to it for longer than a turn may last: a television does.
        """
        return bool(known_words(self.partial)) and self._presence.talk < LONGEST

    def _rouse(self, moment: Moment) -> None:
        """Wake the narrow ear unless nothing goes on in a silent room."""
        if moment.speaking or moment.guiding or moment.asked or self._presence.stirs:
            self._narrow.open()
        elif not self._narrow.partial():
            self._narrow.shut()

    def _passed_on(self, sound: Samples, drowned: bool) -> Samples:
        """What the wide ear is to hear next; where somebody speaks up, both begin anew with it."""
        talk = not drowned and bool(self._partial())
        passed = self._foreground.hear(sound, talk)
        if drowned:
            self._foreground.over()
        if self._foreground.begins:
            self._over.forget()
            self._lasted = 0
            just = list(self._recent)[-_BEFORE_LOUD:]
            self._narrow.renew(just)
            self._wide.forget()
            self._wide.open()
            for block in just:
                self._wide.accept(block)
        return passed

    def _renew(self, samples: int) -> None:
        """Begin anew in endless talk of others: an utterance without end costs more and more.

        A word may just have begun that isn't known yet.
        """
        self._lasted += samples
        if self._lasted >= LONGEST * SAMPLE_RATE:
            self._lasted = 0
            for ear in (self._wide, self._narrow):
                if not known_words(ear.partial()):
                    ear.renew(self._recent)

    def _command(
        self, narrow: Hypothesis | None, samples: int, moment: Moment
    ) -> Hypothesis | None:
        """What the narrow ear hears over the assistant's own voice."""
        expected = self._expected(moment)
        partial = known_words(self._narrow.partial())
        patience = INTERRUPTING if partial in expected else PATIENCE[Completeness.BEGUN]
        if narrow is None and self._over_answer.reached(
            partial, samples, self._presence.silence, patience
        ):
            narrow = self._narrow.finish()
        if narrow is None:
            return None
        self._over_answer.forget()
        if narrow.support < SAID:
            # Taken too early: the s of "stop" is a "shh". The rest of the word still counts.
            for earlier in self._recent:
                self._narrow.accept(earlier)
            return None
        return self._ended(narrow) if self._is_meant(narrow, expected) else None

    def _is_its_own(self, heard: Hypothesis) -> bool:
        """Whether the assistant heard itself; no "stop" is lost because an echo went astray."""
        astray = self._echo.astray and known_words(heard.text) not in self._urgent
        return self._own.is_heard(heard, astray)

    def _sentence(self, wide: Hypothesis | None, samples: int, moment: Moment) -> Hypothesis | None:
        """What the wide ear hears; the narrow one is asked where it knows better."""
        expected = self._expected(moment)
        short = moment.asked or moment.guiding or self._across
        partial = self._partial()
        if wide is None and self._over_now(
            partial, samples, self._patience(partial, expected, short)
        ):
            wide = self._wide.finish()
            opinion = self._narrow.finish() if short or not known_words(wide.text) else None
            if opinion and _outweighs(opinion, wide) and self._is_meant(opinion, expected):
                wide = opinion
            self._across = False
        if wide is not None and known_words(wide.text):
            return self._ended(wide)
        if not partial and self._presence.silence >= SLEEP:
            self._wide.shut()
        return None

    def _is_meant(self, narrow: Hypothesis, expected: frozenset[str]) -> bool:
        """Whether the narrow ear is believed, which may have heard the assistant itself."""
        if not _is_one(narrow, expected):
            return False
        alone = narrow.ago + narrow.lasted <= self._alone / SAMPLE_RATE
        return alone or not self._is_its_own(narrow)

    def _over_now(self, partial: str, samples: int, patience: Patience) -> bool:
        """Whether the turn is over. Who doesn't stand out among others must be heard to end."""
        silence = max(self._presence.silence, self._foreground.silence)
        if not self._over.reached(partial, samples, silence, patience):
            return False
        return (
            partial in self._urgent
            or self._foreground.somebody
            or self._over.waited(silence, patience.at_least(AMONG_OTHERS))
            or self._crowd.before(silence, self._over.lasted) < OTHERS
        )

    def _expected(self, moment: Moment) -> frozenset[str]:
        """What the narrow ear may be believed to have heard now."""
        return self._either if moment.asked else self._commands

    def _partial(self) -> str:
        """What is believed; the narrow ear alone knows what began before the wide one's time."""
        wide = known_words(self._wide.partial())
        return known_words(self._narrow.partial()) if self._across or not wide else wide

    def _patience(self, partial: str, expected: frozenset[str], short: bool) -> Patience:
        """A command is all that is meant where commands come alone."""
        if short and partial in expected:
            return PATIENCE[Completeness.CLOSED]
        return PATIENCE[self._completeness(partial)]

    def _ended(self, heard: Hypothesis) -> Hypothesis:
        """Both ears begin anew, so that nothing is acted on twice."""
        if heard.lasted:
            stands_out, when = self._foreground.somebody, (heard.ago, heard.lasted)
            familiar = self._crowd.familiar(*when)
            crowd = self._crowd.before(*when, stands_out, familiar)
            told = familiar if heard.lasted >= TOLD_BY else None
            heard = replace(heard, crowd=crowd, familiar=told)
        self._over.forget()
        self._over_answer.forget()
        self._across = False
        self._lasted = 0
        self._foreground.over()
        self._wide.finish()
        self._narrow.finish()
        return heard


def _is_one(heard: Hypothesis, expected: frozenset[str]) -> bool:
    """Whether it is one of the sentences expected; in the midst of other talk, clearly so."""
    if known_words(heard.text) not in expected:
        return False
    return UNKNOWN not in heard.text or heard.support >= SPOTTED


def _outweighs(short: Hypothesis, long: Hypothesis) -> bool:
    """Whether a command is believed rather than a sentence in the same sound.

    One that is all that was said is; of one between other words the better supported is.
    """
    return UNKNOWN not in short.text or not long.words or short.support > long.support
