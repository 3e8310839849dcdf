"""An assistant in a simulated room, block by block, and what it did there."""

import gc
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any, Final

import numpy as np

from voiceguide.assembly import (
    Parts,
    fixed_texts,
    make_assistant,
    make_brief_memory,
    make_listener,
)
from voiceguide.assistant import Assistant, Deed
from voiceguide.devices.levels import active_level
from voiceguide.devices.room import Room, Surroundings
from voiceguide.messages.audio import BLOCK, SAMPLE_RATE, Samples, blocks
from voiceguide.messages.effects import Say, Silence
from voiceguide.messages.intents import OUT_OF_SCOPE
from voiceguide.messages.speech import UNKNOWN, Hypothesis
from voiceguide.mind import Turn
from voiceguide.speaking.phrases import Phrases
from voiceguide.speaking.speaker import gain

LEAD: Final = 1.0
"""Seconds of the room alone before somebody speaks,"""
APART: Final = 5.0
"""and between two questions: who isn't answered waits, and asks again."""
SETTLED: Final = 1.0
"""Seconds after the last word that are listened to in any case."""
PATIENCE: Final = 6.0
"""Seconds after the last word in which an answer is waited for."""
_SKIPPED: Final = 180.0
"""Seconds that skipping may skip at most."""
_MOMENT: Final = 10
"""Blocks."""
_END_DB: Final = 30.0
"""What is so far below the level of the speech is no speech any more."""
_STEP: Final = SAMPLE_RATE // 200


@dataclass(frozen=True, slots=True)
class Heard:
    """One turn of the assistant's; `at` in seconds of the stage's sound."""

    at: float
    text: str
    words: tuple[tuple[str, float], ...]
    """Each with the recogniser's confidence."""
    intent: str
    confidence: float
    engine: str
    support: float
    lasted: float
    """Seconds, without words of others before and after."""
    crowd: float
    """How much others spoke before it."""
    heeded: bool
    """Whether it was taken as said to the assistant."""
    sureness: float
    needed: float
    """How sure it was that this was said, and how sure it had to be."""
    acts: bool
    """Whether it was taken for something we know, and something was done."""
    says: bool
    """Whether anything was said, a refusal included."""
    familiar: float | None = None
    """Whether it was in a voice of others, as far as that is known."""

    @classmethod
    def of(cls, turn: Turn, at: float) -> "Heard":
        known = turn.intent.name not in ("", OUT_OF_SCOPE)
        return cls(
            at,
            turn.heard.text,
            tuple((word.text, word.confidence) for word in turn.heard.words),
            turn.intent.name,
            turn.intent.confidence,
            str(turn.intent.engine),
            turn.heard.support,
            turn.heard.lasted,
            turn.heard.crowd,
            turn.heeded,
            turn.sureness,
            turn.needed,
            known and bool(turn.effects),
            bool(turn.reply),
            turn.heard.familiar,
        )

    @property
    def scores(self) -> Mapping[str, float]:
        """Every number that a threshold could be put on."""
        sure = [confidence for word, confidence in self.words if word != UNKNOWN] or [0.0]
        mean = sum(sure) / len(sure)
        return {
            "mean word confidence": mean,
            "support": self.support,
            "sureness": self.sureness,
            "sureness by what is needed": self.sureness / self.needed,
        }


class Ears:
    """The pipeline's own listening, which can be closed to skip time, or handed words."""

    def __init__(self, listener: Any) -> None:
        self._listener = listener
        self.open = True
        self.words: list[str] = []
        self.handed = False
        """Whether what was returned last had been handed in."""

    def hear(self, *given: Any, **named: Any) -> Any:
        self.handed = bool(self.words)
        if self.handed:
            return Hypothesis(self.words.pop(0))
        return self._listener.hear(*given, **named) if self.open else None

    @property
    def partial(self) -> str:
        return str(self._listener.partial) if self.open else ""

    @property
    def addressed(self) -> bool:
        return self.open and bool(self._listener.addressed)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._listener, name)


@dataclass
class Work:
    """Processor time and the sound that it was spent on, in seconds."""

    spent: dict[str, float] = field(default_factory=dict)
    sound: dict[str, float] = field(default_factory=dict)

    def add(self, what: str, spent: float, sound: float = BLOCK / SAMPLE_RATE) -> None:
        self.spent[what] = self.spent.get(what, 0.0) + spent
        self.sound[what] = self.sound.get(what, 0.0) + sound

    def join(self, other: "Work") -> None:
        for what, sound in other.sound.items():
            self.add(what, other.spent[what], sound)


