"""An ear that sleeps is given nothing, and loses no first syllable by it."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hearing.test_vosk_recogniser import SAID, blocks, hush, read
from voiceguide.content.files import data_folder
from voiceguide.hearing.engines.vosk_recogniser import VoskRecogniser
from voiceguide.hearing.gated import Gated
from voiceguide.hearing.tuning import PRE_ROLL
from voiceguide.messages.audio import BLOCK, SAMPLE_RATE, Samples
from voiceguide.messages.speech import Hypothesis

LATE = 0.3
"""Seconds after its first sound that speech is noticed."""


@pytest.fixture(scope="module")
def recogniser() -> VoskRecogniser:
    return VoskRecogniser(data_folder("models") / "en")


@pytest.fixture
def ear(recogniser: VoskRecogniser) -> Gated:
    return Gated(recogniser.another())


class Taken:
    """A `Recogniser` that hears nothing and notes what it is given."""

    def __init__(self) -> None:
        self.samples: list[int] = []

    def accept(self, samples: Samples) -> Hypothesis | None:
        self.samples += samples.tolist()
        return None

    def partial(self) -> str:
        return f"{len(self.samples)} samples"

    def finish(self) -> Hypothesis:
        return Hypothesis(self.partial())

    def expect(self, phrases: Sequence[str] | None) -> None:
        self.samples.clear()


def tight(name: str) -> Samples:
    """The recording from its first sound on."""
    samples = read(name)
    return samples[np.flatnonzero(np.abs(samples.astype(np.int32)) > 300)[0] :]


def give(ear: Gated, samples: Samples) -> None:
    for block in blocks(samples, [BLOCK]):
        ear.accept(block)


@pytest.mark.parametrize("name", SAID)
def test_the_first_word_is_heard_though_the_gate_opens_late(ear: Gated, name: str) -> None:
    speech = tight(name)
    late = round(LATE * SAMPLE_RATE)
    give(ear, np.concatenate([hush(2), speech[:late]]))
    ear.open()
    give(ear, np.concatenate([speech[late:], hush(0.3)]))
    assert ear.finish().text == SAID[name]


def test_without_what_came_before_it_would_be_lost(recogniser: VoskRecogniser) -> None:
    """The test above tests something."""
    ear = Gated(recogniser.another())
    ear.open()
    give(ear, np.concatenate([tight("stop")[round(LATE * SAMPLE_RATE) :], hush(0.3)]))
    assert ear.finish().text != SAID["stop"]


def test_shut_drops_what_was_half_heard(ear: Gated) -> None:
    ear.open()
    give(ear, read("is_it_okay_to_walk"))
    assert ear.partial()
    ear.shut()
    assert ear.partial() == ""
    assert ear.finish() == Hypothesis("")
    give(ear, hush(1))
    ear.open()
    give(ear, np.concatenate([read("stop"), hush(0.3)]))
    assert ear.finish().text == "stop"


def test_finishing_leaves_it_awake(ear: Gated) -> None:
    ear.open()
    give(ear, read("is_it_okay_to_walk"))
    assert ear.finish().text == SAID["is_it_okay_to_walk"]
    give(ear, np.concatenate([hush(0.3), read("stop"), hush(0.3)]))
    assert ear.finish().text == "stop"


SIZES = st.lists(st.integers(1, SAMPLE_RATE), min_size=1, max_size=8)


@given(SIZES, SIZES)
def test_shut_it_gives_nothing_and_open_all_from_just_before(
    shut: list[int], opened: list[int]
) -> None:
    """At least `PRE_ROLL` of what came before, in order, and at most a block more."""
    taken = Taken()
    ear = Gated(taken)
    sound = (np.arange(sum(shut) + sum(opened)) % 30011).astype(np.int16)
    pieces = np.split(sound, np.cumsum([*shut, *opened])[:-1])
    for piece in pieces[: len(shut)]:
        assert ear.accept(piece) is None
        assert not taken.samples
        assert ear.partial() == ""
    ear.open()
    for piece in pieces[len(shut) :]:
        ear.accept(piece)
    before = len(taken.samples) - sum(opened)
    assert taken.samples == sound[sum(shut) - before :].tolist()
    needed = min(round(PRE_ROLL * SAMPLE_RATE), sum(shut))
    assert needed <= before < needed + max(shut)


@pytest.mark.parametrize("awake", [False, True])
def test_beginning_anew_it_hears_again_what_was_just_heard_only_while_awake(awake: bool) -> None:
    taken = Taken()
    ear = Gated(taken)
    if awake:
        ear.open()
    ear.renew([hush(0.1), hush(0.2)])
    assert len(taken.samples) == (round(0.3 * SAMPLE_RATE) if awake else 0)


def test_while_shut_for_long_it_keeps_no_more_than_it_needs() -> None:
    taken = Taken()
    ear = Gated(taken)
    give(ear, hush(60))
    ear.open()
    give(ear, hush(0.02))
    assert len(taken.samples) <= PRE_ROLL * SAMPLE_RATE + 2 * BLOCK


def test_shutting_what_is_shut_loses_nothing_of_what_came_before(ear: Gated) -> None:
    speech = tight("stop")
    give(ear, speech[: round(LATE * SAMPLE_RATE)])
    ear.shut()
    ear.open()
    give(ear, np.concatenate([speech[round(LATE * SAMPLE_RATE) :], hush(0.3)]))
    assert ear.finish().text == "stop"
