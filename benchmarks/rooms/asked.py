"""What happens where somebody speaks to the assistant."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import cycle
from random import Random
from typing import Final

from benchmarks.rooms.bench import Bench
from benchmarks.rooms.figures import Outcome, outcome
from benchmarks.rooms.script import (
    COMMANDS,
    INTERRUPTING,
    PEOPLE,
    TALK,
    Said,
    calls_for_help,
    reach,
)
from benchmarks.rooms.sounds import PEOPLE_TALK, babble, words
from benchmarks.rooms.stage import APART, LEAD, Stage, some
from benchmarks.rooms.trials import CLEAN, Trial
from benchmarks.synthetic import synthesise
from voiceguide.devices.room import Surroundings
from voiceguide.messages.audio import SAMPLE_RATE, Samples
from voiceguide.messages.content import Group

ECHOES: Final = (0.0, -10.0, -20.0)
_GREETING: Final = "hello"
_CALL: Final = "hey guide"
_CHAT: Final = 5
"""Sentences said to somebody else,"""
_BREATH: Final = 0.6
"""with so many seconds after each."""
_LONG_ANSWER: Final = 6.0
"""Seconds; shorter ones may be over before they are interrupted."""


def distances(bench: Bench) -> Iterator[Trial]:
    """Commands and questions in every room, in kitchen noise or none."""
    amount = bench.amount
    said = _sayings(bench, amount.commands, amount.questions)
    for distance in amount.distances:
        for ratio in amount.ratios:
            place = Surroundings(distance, ratio, seed=bench.seed)
            yield from _asked(bench, "distance", place, bench.steady, said)


def near(bench: Bench) -> Iterator[Trial]:
    """Many more of them at 1 m, clean and at 20 dB: two points can't be told by fifty sentences."""
    said = _sayings(bench, bench.amount.near_commands, bench.amount.near_questions)
    for ratio in (CLEAN, 20.0):
        place = Surroundings(1.0, ratio, seed=bench.seed)
        yield from _asked(bench, "near", place, bench.steady, said)


