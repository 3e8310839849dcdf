"""What happens where nobody speaks to the assistant."""

from collections.abc import Iterator
from typing import Final

from benchmarks.rooms import sounds
from benchmarks.rooms.asked import ECHOES
from benchmarks.rooms.bench import Bench
from benchmarks.rooms.script import PEOPLE, State, reach
from benchmarks.rooms.stage import LEAD, Stage
from benchmarks.rooms.trials import CLEAN, Trial
from voiceguide.devices.room import Surroundings
from voiceguide.messages.audio import SAMPLE_RATE, Samples
from voiceguide.messages.content import Group

_GOING_ON: Final = 10.0
"""Seconds for which others have talked before it counts what they set off."""


def babble(bench: Bench) -> Iterator[Trial]:
    """Television and other people, to an assistant that waits and to one that guides."""
    half = 30 * bench.amount.babble
    place = Surroundings(1.0, 5.0, seed=bench.seed)
    for voices in (1, 2, 4, 7):
        noise = f"{voices} talking on"
        bench.noises[noise] = sounds.babble(voices, half, bench.seed)
        for state in (State.IDLE, State.HOLDING):
            yield from _overheard(bench, place, noise, state, half)


def recordings(bench: Bench) -> Iterator[Trial]:
    """Recordings of people and rooms, none of them meant for the assistant."""
    kinds = {
        what: [samples for _, samples in sounds.recordings(folder)]
        for folder, what in sounds.NOT_FOR_US.items()
    }
    spoken = sounds.words("unseen/speech_commands")
    kinds["other words"] = [clip for text, clip in spoken if text not in PEOPLE]
    for what, clips in kinds.items():
        if clips:
            yield _played(bench, f"recordings: {what}", clips[: bench.amount.recordings])


def own_voice(bench: Bench) -> Iterator[Trial]:
    """Nobody speaks but the assistant, which hears itself: answers in a room that is new each time,
    sessions in one that it knows."""
    asked = [
        one.example
        for one in bench.parts.pack.intents.values()
        if one.group in (Group.ARTICLE, Group.TALKING)
    ]
    for echo in ECHOES:
        place = Surroundings(1.0, CLEAN, echo, seed=bench.seed)
        stage = bench.stage(place, "")
        for example in asked[: bench.amount.own]:
            stage.enter()
            stage.hand(example)
            yield _alone(stage, place, example, 60.0)
        for routine in bench.parts.pack.routines:
            if bench.amount.sessions:
                stage.begin()
                stage.assistant.begin(routine)
                yield _alone(stage, place, routine, bench.amount.sessions)


def silence(bench: Bench) -> Iterator[Trial]:
    """A silent room: how much of a core listening takes."""
    place = Surroundings(1.0, CLEAN, seed=bench.seed)
    stage = bench.stage(place, "", "silence")
    begun = stage.now
    stage.run(bench.amount.silence)
    yield _stretch("silence", stage, place, "", begun)


def _overheard(
    bench: Bench, place: Surroundings, noise: str, state: State, seconds: float
) -> Iterator[Trial]:
    """Stretches of babble; after each deed the conversation begins anew.

    Nobody lies down in front of a television that is switched on at that moment.
    """
    stage = bench.stage(place, noise, "babble")
    stage.run(_GOING_ON)
    while stage.now < seconds:
        reach(stage, state)
        stage.turns.clear()
        begun = stage.now

        def over() -> bool:
            left = state is State.HOLDING and stage.assistant.doing != "holding"
            return left or any(turn.heeded for turn in stage.turns)

        stage.until(over, seconds - begun)
        yield _stretch(f"babble, {state}", stage, place, noise, begun)


def _played(bench: Bench, what: str, clips: list[Samples]) -> Trial:
    place = Surroundings(1.0, CLEAN, seed=bench.seed)
    stage = bench.stage(place, "", "babble")
    begun = stage.now
    for clip in clips:
        stage.begin()
        stage.room.say(clip)
        stage.run(len(clip) / SAMPLE_RATE + LEAD)
    return _stretch(what, stage, place, "", begun)


def _alone(stage: Stage, place: Surroundings, said: str, seconds: float) -> Trial:
    stage.turns.clear()
    begun = stage.now
    stage.until(lambda: not stage.assistant.guiding, seconds)
    stage.run(LEAD)
    return _stretch("own voice", stage, place, said, begun)


def _stretch(scenario: str, stage: Stage, place: Surroundings, noise: str, begun: float) -> Trial:
    return Trial(
        scenario, place.distance, place.snr, place.echo, noise, "", "", False, "",
        begun, stage.now, tuple(stage.turns),
    )  # fmt: skip