class Stage:
    """One room, in which conversation after conversation begins."""

    def __init__(
        self,
        parts: Parts,
        phrases: Phrases,
        surroundings: Surroundings,
        noise: Samples | None = None,
        what: str = "conversation",
        work: Work | None = None,
    ) -> None:
        """`what` names the kind of sound in `work`."""
        # An earlier stage, which knows its assistant, which knows it, holds a whole model.
        gc.collect()
        self._parts = parts
        self._phrases = phrases
        self._what = what
        self._work = work or Work()
        loud = gain(parts.settings.volume) * phrases.phrase(fixed_texts(parts)[0])
        self.room = Room(surroundings, noise, loud.astype(np.int16))
        self._ears = Ears(make_listener(parts))
        self._samples = 0
        self.turns: list[Heard] = []
        """Since they were last cleared, without what was handed in."""
        self.silenced: list[float] = []
        """When speech was cut."""
        self.begin()

    @property
    def now(self) -> float:
        """Seconds that the stage has listened."""
        return self._samples / SAMPLE_RATE

    @property
    def assistant(self) -> Assistant:
        return self._assistant

    def begin(self) -> None:
        """A conversation that knows of nothing, in the same room."""
        parts = replace(self._parts, memory=make_brief_memory())
        self._assistant = make_assistant(parts, self._ears, self._phrases, self._turn, self._deed)

    def enter(self) -> None:
        """The same in a room that it doesn't know yet, nor the way its own voice comes back."""
        self.begin()
        self._ears.begin_anew()

    def hand(self, words: str) -> None:
        """Hand `words` in as if they had been heard."""
        self._ears.words.append(words)
        self.block()

    def block(self) -> None:
        """20 ms."""
        heard = self.room.hear(BLOCK)
        what = f"{self._what}, speaking" if self._assistant.speaking else self._what
        started = time.process_time()
        played = self._assistant.process(heard)
        self._work.add(what, time.process_time() - started)
        self.room.play(played)
        self._samples += BLOCK

    def run(self, seconds: float) -> None:
        for _ in range(blocks(seconds)):
            self.block()

    def until(self, done: Callable[[], bool], seconds: float) -> bool:
        """Whether it was done within so many seconds."""
        over = self.now + seconds
        while not done():
            if self.now >= over:
                return False
            self.block()
        return True

    def skip(self, done: Callable[[], bool]) -> None:
        """Let time pass for the conversation alone, until it has been done for a moment.

        Nothing is heard and nothing is measured meanwhile.
        """
        self._ears.open = False
        silence, lasted = np.zeros(BLOCK, np.int16), 0
        for _ in range(blocks(_SKIPPED)):
            lasted = lasted + 1 if done() else 0
            if lasted > _MOMENT:
                break
            self._assistant.process(silence)
        self._ears.open = True

    def say(self, samples: Samples) -> tuple[float, float]:
        """Someone says this now; when the microphone hears its first and last of speech."""
        self.room.say(samples)
        first, last = spoken(samples)
        arrives = self.now + self.room.travel
        return arrives + first, arrives + last

    def answered(self, begun: float, ended: float) -> tuple[Heard, ...]:
        """Listen on until an answer has come, or none will; the turns since `begun`."""

        def since() -> tuple[Heard, ...]:
            return tuple(turn for turn in self.turns if turn.at > begun)

        self.run(ended + SETTLED - self.now)
        if not self.until(lambda: bool(since()), ended + PATIENCE - self.now):
            # What was said may still wait in there for its end; it is not to answer the next.
            self._ears = Ears(make_listener(self._parts))
        return since()

    def _turn(self, turn: Turn) -> None:
        if not self._ears.handed:
            self.turns.append(Heard.of(turn, self.now + BLOCK / SAMPLE_RATE))

    def _deed(self, deed: Deed) -> None:
        if isinstance(deed.effect, Silence | Say):
            self.silenced.append(self.now + BLOCK / SAMPLE_RATE)


def spoken(samples: Samples) -> tuple[float, float]:
    """Seconds into a recording where speech begins and ends, to 5 ms."""
    steps = samples[: len(samples) // _STEP * _STEP].reshape(-1, _STEP) / 32768
    powers = np.square(steps).mean(axis=1)
    loud = np.flatnonzero(powers > 10 ** ((active_level(samples) - _END_DB) / 10))
    return float(loud[0]) * _STEP / SAMPLE_RATE, float(loud[-1] + 1) * _STEP / SAMPLE_RATE


def some(random: Random, low: float, high: float) -> float:
    """A number of seconds."""
    return low + (high - low) * random.random()