def noise(bench: Bench) -> Iterator[Trial]:
    """The same at 2 m and 10 dB in other noises, and with someone talking."""
    sayings = _sayings(bench, bench.amount.commands, bench.amount.questions)
    step = max(1, len(sayings) // bench.amount.kinds)
    names = [*bench.recorded, *_talk(bench)]
    yield from _over(bench, "noise", names, sayings[::step], "said again")


def calls(bench: Bench) -> Iterator[Trial]:
    """Calls for help in the same place, to an assistant that waits, where others talk."""
    sayings = _calls(bench, bench.amount.calls)
    names = [name for name in PEOPLE_TALK if name in bench.noises]
    yield from _over(bench, "call for help", [*names, *_talk(bench)], sayings, "called once more")


def chatting(bench: Bench) -> Iterator[Trial]:
    """Commands, calls for help and what follows its name, by who has talked with somebody else."""
    count = bench.amount.chats
    called = [replace(one, text=f"{_CALL} {one.text}") for one in bench.questions[:count]]
    place = Surroundings(1.0, CLEAN, seed=bench.seed)
    stage = bench.stage(place, "")
    for kind, sayings in (
        ("command", _sayings(bench, count, 0)),
        ("call for help", _calls(bench, count)),
        ("after its name", _by_all(bench, called)),
    ):
        for number, (said, voice) in enumerate(sayings):
            stage.enter()
            _chat(stage, voice, number)
            # Whatever the talk set off, it is said where it means something.
            _prepared(stage, said)
            samples = synthesise(said.text, voice, 158)
            yield bench.trial(f"chat: {kind}", stage, place, "", said, samples, voice)


def _chat(stage: Stage, voice: str, number: int) -> None:
    """Somebody talks for a quarter of a minute to somebody else."""
    for turn in range(_CHAT):
        spoken = synthesise(TALK[(_CHAT * number + turn) % len(TALK)], voice, 158)
        stage.room.say(spoken)
        stage.run(len(spoken) / SAMPLE_RATE + _BREATH)


def people(bench: Bench) -> Iterator[Trial]:
    """Short words by people, none of whom the model has learnt from."""
    clips = [*words("unseen/speech_commands"), *words("ha_commands")]
    known = [(PEOPLE[text], samples) for text, samples in clips if text in PEOPLE]
    step = max(1, len(known) // bench.amount.people)
    for distance, ratio in ((1.0, CLEAN), (1.0, 20.0), (2.0, 10.0)):
        place = Surroundings(distance, ratio, seed=bench.seed)
        stage = bench.stage(place, bench.steady)
        for said, samples in known[::step]:
            _prepared(stage, said)
            yield bench.trial("people", stage, place, bench.steady, said, samples, "person")


def barge_in(bench: Bench) -> Iterator[Trial]:
    """Commands while the assistant speaks, its voice in the microphone."""
    count = bench.amount.interruptions
    spoken = [
        (said, synthesise(said.text, voice, 158), voice)
        for said, voice in zip(cycle(INTERRUPTING), bench.in_turn(count), strict=False)
    ]
    yield from _interruptions(bench, spoken)


def barge_in_by_people(bench: Bench) -> Iterator[Trial]:
    """The same with "stop" by people."""
    clips = [samples for text, samples in words("unseen/speech_commands") if text == "stop"]
    said = [(INTERRUPTING[0], samples, "person") for samples in clips]
    yield from _interruptions(bench, said[: bench.amount.people])


def right_after(bench: Bench) -> Iterator[Trial]:
    """Questions that begin when an answer has hardly ended."""
    random = Random(bench.seed)
    place = Surroundings(1.0, CLEAN, -10.0, seed=bench.seed)
    stage = bench.stage(place, "")
    for number, said in enumerate(bench.questions[: bench.amount.after]):
        voice = bench.voices[number % len(bench.voices)]
        stage.begin()
        stage.turns.clear()
        stage.run(LEAD)
        stage.hand(_GREETING)
        stage.until(lambda: not stage.assistant.speaking, 20.0)
        stage.run(some(random, 0.05, 0.4))
        samples = bench.synthesised(said, voice)
        yield bench.trial("right after", stage, place, "", said, samples, voice)


def _talk(bench: Bench) -> list[str]:
    """Names of the talkers among the noises, who are there from now on."""
    talk = {f"{n} talking": n for n in (1, 3)}
    for name, voices in talk.items():
        if name not in bench.noises:
            bench.noises[name] = babble(voices, 60.0, bench.seed)
    return list(talk)


def _sayings(bench: Bench, commands: int, questions: int) -> list[tuple[Said, str]]:
    """What is said in one room, and by whom: every room hears the same."""
    ordered = [COMMANDS[n % len(COMMANDS)] for n in range(commands)]
    return _by_all(bench, [*ordered, *bench.questions[:questions]])


def _calls(bench: Bench, count: int) -> list[tuple[Said, str]]:
    return _by_all(bench, calls_for_help(bench.parts, count, bench.seed))


def _by_all(bench: Bench, said: Sequence[Said]) -> list[tuple[Said, str]]:
    """Each by one of the voices in turn."""
    return list(zip(said, bench.in_turn(len(said)), strict=True))


def _over(
    bench: Bench, scenario: str, noises: list[str], sayings: list[tuple[Said, str]], again: str
) -> Iterator[Trial]:
    """At 2 m and 10 dB over each of the noises."""
    place = Surroundings(2.0, 10.0, seed=bench.seed)
    for name in noises:
        yield from _asked(bench, scenario, place, name, sayings, again)


def _asked(
    bench: Bench,
    scenario: str,
    place: Surroundings,
    noise: str,
    sayings: list[tuple[Said, str]],
    again: str = "",
) -> Iterator[Trial]:
    """Once; or, where `again` names that, once more if something was heard and not heeded."""
    stage = bench.stage(place, noise)
    for said, voice in sayings:
        samples = bench.synthesised(said, voice)
        _prepared(stage, said)
        trial = bench.trial(scenario, stage, place, noise, said, samples, voice)
        yield trial
        if again and trial.turns and outcome(trial) is Outcome.NOTHING:
            yield bench.trial(again, stage, place, noise, said, samples, voice)


def _prepared(stage: Stage, said: Said) -> None:
    reach(stage, said.state)
    stage.turns.clear()
    stage.run(APART)


def _interruptions(bench: Bench, spoken: Sequence[tuple[Said, Samples, str]]) -> Iterator[Trial]:
    asked = _long_answers(bench)
    for echo in (None, *ECHOES):
        random = Random(bench.seed)
        place = Surroundings(1.0, CLEAN, echo, seed=bench.seed)
        stage = bench.stage(place, "")
        for said, samples, voice in spoken:
            stage.begin()
            stage.run(LEAD)
            stage.turns.clear()
            stage.hand(random.choice(asked))
            stage.run(some(random, 1.5, 3.5))
            yield bench.trial("barge-in", stage, place, "", said, samples, voice)


def _long_answers(bench: Bench) -> list[str]:
    """Questions whose answers are long enough to be interrupted."""
    stage = bench.stage(Surroundings(), "")
    found = []
    for one in bench.parts.pack.intents.values():
        if one.group is Group.ARTICLE:
            stage.begin()
            stage.hand(one.example)
            begun = stage.assistant.now
            stage.skip(lambda: not stage.assistant.speaking)
            if stage.assistant.now - begun > _LONG_ANSWER:
                found.append(one.example)
    return found
