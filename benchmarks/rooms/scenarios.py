"""What happens in the rooms. Every scenario yields trials; what they mean is counted later."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Final

import numpy as np

from benchmarks.rooms.script import (
    COMMANDS,
    INTERRUPTING,
    PEOPLE,
    Said,
    State,
    questions,
    reach,
)
from benchmarks.rooms.sounds import NOT_FOR_US, babble, noises, recordings, words
from benchmarks.rooms.stage import LEAD, Heard, Stage, Work, some
from benchmarks.synthetic import TESTED, synthesise
from voiceguide.assembly import Parts
from voiceguide.devices.room import Surroundings
from voiceguide.messages.audio import SAMPLE_RATE, Samples
from voiceguide.messages.content import Group
from voiceguide.speaking.phrases import Phrases

CLEAN: Final = 99.0
"""The signal-to-noise ratio, in dB, of a room without noise."""
ECHOES: Final = (0.0, -10.0, -20.0)
_GREETING: Final = "hello"
_LONG_ANSWER: Final = 6.0
"""Seconds; shorter ones may be over before they are interrupted."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One utterance, or one stretch in which nobody speaks to the assistant."""

    scenario: str
    distance: float
    snr: float
    echo: float | None
    noise: str
    said: str
    wanted: str
    closed: bool
    voice: str
    begun: float
    """First of speech at the microphone, in seconds of the stage's sound."""
    ended: float
    """Last of speech at the microphone, or the stretch's end."""
    turns: tuple[Heard, ...]
    silenced: float | None = None
    """When what was being said was cut."""
    early: int = 0
    """Turns before anybody spoke."""


@dataclass(frozen=True, slots=True)
class Amount:
    """How much is played."""

    distances: tuple[float, ...]
    ratios: tuple[float, ...]
    commands: int
    questions: int
    """Of each in every room."""
    people: int
    kinds: int
    """Utterances with each kind of noise."""
    interruptions: int
    """At each level of the echo."""
    after: int
    """Questions asked right after an answer."""
    babble: float
    """Minutes of each kind of babble, half of them in a session."""
    own: int
    """Answers listened to at each level of the echo."""
    sessions: float
    """Seconds of a guided session, at each level of the echo."""
    silence: float
    """Seconds."""


QUICK: Final = Amount((1.0, 2.0), (CLEAN, 10.0), 6, 2, 4, 2, 4, 3, 0.6, 2, 0.0, 20.0)
FULL: Final = Amount(
    (0.5, 1.0, 2.0, 3.0), (CLEAN, 20.0, 10.0, 5.0), 24, 18, 52, 18, 36, 36, 15.0, 30, 120.0, 60.0
)


