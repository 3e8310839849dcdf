"""What happens in the rooms. Every scenario yields trials; what they mean is counted later."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import cycle
from random import Random
from typing import Final

from benchmarks.rooms.figures import Outcome, outcome
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
from benchmarks.rooms.stage import APART, LEAD, Stage, Work, some
from benchmarks.rooms.trials import CLEAN, Amount, Trial
from benchmarks.synthetic import synthesise
from voiceguide.assembly import Parts
from voiceguide.devices.room import Surroundings
from voiceguide.messages.audio import SAMPLE_RATE, Samples
from voiceguide.messages.content import Group
from voiceguide.speaking.phrases import Phrases

ECHOES: Final = (0.0, -10.0, -20.0)
_GREETING: Final = "hello"
_GOING_ON: Final = 10.0
"""Seconds for which others have talked before it counts what they set off."""
_LONG_ANSWER: Final = 6.0
"""Seconds; shorter ones may be over before they are interrupted."""


class Bench:
    """The scenarios, all played with the same settings and seed."""

    def __init__(
        self, parts: Parts, phrases: Phrases, amount: Amount, seed: int, voices: Sequence[str],
        address: str = "",
    ) -> None:  # fmt: skip
        """`voices`: who speaks to it; `address`: words by which an idle assistant is called."""
        self._parts, self._phrases = parts, phrases
        self._amount, self._seed = amount, seed
        self._asking, self._address = voices, address
        self._noises = noises()
        self._recorded = list(self._noises)
        self._steady = self._recorded[0]
        self._questions = questions(parts.pack, 200, seed)
        self.work = Work()

    def distances(self) -> Iterator[Trial]:
        """Commands and questions in every room, in kitchen noise or none."""
        amount = self._amount
        for distance in amount.distances:
            for ratio in amount.ratios:
                place = Surroundings(distance, ratio, seed=self._seed)
                yield from self._asked("distance", place, self._steady, self._sayings())

    def noise(self) -> Iterator[Trial]:
        """The same at 2 m and 10 dB in other noises, and with someone talking."""
        talk = {f"{n} talking": babble(n, 60.0, self._seed) for n in (1, 3)}
        self._noises |= talk
        sayings = self._sayings()
        step = max(1, len(sayings) // self._amount.kinds)
        for noise in (*self._recorded, *talk):
            place = Surroundings(2.0, 10.0, seed=self._seed)
            yield from self._asked("noise", place, noise, sayings[::step], again="said again")

    def people(self) -> Iterator[Trial]:
        """Short words by people, none of whom the model has learnt from."""
        clips = [*words("unseen/speech_commands"), *words("ha_commands")]
        known = [(PEOPLE[text], samples) for text, samples in clips if text in PEOPLE]
        step = max(1, len(known) // self._amount.people)
        for distance, ratio in ((1.0, CLEAN), (1.0, 20.0), (2.0, 10.0)):
            place = Surroundings(distance, ratio, seed=self._seed)
            stage = self._stage(place, self._steady)
            for said, samples in known[::step]:
                self._prepared(stage, said)
                yield self._trial("people", stage, place, self._steady, said, samples, "person")

    def barge_in(self) -> Iterator[Trial]:
        """Commands while the assistant speaks, its voice in the microphone."""
        count = self._amount.interruptions
        spoken = [
            (said, synthesise(said.text, voice, 158), voice)
            for said, voice in zip(cycle(INTERRUPTING), self._voices(count), strict=False)
        ]
        yield from self._interruptions(spoken)

    def barge_in_by_people(self) -> Iterator[Trial]:
        """The same with "stop" by people."""
        clips = [samples for text, samples in words("unseen/speech_commands") if text == "stop"]
        said = [(INTERRUPTING[0], samples, "person") for samples in clips]
        yield from self._interruptions(said[: self._amount.people])

    def right_after(self) -> Iterator[Trial]:
        """Questions that begin when an answer has hardly ended."""
        random = Random(self._seed)
        place = Surroundings(1.0, CLEAN, -10.0, seed=self._seed)
        stage = self._stage(place, "")
        for number, said in enumerate(self._questions[: self._amount.after]):
            voice = self._asking[number % len(self._asking)]
            stage.begin()
            stage.turns.clear()
            stage.run(LEAD)
            stage.hand(_GREETING)
            stage.until(lambda: not stage.assistant.speaking, 20.0)
            stage.run(some(random, 0.05, 0.4))
            samples = self._synthesised(said, voice)
            yield self._trial("right after", stage, place, "", said, samples, voice)

    def babble(self) -> Iterator[Trial]:
        """Television and other people, to an assistant that waits and to one that guides."""
        half = 30 * self._amount.babble
        place = Surroundings(1.0, 5.0, seed=self._seed)
        for voices in (1, 2, 4, 7):
            noise = f"{voices} talking on"
            self._noises[noise] = babble(voices, half, self._seed)
            for state in (State.IDLE, State.HOLDING):
                yield from self._overheard(place, noise, state, half)

    def recordings(self) -> Iterator[Trial]:
        """Recordings of people and rooms, none of them meant for the assistant."""
        kinds = {
            what: [samples for _, samples in recordings(folder)]
            for folder, what in NOT_FOR_US.items()
        }
        spoken = words("unseen/speech_commands")
        kinds["other words"] = [clip for text, clip in spoken if text not in PEOPLE]
        for what, clips in kinds.items():
            if clips:
                yield self._played(f"recordings: {what}", clips[: self._amount.recordings])

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
        return list(zip(said, self._voices(len(said)), strict=True))

    def _synthesised(self, said: Said, voice: str) -> Samples:
        called = f"{self._address} {said.text}" if said.state is State.IDLE else said.text
        return synthesise(called.strip(), voice, 158)

    def _voices(self, count: int) -> list[str]:
        """Voices in turn, so that no sentence keeps meeting the same one."""
        voices = self._asking
        return [voices[(number + number // 6) % len(voices)] for number in range(count)]

    def _asked(
        self,
        scenario: str,
        place: Surroundings,
        noise: str,
        sayings: list[tuple[Said, str]],
        again: str = "",
    ) -> Iterator[Trial]:
        """Once; or, where `again` names that, once more if something was heard and not heeded."""
        stage = self._stage(place, noise)
        for said, voice in sayings:
            samples = self._synthesised(said, voice)
            self._prepared(stage, said)
            trial = self._trial(scenario, stage, place, noise, said, samples, voice)
            yield trial
            if again and trial.turns and outcome(trial) is Outcome.NOTHING:
                yield self._trial(again, stage, place, noise, said, samples, voice)

    def _prepared(self, stage: Stage, said: Said) -> None:
        reach(stage, said.state)
        stage.turns.clear()
        stage.run(APART)

    def _trial(
        self,
        scenario: str,
        stage: Stage,
        place: Surroundings,
        noise: str,
        said: Said,
        samples: Samples,
        voice: str,
    ) -> Trial:
        early = len(stage.turns)
        stage.turns.clear()
        stage.silenced.clear()
        begun, ended = stage.say(samples)
        turns = stage.answered(begun, ended)
        cut = [at for at in stage.silenced if at > begun]
        return Trial(
            scenario, place.distance, place.snr, place.echo, noise, said.text, said.intent,
            said.closed, voice, begun, ended, turns, cut[0] if cut else None, early,
        )  # fmt: skip

    def _interruptions(self, spoken: Sequence[tuple[Said, Samples, str]]) -> Iterator[Trial]:
        asked = self._long_answers()
        for echo in (None, *ECHOES):
            random = Random(self._seed)
            place = Surroundings(1.0, CLEAN, echo, seed=self._seed)
            stage = self._stage(place, "")
            for said, samples, voice in spoken:
                stage.begin()
                stage.run(LEAD)
                stage.turns.clear()
                stage.hand(random.choice(asked))
                stage.run(some(random, 1.5, 3.5))
                yield self._trial("barge-in", stage, place, "", said, samples, voice)

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
        """Stretches of babble; after each deed the conversation begins anew.

        Nobody lies down in front of a television that is switched on at that moment.
        """
        stage = self._stage(place, noise, "babble")
        stage.run(_GOING_ON)
        while stage.now < seconds:
            reach(stage, state)
            stage.turns.clear()
            begun = stage.now

            def over() -> bool:
                left = state is State.HOLDING and stage.assistant.doing != "holding"
                return left or any(turn.heeded for turn in stage.turns)

            stage.until(over, seconds - begun)
            yield self._stretch(f"babble, {state}", stage, place, noise, begun)

    def _played(self, what: str, clips: list[Samples]) -> Trial:
        place = Surroundings(1.0, CLEAN, seed=self._seed)
        stage = self._stage(place, "", "babble")
        begun = stage.now
        for clip in clips:
            stage.begin()
            stage.room.say(clip)
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
    "own-voice": Bench.own_voice,
    "silence": Bench.silence,
    "babble": Bench.babble,
    "recordings": Bench.recordings,
}
