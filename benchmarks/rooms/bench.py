"""The rooms of one run: whoever plays in them has the same settings, seed and voices."""

from collections.abc import Sequence

from benchmarks.rooms.script import Said, State, questions
from benchmarks.rooms.sounds import noises
from benchmarks.rooms.stage import Stage, Work
from benchmarks.rooms.trials import CLEAN, Amount, Trial
from benchmarks.synthetic import synthesise
from voiceguide.assembly import Parts
from voiceguide.devices.room import Surroundings
from voiceguide.messages.audio import Samples
from voiceguide.speaking.phrases import Phrases


class Bench:
    """What every scenario is given."""

    def __init__(
        self, parts: Parts, phrases: Phrases, amount: Amount, seed: int, voices: Sequence[str],
        address: str = "",
    ) -> None:  # fmt: skip
        """`voices`: who speaks to it; `address`: words by which an idle assistant is called."""
        self.parts, self.phrases = parts, phrases
        self.amount, self.seed = amount, seed
        self.voices, self._address = voices, address
        self.noises = noises()
        self.recorded = list(self.noises)
        self.steady = self.recorded[0]
        self.questions = questions(parts, 200, seed)
        self.work = Work()

    def stage(self, place: Surroundings, noise: str, what: str = "conversation") -> Stage:
        """An assistant in a room with the noise of that name; none in a clean one."""
        sound = None if place.snr == CLEAN or not noise else self.noises[noise]
        return Stage(self.parts, self.phrases, place, sound, what, self.work)

    def synthesised(self, said: Said, voice: str) -> Samples:
        """By this voice, called first where nothing goes on."""
        called = f"{self._address} {said.text}" if said.state is State.IDLE else said.text
        return synthesise(called.strip(), voice, 158)

    def in_turn(self, count: int) -> list[str]:
        """Voices in turn, so that no sentence keeps meeting the same one."""
        voices = self.voices
        return [voices[(number + number // 6) % len(voices)] for number in range(count)]

    def trial(
        self,
        scenario: str,
        stage: Stage,
        place: Surroundings,
        noise: str,
        said: Said,
        samples: Samples,
        voice: str,
    ) -> Trial:
        """Say it, and wait for what comes of it."""
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
