"""The assistant: samples in, samples out. It wires the rooms together and decides nothing."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from voiceguide.conversation.knowledge import Knowledge
from voiceguide.conversation.state import Conversation
from voiceguide.conversation.step import step
from voiceguide.errors import Trouble
from voiceguide.hearing.listener import Listening
from voiceguide.memory.memory import Memory
from voiceguide.messages.audio import SAMPLE_RATE, Samples
from voiceguide.messages.effects import (
    Effect,
    Forget,
    Loudness,
    Remember,
    Remind,
    Say,
    Silence,
    Tell,
    Unremind,
)
from voiceguide.messages.events import Begin, Due, Event, Finished, Heard, Tick
from voiceguide.messages.intents import EMERGENCY, Intent
from voiceguide.messages.memory import Past
from voiceguide.messages.speech import Hypothesis
from voiceguide.speaking.chimes import chime
from voiceguide.speaking.phrases import Speech
from voiceguide.speaking.speaker import Speaker
from voiceguide.understanding.matcher import Matcher

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


@dataclass(frozen=True, slots=True)
class Deed:
    """An effect that was done, and where its sound stands; times in seconds of sound."""

    now: float
    effect: Effect
    starts: float
    ends: float
    """Unless something else cuts it."""


class Mind:
    """Understanding, conversation and memory together: events to effects. Knows no sound."""

    def __init__(
        self,
        matcher: Matcher,
        knowledge: Knowledge,
        memory: Memory,
        conversation: Conversation,
        on_trouble: Callable[[Trouble], object] = lambda trouble: None,
    ) -> None:
        """`knowledge` is all but the past, which is looked up when something was said.

        `on_trouble` is told when the memory fails, which never keeps an answer back.
        """
        self._matcher = matcher
        self._knowledge = knowledge
        self._memory = memory
        self._conversation = conversation
        self._on_trouble = on_trouble

    def turn(self, heard: Hypothesis, now: float = 0.0) -> Turn:
        """Understand what was heard and answer it."""
        started = time.perf_counter()
        intent = self._matcher.match(heard)
        understood = time.perf_counter()
        effects = self.event(Heard(now, intent))
        answered = time.perf_counter()
        seconds = {"understand": understood - started, "answer": answered - understood}
        return Turn(heard, intent, effects, seconds, now)

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
        """
        try:
            for effect in effects:
                self._remember(effect)
        except Trouble as trouble:
            self._on_trouble(trouble)
            return (Tell(self._knowledge.words("_memory", "not_kept"), None, "", 0.0),)
        return ()

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
            case Unremind(part):
                self._memory.unremind(part)


class Assistant:
    """A full-duplex block processor: the sound's own samples are its only clock."""

    def __init__(
        self,
        mind: Mind,
        listener: Listening,
        speech: Speech,
        speaker: Speaker,
        on_turn: Callable[[Turn], None] = lambda turn: None,
        on_deed: Callable[[Deed], None] = lambda deed: None,
    ) -> None:
        """`on_turn` is told of every utterance, `on_deed` of every effect."""
        self._mind = mind
        self._listener = listener
        self._speech = speech
        self._speaker = speaker
        self._on_turn = on_turn
        self._on_deed = on_deed
        self._samples = 0
        self._saying: list[str] = []

    def process(self, block: Samples) -> Samples:
        """Hear one block of the microphone's and return as many samples for the speaker."""
        now = self.now
        heard = self._listener.hear(
            block,
            speaking=self._speaker.speaking,
            asked=self._mind.conversation.question is not None,
            saying=" ".join(self._saying),
        )
        if heard is not None:
            turn = self._mind.turn(heard, now)
            self._on_turn(turn)
            self._do(turn.effects)
        self._go_on(now)
        self._samples += len(block)
        return self._speaker.take(len(block))

    def take_note(self, event: Due | Begin) -> None:
        """Something happened that wasn't said: a reminder's time has come, a routine begins."""
        self._do(self._mind.event(event))

    @property
    def now(self) -> float:
        """Seconds of sound since the start."""
        return self._samples / SAMPLE_RATE

    @property
    def partial(self) -> str:
        """The words believed so far in what is being said."""
        return self._listener.partial

    @property
    def speaking(self) -> bool:
        """Whether something is being spoken or sounded."""
        return self._speaker.speaking

    @property
    def conversation(self) -> Conversation:
        """How the conversation stands."""
        return self._mind.conversation

    def _go_on(self, now: float) -> None:
        if not self._speaker.speaking:
            self._saying.clear()
            if self._mind.conversation.speaking:
                self._do(self._mind.event(Finished(now)))
        self._do(self._mind.event(Tick(now, hearing=bool(self._listener.partial))))

    def _do(self, effects: tuple[Effect, ...]) -> None:
        for effect in effects:
            self._done(effect)
        for effect in self._mind.keep(effects):
            self._done(effect)

    def _done(self, effect: Effect) -> None:
        if isinstance(effect, Say | Silence):
            self._speaker.silence()
            self._saying.clear()
        if isinstance(effect, Say | Tell):
            self._saying.append(effect.text)
        before = self._speaker.remaining
        self._sound(effect)
        after = self._speaker.remaining
        now = self.now
        starts, ends = now + before / SAMPLE_RATE, now + after / SAMPLE_RATE
        self._on_deed(Deed(now, effect, starts, ends))

    def _sound(self, effect: Effect) -> None:
        match effect:
            case Say(text):
                self._speaker.say(self._speech.phrase(text))
            case Tell(text, sounded):
                if sounded is not None:
                    self._speaker.say(chime(sounded))
                if text:
                    self._speaker.say(self._speech.phrase(text))
            case Loudness(level):
                self._speaker.loudness(level)
