"""A small, fast speaker is heard a second time; everybody else only once."""

from collections.abc import Sequence

import numpy as np
import pytest
import soxr

from tests.hearing.test_vosk_recogniser import SAID, blocks, hush, read
from voiceguide.content.files import data_folder
from voiceguide.hearing.engines.vosk_recogniser import VoskRecogniser
from voiceguide.hearing.recording import transcribe
from voiceguide.hearing.second_hearing import SecondHearing
from voiceguide.messages.audio import SAMPLE_RATE, Samples
from voiceguide.messages.speech import UNKNOWN, Hypothesis, Word


@pytest.fixture(scope="module")
def once() -> VoskRecogniser:
    return VoskRecogniser(data_folder("models") / "en")


@pytest.fixture
def twice(once: VoskRecogniser) -> SecondHearing:
    return SecondHearing(once.another(), once.another())


def small(name: str, factor: float = 1.9) -> Samples:
    """The recording as of a smaller, faster speaker."""
    sound = soxr.resample(read(name).astype(np.float32), SAMPLE_RATE * factor, SAMPLE_RATE)
    samples = np.clip(sound, -32768, 32767).astype(np.int16)
    return np.concatenate([hush(0.3), samples, hush(0.3)])


def test_a_small_speaker_is_heard_better_the_second_time(
    once: VoskRecogniser, twice: SecondHearing
) -> None:
    speech = small("i_cant_feel_my_legs")
    once.expect(None)
    first, believed = transcribe(once, speech), transcribe(twice, speech)
    assert first.text != SAID["i_cant_feel_my_legs"]
    assert believed.text == SAID["i_cant_feel_my_legs"]
    assert believed.confidence > first.confidence
    assert believed.doubted == first.text


class Deaf:
    """Surely hears nothing that it knows."""

    def accept(self, samples: Samples) -> Hypothesis | None:
        return None

    def partial(self) -> str:
        return ""

    def finish(self) -> Hypothesis:
        return Hypothesis(UNKNOWN, (Word(UNKNOWN, 1.0, 0.0, 1.0),))

    def expect(self, phrases: Sequence[str] | None) -> None:
        pass


def test_what_knows_no_word_the_second_time_takes_none_away(once: VoskRecogniser) -> None:
    speech = small("i_cant_feel_my_legs")
    first = transcribe(once.another(), speech)
    believed = transcribe(SecondHearing(once.another(), Deaf()), speech)
    assert believed.text == first.text
    assert believed.doubted == UNKNOWN


@pytest.mark.parametrize("name", SAID)
def test_a_clear_speaker_is_heard_as_before(
    once: VoskRecogniser, twice: SecondHearing, name: str
) -> None:
    fresh = once.another()
    assert transcribe(twice, read(name)) == transcribe(fresh, read(name))


def test_times_are_those_of_the_sound_that_came_in(twice: SecondHearing) -> None:
    before = np.concatenate([small("stop"), hush(1.0)])
    speech = small("i_cant_feel_my_legs")
    transcribe(twice, before)
    # Heard a second time twice, so that the second's own clock has gone on.
    for began in (len(before), len(before) + len(speech)):
        words = transcribe(twice, speech).words
        assert began / SAMPLE_RATE + 0.2 < words[0].start
        assert words[-1].end < (began + len(speech)) / SAMPLE_RATE
        assert all(word.start < word.end for word in words)


@pytest.mark.parametrize("sizes", [[7, 320, 1], [320], [4001]])
def test_blocks_of_any_size_give_the_same(once: VoskRecogniser, sizes: list[int]) -> None:
    speech = np.concatenate(
        [small("i_cant_feel_my_legs"), hush(1.5), small("what_is_childs_pose"), hush(1.5)]
    )

    def run(sizes: list[int]) -> list[str]:
        twice = SecondHearing(once.another(), once.another())
        heard = [twice.accept(block) for block in blocks(speech, sizes)]
        return [part.text for part in [*heard, twice.finish()] if part is not None]

    assert run(sizes) == run([800])


def test_silence_is_no_words(twice: SecondHearing) -> None:
    assert transcribe(twice, hush(3)) == Hypothesis("")


def test_among_few_phrases_it_is_heard_once(once: VoskRecogniser, twice: SecondHearing) -> None:
    phrases = ["i can't feel my leg", "stop", UNKNOWN]
    fresh = once.another()
    fresh.expect(phrases)
    twice.expect(phrases)
    speech = small("i_cant_feel_my_legs")
    assert transcribe(twice, speech) == transcribe(fresh, speech)
