"""The mind: what is understood, decided and remembered. It knows no sound."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from math import inf, isinf, sqrt
from typing import Final

from voiceguide.conversation.heeding import LONG, again, claimed, heeded, needed, recent
from voiceguide.conversation.knowledge import Knowledge
from voiceguide.conversation.state import Conversation
from voiceguide.conversation.step import step
from voiceguide.errors import Trouble
from voiceguide.memory.memory import Memory
from voiceguide.messages.effects import Effect, Forget, Remember, Remind, Say, Tell, Unremind
from voiceguide.messages.events import Called, Event, Heard
from voiceguide.messages.intents import EMERGENCY, OUT_OF_SCOPE, Intent
from voiceguide.messages.memory import Past, Reminder
from voiceguide.messages.speech import UNKNOWN, Hypothesis, known_words
from voiceguide.understanding.matcher import Matcher
from voiceguide.understanding.wake_word import WakeWord

_URGENT: Final = frozenset({EMERGENCY, "Stop"})
"""Intents whose answer waits for no memory."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One utterance and what came of it."""

    heard: Hypothesis
    intent: Intent
    effects: tuple[Effect, ...]
    seconds: Mapping[str, float] = field(default_factory=dict)
    """Time each stage took: understand, answer."""
    now: float = 0.0
    """When it was acted on, in seconds of sound."""
    heeded: bool = True
    """Whether it was taken as said to the assistant; what wasn't has no effect at all."""
    sureness: float = inf
    """How sure it is that this was said (`Heard.sureness`), and"""
    needed: float = 0.0
    """how sure it had to be."""

    @property
    def reply(self) -> str:
        """What is spoken in reply; empty for silence."""
        said = [effect.text for effect in self.effects if isinstance(effect, Say | Tell)]
        return " ".join(filter(None, said))

    @property
    def source(self) -> str | None:
        """Key of the article's section that holds it."""
        said = (effect.section for effect in self.effects if isinstance(effect, Say))
        return next(said, None)


class Mind:
    """Understanding, conversation and memory together: events to effects."""

    def __init__(
        self,
        matcher: Matcher,
        knowledge: Knowledge,
        memory: Memory,
        conversation: Conversation,
        wake: WakeWord,
        on_trouble: Callable[[Trouble], object] = lambda trouble: None,
    ) -> None:
        """`knowledge` is all but the past, which is looked up when something was said.

        `wake` tells the wake word from what follows it. `on_trouble` is told when the memory
        fails, which never keeps an answer back.
        """
        self._matcher = matcher
        self._knowledge = knowledge
        self._memory = memory
        self._conversation = conversation
        self._wake = wake
        self._on_trouble = on_trouble
        self._unheeded: tuple[Heard, ...] = ()

    def turn(self, heard: Hypothesis, now: float = 0.0, called: bool = True) -> Turn:
        """Understand what was heard and answer it, if it was meant for the assistant.

        `called`: whether that is known beforehand, as of a typed question.
        """
        started = time.perf_counter()
        woken, rest = self._wake.split(heard)
        intent = self._matcher.match(rest)
        understood = time.perf_counter()
        sureness = _sureness(heard, intent)
        once = Heard(
            now,
            intent,
            called,
            sureness,
            lasted=heard.lasted,
            crowd=heard.crowd,
            familiar=heard.familiar,
            amid=UNKNOWN in heard.text,
            woken=woken,
        )
        before = recent(self._unheeded, now)
        said = again(once, before)
        heed = heeded(self._conversation, said)
        self._unheeded = () if heed else (*before, once)
        asked = needed(claimed(self._conversation, said), said)
        only = woken and not known_words(rest.text)
        effects = self.event(Called(now) if only else said) if heed else ()
        answered = time.perf_counter()
        seconds = {"understand": understood - started, "answer": answered - understood}
        return Turn(heard, intent, effects, seconds, now, heed, said.sureness, asked)

    def event(self, event: Event) -> tuple[Effect, ...]:
        """What follows from `event`."""
        knowledge = self._knowledge
        if isinstance(event, Heard) and event.intent.name not in _URGENT:
            knowledge = replace(knowledge, past=self._past())
        self._conversation, effects = step(self._conversation, event, knowledge)
        return effects

    def keep(self, effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
        """Do what `effects` ask of the memory; what to say if that can't be done.

        Called after they have sounded: a slow disk must not keep anyone from hearing "get help".
        What a memory can't keep may show later, and is said then.
        """
        try:
            for effect in effects:
                self._remember(effect)
            self._memory.confirm()
        except Trouble as trouble:
            self._on_trouble(trouble)
            return (Tell(self._knowledge.words("_memory", "not_kept"), None, "", 0.0),)
        return ()

    def due(self) -> Reminder | None:
        """A reminder whose time has come; it never breaks into a session or a question."""
        conversation = self._conversation
        if conversation.session is not None or conversation.question is not None:
            return None
        try:
            return self._memory.due()
        except Trouble as trouble:
            self._on_trouble(trouble)
            return None

    def _past(self) -> Past:
        """What is remembered; nothing, where it can't be read: answers don't depend on it."""
        try:
            return self._memory.past()
        except Trouble as trouble:
            self._on_trouble(trouble)
            return Past()

    @property
    def conversation(self) -> Conversation:
        """How the conversation stands."""
        return self._conversation

    def _remember(self, effect: Effect) -> None:
        match effect:
            case Remember(note):
                self._memory.remember(note)
            case Forget():
                self._memory.forget()
            case Remind(reminders):
                self._memory.remind(reminders)
            case Unremind(reminders):
                self._memory.unremind(reminders)


def _sureness(heard: Hypothesis, intent: Intent) -> float:
    """See `Heard.sureness`. What is out of scope is as sure as it was clearly heard.

    Evidence adds up with time, but neighbouring sounds tell much the same: hence the root; and
    talk that goes on and on becomes no surer by it.
    """
    refused = intent.name in ("", OUT_OF_SCOPE)
    confidence = heard.confidence if refused else intent.confidence
    if not confidence or isinf(heard.support):
        return heard.support if confidence else 0.0
    return heard.support * confidence * sqrt(min(heard.lasted, LONG))
