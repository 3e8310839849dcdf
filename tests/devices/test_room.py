"""The simulated room: levels, times, and the same sound however it is cut."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voiceguide.devices.levels import SILENT, active_level
from voiceguide.devices.room import SPEED, VOICE, Echo, Room, Surroundings
from voiceguide.messages.audio import BLOCK, SAMPLE_RATE, Samples


def noise(seconds: float, loud: float, seed: int = 1) -> Samples:
    random = np.random.default_rng(seed)
    return random.normal(0, loud, round(seconds * SAMPLE_RATE)).astype(np.int16)


SPEECH = np.concatenate([noise(1, 2000), np.zeros(2 * SAMPLE_RATE, np.int16), noise(1, 2000, 2)])
"""Two bursts with a long pause between."""


def heard(room: Room, seconds: float) -> Samples:
    blocks = range(round(seconds * SAMPLE_RATE) // BLOCK)
    return np.concatenate([room.hear(BLOCK) for _ in blocks])


def echoed(room: Room, played: Samples, sizes: list[int]) -> Samples:
    at, blocks, turn = 0, [], 0
    while at < len(played):
        size = min(sizes[turn % len(sizes)], len(played) - at)
        blocks.append(room.hear(size))
        room.play(played[at : at + size])
        at, turn = at + size, turn + 1
    return np.concatenate(blocks)


def test_pauses_make_speech_no_quieter() -> None:
    assert active_level(SPEECH) == pytest.approx(active_level(noise(1, 2000)), abs=0.2)
    assert active_level(np.zeros(SAMPLE_RATE, np.int16)) == SILENT
    assert active_level(np.zeros(0, np.int16)) == SILENT


@pytest.mark.parametrize("recorded", [100, 3000])
def test_a_person_is_as_loud_as_the_distance_makes_them(recorded: int) -> None:
    levels = []
    for distance in (0.5, 1.0, 3.0):
        room = Room(Surroundings(distance))
        room.say(noise(1, recorded))
        levels.append(active_level(heard(room, 1)))
    near, middle, far = levels
    assert middle == pytest.approx(VOICE, abs=0.5)
    assert near > middle + 2 > far + 3


@pytest.mark.parametrize("snr", [0.0, 10.0])
def test_noise_is_as_far_below_the_person_as_asked(snr: float) -> None:
    room = Room(Surroundings(1.0, snr), noise(3, 300))
    assert active_level(heard(room, 5)) == pytest.approx(VOICE - snr, abs=0.3)


@pytest.mark.parametrize("echo", [0.0, -20.0])
def test_the_assistant_s_voice_comes_back_as_loud_as_asked(echo: float) -> None:
    own = noise(2, 1000)
    room = Room(Surroundings(1.0, echo=echo), own_voice=own)
    assert active_level(echoed(room, own, [BLOCK])) == pytest.approx(VOICE + echo, abs=0.3)


def test_twice_as_loud_a_voice_has_twice_as_loud_an_echo() -> None:
    own = noise(2, 500)
    room = Room(Surroundings(1.0, echo=0.0), own_voice=own)
    louder = active_level(echoed(room, 2 * own, [BLOCK]))
    assert louder == pytest.approx(VOICE + 20 * np.log10(2), abs=0.3)


def test_what_is_played_is_heard_after_the_latency_and_not_before() -> None:
    click = np.zeros(SAMPLE_RATE, np.int16)
    click[100] = 20000
    surroundings = Surroundings(1.0, echo=0.0, latency=0.1)
    back = echoed(Room(surroundings, own_voice=noise(1, 500)), click, [BLOCK])
    first = int(np.flatnonzero(np.abs(back) > 0.5 * np.abs(back).max())[0])
    assert first - 100 - round(0.1 * SAMPLE_RATE) == pytest.approx(0.3 / SPEED * SAMPLE_RATE, abs=2)


def test_a_voice_takes_its_time_to_the_microphone() -> None:
    click = np.zeros(1600, np.int16)
    click[0] = 20000
    room = Room(Surroundings(3.0))
    room.say(click, after=1000)
    sound = np.abs(heard(room, 0.5).astype(int))
    assert int(sound.argmax()) - 1000 == pytest.approx(room.travel * SAMPLE_RATE, abs=1)


def test_without_an_echo_nothing_comes_back() -> None:
    silent, playing = Room(Surroundings()), Room(Surroundings())
    back = echoed(playing, noise(1, 3000), [BLOCK])
    assert np.array_equal(back, echoed(silent, np.zeros(SAMPLE_RATE, np.int16), [BLOCK]))


@settings(max_examples=20)
@given(st.lists(st.integers(1, 900), min_size=1, max_size=5))
def test_the_same_sound_however_it_is_cut(sizes: list[int]) -> None:
    surroundings = Surroundings(2.0, 10.0, echo=-10.0, seed=3)
    own, hum = noise(1, 1000), noise(0.7, 100, 5)
    whole, cut = (Room(surroundings, hum, own) for _ in range(2))
    for room in (whole, cut):
        room.say(SPEECH[:8000], after=4000)
    assert np.array_equal(echoed(whole, own, [BLOCK]), echoed(cut, own, sizes))


def test_another_seed_is_another_moment_of_the_noise() -> None:
    first, again, other = (Room(Surroundings(seed=s), noise(2, 500)).hear(BLOCK) for s in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_blocks_too_long_for_the_latency_are_refused() -> None:
    room = Room(Surroundings(echo=0.0, latency=0.05), own_voice=noise(1, 500))
    room.hear(SAMPLE_RATE)
    with pytest.raises(ValueError, match="latency"):
        room.play(noise(1, 500))


@given(st.lists(st.integers(1, 1000), min_size=1, max_size=8))
def test_overlap_add_is_plain_convolution(sizes: list[int]) -> None:
    random = np.random.default_rng(len(sizes))
    response = random.normal(size=500)
    stream = random.integers(-9000, 9000, sum(sizes)).astype(np.int16)
    summed, at, echo = np.zeros(len(stream) + 499), 0, Echo(response)
    for size in sizes:
        for begun, sound in echo.play(stream[at : at + size]):
            summed[begun : begun + len(sound)] += sound
        at += size
    done = len(stream) // BLOCK * BLOCK
    wanted = np.convolve(stream[:done], response) if done else np.zeros(0)
    assert np.allclose(summed[: len(wanted)], wanted)
