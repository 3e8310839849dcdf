from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.messages.audio import BLOCK, Samples
from voiceguide.messages.effects import LOUDEST, QUIETEST
from voiceguide.speaking.speaker import FADE, Speaker, gain


def tone(n: int) -> Samples:
    samples: Samples = (20_000 * np.sin(np.arange(n) * 0.3)).astype(np.int16)
    return samples


def test_with_nothing_to_say_it_gives_silence() -> None:
    speaker = Speaker()
    assert np.array_equal(speaker.take(BLOCK), np.zeros(BLOCK, np.int16))
    assert not speaker.speaking


def test_what_is_said_comes_out_in_order_then_silence() -> None:
    speaker = Speaker()
    speaker.say(tone(500))
    speaker.say(tone(300))
    assert speaker.remaining == 800
    out = speaker.take(1000)
    assert out.dtype == np.int16
    assert np.array_equal(out, np.concatenate([tone(500), tone(300), np.zeros(200, np.int16)]))
    assert not speaker.speaking


def test_speaking_ends_with_the_last_sample() -> None:
    speaker = Speaker()
    speaker.say(tone(BLOCK))
    speaker.take(BLOCK - 1)
    assert speaker.speaking
    speaker.take(1)
    assert not speaker.speaking


def test_no_samples_are_nothing_to_say() -> None:
    speaker = Speaker()
    speaker.say(tone(0))
    assert not speaker.speaking


def test_silence_falls_within_the_block_and_without_a_click() -> None:
    speaker = Speaker()
    speaker.say(np.full(16_000, 20_000, np.int16))
    speaker.take(BLOCK)
    speaker.silence()
    block = speaker.take(BLOCK)
    assert not speaker.speaking
    assert block[0] == 20_000
    assert np.abs(np.diff(block.astype(int))).max() <= 20_000 // FADE + 1
    assert not block[FADE:].any()


def test_what_is_said_after_silence_follows_the_fade() -> None:
    speaker = Speaker()
    speaker.say(np.full(16_000, 20_000, np.int16))
    speaker.silence()
    speaker.say(tone(100))
    assert np.array_equal(speaker.take(FADE + 100)[FADE:], tone(100))


def test_silence_in_silence_and_twice_does_no_harm() -> None:
    speaker = Speaker()
    speaker.silence()
    assert not speaker.speaking
    speaker.say(tone(40))
    speaker.silence()
    speaker.silence()
    assert speaker.remaining == 40


def test_each_step_of_loudness_is_3_db_and_the_loudest_is_the_sound_itself() -> None:
    gains = [gain(level) for level in range(QUIETEST, LOUDEST + 1)]
    assert gains[-1] == 1.0
    assert all(20 * np.log10(b / a) == pytest.approx(3) for a, b in pairwise(gains))


@pytest.mark.parametrize("level", [0, 11, -3])
def test_a_loudness_there_is_none_of(level: int) -> None:
    speaker = Speaker(5)
    with pytest.raises(ValueError, match="outside 1 to 10"):
        speaker.loudness(level)
    assert speaker.level == 5


def test_loudness_changes_speech_under_way_without_a_click() -> None:
    speaker = Speaker(10)
    speaker.say(np.full(4 * BLOCK, 20_000, np.int16))
    speaker.take(BLOCK)
    speaker.loudness(4)
    block = speaker.take(BLOCK).astype(int)
    quiet = round(20_000 * gain(4))
    assert block[FADE:].tolist() == [quiet] * (BLOCK - FADE)
    assert np.abs(np.diff(np.concatenate([[20_000], block]))).max() <= (20_000 - quiet) // FADE + 1


def test_loudness_set_in_silence_holds_from_the_first_sample_said() -> None:
    speaker = Speaker()
    speaker.loudness(4)
    speaker.take(BLOCK)
    speaker.say(np.full(10, 20_000, np.int16))
    assert speaker.take(10).tolist() == [round(20_000 * gain(4))] * 10


orders = st.lists(
    st.one_of(
        st.tuples(st.just("say"), st.integers(0, 700)),
        st.tuples(st.just("loudness"), st.integers(1, 10)),
        st.tuples(st.just("silence"), st.just(0)),
        st.tuples(st.just("take"), st.integers(0, 600)),
    ),
    max_size=20,
)


def play(orders: list[tuple[str, int]], block: int) -> Samples:
    """What comes out when every take is cut into blocks of `block` samples."""
    speaker = Speaker(7)
    out = [np.zeros(0, np.int16)]
    for order, number in orders:
        if order == "say":
            speaker.say(tone(number))
        elif order == "loudness":
            speaker.loudness(number)
        elif order == "silence":
            speaker.silence()
        else:
            for at in range(0, number, block):
                out.append(speaker.take(min(block, number - at)))
    return np.concatenate(out)


@given(orders, st.sampled_from([1, 7, BLOCK]))
def test_the_same_sound_comes_out_however_it_is_cut(
    orders: list[tuple[str, int]], block: int
) -> None:
    assert np.array_equal(play(orders, block), play(orders, 10_000))


@given(orders)
def test_it_never_leaves_a_queue_behind_silence(orders: list[tuple[str, int]]) -> None:
    speaker = Speaker()
    for order, number in orders:
        if order == "say":
            speaker.say(tone(number))
    speaker.silence()
    assert speaker.remaining <= FADE
