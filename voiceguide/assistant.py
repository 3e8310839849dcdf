"""The assistant: samples in, samples out. It wires the rooms together and decides nothing."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from voiceguide.conversation.state import Conversation
from voiceguide.hearing.listening import Listening, Moment
from voiceguide.messages.audio import BLOCK, SAMPLE_RATE, Samples
from voiceguide.messages.effects import Effect, Loudness, Say, Silence, Tell
from voiceguide.messages.events import Begin, Called, Due, Finished, Returned, Tick
from voiceguide.mind import Mind, Turn
from voiceguide.speaking.chimes import chime
from voiceguide.speaking.phrases import Speech
from voiceguide.speaking.speaker import Speaker


@dataclass(frozen=True, slots=True)
class Deed:
    """An effect that was done, and where its sound stands; times in seconds of sound."""

    now: float
    effect: Effect
    starts: float
    ends: float
    """Unless something else cuts it."""


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
        self._played: Samples = np.zeros(BLOCK, np.int16)

    def process(self, block: Samples) -> Samples:
        """Hear one block of the microphone's and return as many samples for the speaker."""
        now = self.now
        heard = self._listener.hear(block, self._moment(len(block)))
        if heard is not None:
            turn = self._mind.turn(heard, now, called=False)
            if turn.heeded:
                self._listener.heeded(heard)
            self._on_turn(turn)
            self._do(turn.effects)
        self._go_on(now)
        self._samples += len(block)
        self._played = self._speaker.take(len(block))
        return self._played

    def _moment(self, samples: int) -> Moment:
        conversation = self._mind.conversation
        # Blocks may change their size; what is played then has no counterpart for once.
        played = self._played if len(self._played) == samples else np.zeros(samples, np.int16)
        return Moment(
            played,
            self._speaker.speaking,
            " ".join(self._saying),
            conversation.question is not None,
            conversation.session is not None,
        )

    def call(self) -> None:
        """Someone pressed the key: what they say next is meant for the assistant."""
        self._do(self._mind.event(Called(self.now, answer=False)))

    def begin(self, routine: str, minutes: int = 0) -> None:
        """Start the routine of that key; `minutes` is the length of a walk."""
        self._do(self._mind.event(Begin(self.now, routine, minutes)))

    def remind(self) -> None:
        """Speak a reminder whose time has come, unless something goes on that it would break."""
        # To ask for one counts as having spoken it.
        due = None if self.speaking or self._listener.addressed else self._mind.due()
        if due is not None:
            self._do(self._mind.event(Due(self.now, due)))

    def returned(self, away: float) -> None:
        """Go on after `away` seconds without sound, by a clock on the wall."""
        self._listener.begin_anew()
        self._do(self._mind.event(Returned(self.now, away)))

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
    def guiding(self) -> bool:
        """Whether a session goes on, or its last words are being spoken."""
        return self.conversation.session is not None or self.speaking

    @property
    def doing(self) -> str:
        """One word for what goes on; see `Conversation.doing`."""
        return self.conversation.doing(self.now)

    @property
    def conversation(self) -> Conversation:
        """How the conversation stands."""
        return self._mind.conversation

    def _go_on(self, now: float) -> None:
        if not self._speaker.speaking:
            self._saying.clear()
            if self._mind.conversation.speaking:
                self._do(self._mind.event(Finished(now)))
        self._do(self._mind.event(Tick(now, hearing=self._listener.addressed)))

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