class Bench:
    """The scenarios, all played with the same settings and seed."""

    def __init__(self, parts: Parts, phrases: Phrases, amount: Amount, seed: int) -> None:
        self._parts = parts
        self._phrases = phrases
        self._amount = amount
        self._seed = seed
        self._noises = noises()
        self._questions = questions(parts.pack, 200, seed)
        self.work = Work()

    def distances(self) -> Iterator[Trial]:
        """Commands and questions in every room, in kitchen noise or none."""
        amount, noise = self._amount, next(iter(self._noises))
        for distance in amount.distances:
            for ratio in amount.ratios:
                place = Surroundings(distance, ratio, seed=self._seed)
                yield from self._asked("distance", place, noise, self._sayings())

    def noise(self) -> Iterator[Trial]:
        """The same at 2 m and 10 dB in other noises, and with someone talking."""
        talk = {f"{n} talking": babble(n, 60.0, self._seed) for n in (1, 3)}
        self._noises |= talk
        sayings = self._sayings()
        step = max(1, len(sayings) // self._amount.kinds)
        for noise in self._noises:
            place = Surroundings(2.0, 10.0, seed=self._seed)
            yield from self._asked("noise", place, noise, sayings[::step])

    def people(self) -> Iterator[Trial]:
        """Short words by people, none of whom the model has learnt from."""
        clips = [*words("unseen/speech_commands"), *words("ha_commands")]
        known = [(PEOPLE[text], samples) for text, samples in clips if text in PEOPLE]
        step = max(1, len(known) // self._amount.people)
        for distance, ratio in ((1.0, CLEAN), (1.0, 20.0), (2.0, 10.0)):
            place, noise = Surroundings(distance, ratio, seed=self._seed), next(iter(self._noises))
            stage = self._stage(place, noise)
            for said, samples in known[::step]:
                yield self._trial("people", stage, place, noise, said, samples, "person")

    def barge_in(self) -> Iterator[Trial]:
        """Commands while the assistant speaks, its voice in the microphone."""
        random = Random(self._seed)
        asked = self._long_answers()
        for echo in ECHOES:
            place = Surroundings(1.0, CLEAN, echo, seed=self._seed)
            stage = self._stage(place, "")
            for number in range(self._amount.interruptions):
                said = INTERRUPTING[number % len(INTERRUPTING)]
                voice = TESTED[number // 2 % len(TESTED)]
                samples = synthesise(said.text, voice, 158)
                yield self._interrupted(stage, place, said, samples, voice, random, asked)

    def barge_in_by_people(self) -> Iterator[Trial]:
        """The same with "stop" by people."""
        random = Random(self._seed)
        asked = self._long_answers()
        clips = [samples for text, samples in words("unseen/speech_commands") if text == "stop"]
        for echo in ECHOES:
            place = Surroundings(1.0, CLEAN, echo, seed=self._seed)
            stage = self._stage(place, "")
            for samples in clips[: self._amount.people]:
                said = INTERRUPTING[0]
                yield self._interrupted(stage, place, said, samples, "person", random, asked)

    def right_after(self) -> Iterator[Trial]:
        """Questions that begin when an answer has hardly ended."""
        random = Random(self._seed)
        place = Surroundings(1.0, CLEAN, -10.0, seed=self._seed)
        stage = self._stage(place, "")
        for number, said in enumerate(self._questions[: self._amount.after]):
            voice = TESTED[number % len(TESTED)]
            stage.begin()
            stage.run(LEAD)
            stage.hand(_GREETING)
            stage.until(lambda: not stage.assistant.speaking, 20.0)
            stage.run(some(random, 0.05, 0.4))
            samples = synthesise(said.text, voice, 158)
            yield self._trial("right after", stage, place, "", said, samples, voice, ready=True)

    def babble(self) -> Iterator[Trial]:
        """Television and other people, to an assistant that waits and to one that guides."""
        minutes = self._amount.babble
        place = Surroundings(1.0, 5.0, seed=self._seed)
        for voices in (1, 2, 4, 7):
            sound = babble(voices, 60 * min(minutes, 5.0), self._seed)
            self._noises[f"{voices} talking on"] = sound
            for state in (State.IDLE, State.HOLDING):
                yield from self._overheard(place, f"{voices} talking on", state, 30 * minutes)

    def recordings(self) -> Iterator[Trial]:
        """Recordings of people and rooms, none of them meant for the assistant."""
        for folder, what in NOT_FOR_US.items():
            clips = [samples for _, samples in recordings(folder)]
            if self._amount is QUICK:
                clips = clips[:6]
            if clips:
                yield self._played(f"recordings: {what}", clips)
        others = [clip for text, clip in words("unseen/speech_commands") if text not in PEOPLE]
        if others:
            yield self._played(
                "recordings: other words", others[:: 1 if self._amount is FULL else 20]
            )

    def own_voice(self) -> Iterator[Trial]:
        """Nobody speaks but the assistant, which hears itself."""
        asked = [
            one.example
            for one in self._parts.pack.intents.values()
            if one.group in (Group.ARTICLE, Group.TALKING)
        ]
        for echo in ECHOES:
            place = Surroundings(1.0, CLEAN, echo, seed=self._seed)
            stage = self._stage(place, "")
            for example in asked[: self._amount.own]:
                stage.begin()
                stage.hand(example)
                yield self._alone(stage, place, example, 60.0)
            for routine in self._parts.pack.routines:
                if self._amount.sessions:
                    stage.begin()
                    stage.assistant.begin(routine)
                    yield self._alone(stage, place, routine, self._amount.sessions)

    def silence(self) -> Iterator[Trial]:
        """A silent room: how much of a core listening takes."""
        place = Surroundings(1.0, CLEAN, seed=self._seed)
        stage = self._stage(place, "", "silence")
        begun = stage.now
        stage.run(self._amount.silence)
        yield self._stretch("silence", stage, place, "", begun)

    def _stage(self, place: Surroundings, noise: str, what: str = "conversation") -> Stage:
        sound = None if place.snr == CLEAN or not noise else self._noises[noise]
        return Stage(self._parts, self._phrases, place, sound, what, self.work)

    def _sayings(self) -> list[tuple[Said, str]]:
        """What is said in one room, and by whom: every room hears the same."""
        commands = [COMMANDS[n % len(COMMANDS)] for n in range(self._amount.commands)]
        said = [*commands, *self._questions[: self._amount.questions]]
        return [(one, TESTED[(n + n // 12) % len(TESTED)]) for n, one in enumerate(said)]

    def _asked(
        self, scenario: str, place: Surroundings, noise: str, sayings: list[tuple[Said, str]]
    ) -> Iterator[Trial]:
        stage = self._stage(place, noise)
        for said, voice in sayings:
            samples = synthesise(said.text, voice, 158)
            yield self._trial(scenario, stage, place, noise, said, samples, voice)

    def _trial(
        self,
        scenario: str,
        stage: Stage,
        place: Surroundings,
        noise: str,
        said: Said,
        samples: Samples,
        voice: str,
        ready: bool = False,
    ) -> Trial:
        if not ready:
            reach(stage, said.state)
            stage.turns.clear()
            stage.run(LEAD)
        early = len([turn for turn in stage.turns if turn.text != _GREETING])
        stage.turns.clear()
        begun, ended = stage.say(samples)
        turns = stage.answered(begun, ended)
        return Trial(
            scenario, place.distance, place.snr, place.echo, noise, said.text, said.intent,
            said.closed, voice, begun, ended, turns, early=early,
        )  # fmt: skip

    def _interrupted(
        self,
        stage: Stage,
        place: Surroundings,
        said: Said,
        samples: Samples,
        voice: str,
        random: Random,
        asked: list[str],
    ) -> Trial:
        stage.begin()
        stage.run(LEAD)
        stage.hand(random.choice(asked))
        stage.turns.clear()
        stage.run(some(random, 1.5, 3.5))
        early = len(stage.turns)
        stage.turns.clear()
        stage.silenced.clear()
        begun, ended = stage.say(samples)
        turns = stage.answered(begun, ended)
        cut = [at for at in stage.silenced if at > begun]
        return Trial(
            "barge-in", place.distance, place.snr, place.echo, "", said.text, said.intent,
            said.closed, voice, begun, ended, turns, cut[0] if cut else None, early,
        )  # fmt: skip

    def _long_answers(self) -> list[str]:
        """Questions whose answers are long enough to be interrupted."""
        stage = self._stage(Surroundings(), "")
        found = []
        for one in self._parts.pack.intents.values():
            if one.group is Group.ARTICLE:
                stage.begin()
                stage.hand(one.example)
                begun = stage.assistant.now
                stage.skip(lambda: not stage.assistant.speaking)
                if stage.assistant.now - begun > _LONG_ANSWER:
                    found.append(one.example)
        return found

    def _overheard(
        self, place: Surroundings, noise: str, state: State, seconds: float
    ) -> Iterator[Trial]:
        """Stretches of babble; after each turn the conversation begins anew."""
        stage = self._stage(place, noise, "babble")
        while stage.now < seconds:
            reach(stage, state)
            begun, before = stage.now, len(stage.turns)

            def over(before: int = before) -> bool:
                return len(stage.turns) > before or (
                    state is not State.IDLE and stage.assistant.doing != "holding"
                )

            stage.until(over, seconds - begun)
            yield self._stretch(f"babble, {state}", stage, place, noise, begun)
            stage.turns.clear()

    def _played(self, what: str, clips: list[Samples]) -> Trial:
        place = Surroundings(1.0, CLEAN, seed=self._seed)
        stage = self._stage(place, "", "babble")
        begun = stage.now
        for clip in clips:
            stage.begin()
            stage.say(np.append(clip, np.zeros(1, np.int16)))
            stage.run(len(clip) / SAMPLE_RATE + LEAD)
        return self._stretch(what, stage, place, "", begun)

    def _alone(self, stage: Stage, place: Surroundings, said: str, seconds: float) -> Trial:
        stage.turns.clear()
        begun = stage.now
        stage.until(lambda: not stage.assistant.guiding, seconds)
        stage.run(LEAD)
        return self._stretch("own voice", stage, place, said, begun)

    def _stretch(
        self, scenario: str, stage: Stage, place: Surroundings, noise: str, begun: float
    ) -> Trial:
        return Trial(
            scenario, place.distance, place.snr, place.echo, noise, "", "", False, "",
            begun, stage.now, tuple(stage.turns),
        )  # fmt: skip


SCENARIOS: Final[Mapping[str, Callable[[Bench], Iterator[Trial]]]] = {
    "distance": Bench.distances,
    "noise": Bench.noise,
    "people": Bench.people,
    "barge-in": Bench.barge_in,
    "barge-in-people": Bench.barge_in_by_people,
    "after": Bench.right_after,
    "babble": Bench.babble,
    "recordings": Bench.recordings,
    "own-voice": Bench.own_voice,
    "silence": Bench.silence,
}
