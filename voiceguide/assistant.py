"""The assistant: samples in, samples out. It wires the rooms together and decides nothing."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from voiceguide.conversation.state import Conversation
from voiceguide.conversation.step import step
from voiceguide.hearing.interruption import Interruption
from voiceguide.hearing.recogniser import Recogniser
from voiceguide.messages.audio import Samples
from voiceguide.messages.content import Answers
from voiceguide.messages.effects import Effect, Loudness, Say, Silence
from voiceguide.messages.intents import Intent
from voiceguide.messages.speech import UNKNOWN, Hypothesis
from voiceguide.speaking.phrases import Phrases
from voiceguide.speaking.speaker import Speaker
from voiceguide.understanding.matcher import Matcher


@dataclass(frozen=True, slots=True)
class Turn:
    """One utterance and what came of it."""

    heard: Hypothesis
    intent: Intent
    effects: tuple[Effect, ...]
    seconds: Mapping[str, float] = field(default_factory=dict)
    """Time each stage took: understand, answer."""

    @property
    def said(self) -> Say | None:
        """What is spoken in reply; None for silence."""
        return next((effect for effect in self.effects if isinstance(effect, Say)), None)


class Mind:
    """Understanding and conversation together: hypotheses to turns. Knows no sound."""

    def __init__(self, matcher: Matcher, answers: Answers, conversation: Conversation) -> None:
        self._matcher = matcher
        self._answers = answers
        self._conversation = conversation

    def turn(self, heard: Hypothesis) -> Turn:
        """Understand what was heard and answer it."""
        started = time.perf_counter()
        intent = self._matcher.match(heard)
        understood = time.perf_counter()
        self._conversation, effects = step(self._conversation, intent, self._answers)
        answered = time.perf_counter()
        seconds = {"understand": understood - started, "answer": answered - understood}
        return Turn(heard, intent, effects, seconds)


class Assistant:
    """A full-duplex block processor: the sound's own samples are its only clock."""

    def __init__(
        self,
        mind: Mind,
        recogniser: Recogniser,
        phrases: Phrases,
        speaker: Speaker,
        interruptions: Sequence[str],
        on_turn: Callable[[Turn], None] = lambda turn: None,
    ) -> None:
        """`interruptions` are the sentences that are acted on while it speaks."""
        self._mind = mind
        self._recogniser = recogniser
        self._phrases = phrases
        self._speaker = speaker
        self._interruptions = tuple(interruptions)
        self._interruption = Interruption(self._interruptions)
        self._on_turn = on_turn
        self._narrowed = False

    def process(self, block: Samples) -> Samples:
        """Hear one block of the microphone's and return as many samples for the speaker."""
        self._narrow(self._speaker.speaking)
        heard = self._recogniser.accept(block)
        if self._narrowed and heard is None:
            heard = self._interrupted(len(block))
        if heard is not None and self._meant(heard):
            self._act(self._mind.turn(heard))
            # Before the first sample of the answer rather than between two of them.
            self._narrow(self._speaker.speaking)
        return self._speaker.take(len(block))

    @property
    def partial(self) -> str:
        """The words believed so far in what is being said."""
        return self._recogniser.partial()

    @property
    def speaking(self) -> bool:
        """Whether an answer is being spoken."""
        return self._speaker.speaking

    def _narrow(self, speaking: bool) -> None:
        """While it speaks its own voice is in the room: then only interruptions are expected."""
        if speaking != self._narrowed:
            self._narrowed = speaking
            self._interruption.forget()
            self._recogniser.expect([*self._interruptions, UNKNOWN] if speaking else None)

    def _interrupted(self, samples: int) -> Hypothesis | None:
        whole = self._interruption.stable(self._recogniser.partial(), samples)
        return self._recogniser.finish() if whole else None

    def _meant(self, heard: Hypothesis) -> bool:
        """Silence and noise get no answer in a live room; while it speaks, only whole commands."""
        if self._narrowed:
            return heard.text in self._interruption.sentences
        return bool(heard.text.replace(UNKNOWN, "").strip())

    def _act(self, turn: Turn) -> None:
        for effect in turn.effects:
            match effect:
                case Say(text):
                    self._speaker.silence()
                    self._speaker.say(self._phrases.phrase(text))
                case Silence():
                    self._speaker.silence()
                case Loudness(level):
                    self._speaker.loudness(level)
        self._on_turn(turn)
