"""Echo cancellers: the assistant's sound goes, the person's stays."""

from collections.abc import Callable

import numpy as np
import pytest

from tests.hearing.test_vosk_recogniser import SAID, hush, read
from voiceguide.content.files import data_folder
from voiceguide.hearing.echo import EchoCanceller, NoEcho
from voiceguide.hearing.engines.kalman_echo import KalmanEcho
from voiceguide.hearing.engines.vosk_recogniser import VoskRecogniser
from voiceguide.hearing.recording import transcribe
from voiceguide.messages.audio import BLOCK, SAMPLE_RATE, Samples
from voiceguide.messages.speech import UNKNOWN
from voiceguide.speaking.voice import Voice, VoiceStyle

ANSWER = (
    "Walking is one of the best things for a sore back. It keeps the muscles warm and it brings "
    "blood to them. Begin with ten minutes, twice a day, and add a little each week. If the pain "
    "grows while you walk, turn round and go home slowly. Wear shoes that hold your feet, and "
    "keep your shoulders loose. When you sit down afterwards, put a cushion behind your back."
)
DELAYS_S = (0.0, 0.09, 0.15)
ENGINES: list[Callable[[], EchoCanceller]] = [NoEcho, KalmanEcho]


@pytest.fixture
def said(voice: Voice) -> Samples:
    """About 20 s of the assistant's voice, in whole blocks."""
    spoken = voice.synthesise(ANSWER, VoiceStyle())
    return whole(spoken)


def whole(samples: Samples) -> Samples:
    return np.concatenate([samples, np.zeros(-len(samples) % BLOCK, np.int16)])


def room(said: Samples, delay_s: float = 0.09, loud: float = 0.3) -> Samples:
    """What comes back of it: late, reverberating for 0.2 s, from a speaker that bends peaks."""
    random = np.random.default_rng(4)
    n = SAMPLE_RATE // 5
    way = random.normal(0, 0.08, n) * 10 ** (-3 * np.arange(n) / n)
    way[0] = 1.0
    bent = np.tanh(said / 40000) * 40000
    size = len(bent) + n
    back = np.fft.irfft(np.fft.rfft(bent, size) * np.fft.rfft(way, size), size)
    late = np.concatenate([np.zeros(round(delay_s * SAMPLE_RATE)), back])
    return (loud * late[: len(said)]).astype(np.int16)


def power(samples: Samples) -> float:
    return float(np.square(samples, dtype=np.float64).mean())


def cancelled(canceller: EchoCanceller, heard: Samples, played: Samples) -> Samples:
    """Block by block, as live."""
    cuts = range(0, len(heard), BLOCK)
    return np.concatenate(
        [canceller.cancel(heard[at : at + BLOCK], played[at : at + BLOCK]) for at in cuts]
    )


@pytest.mark.parametrize("make", ENGINES)
def test_silence_stays_silence(make: Callable[[], EchoCanceller]) -> None:
    silence = np.zeros(50 * BLOCK, np.int16)
    left = cancelled(make(), silence, silence)
    assert left.dtype == np.int16
    assert not left.any()


@pytest.mark.parametrize("make", ENGINES)
def test_a_person_alone_is_left_as_heard(make: Callable[[], EchoCanceller], said: Samples) -> None:
    canceller = make()
    cancelled(canceller, room(said), said)
    after = np.zeros(20 * BLOCK, np.int16)
    cancelled(canceller, after, after)
    person = whole(read("what_is_childs_pose"))
    assert np.array_equal(cancelled(canceller, person, np.zeros_like(person)), person)


@pytest.mark.parametrize("make", ENGINES)
def test_parts_of_a_block_and_different_lengths_are_refused(
    make: Callable[[], EchoCanceller],
) -> None:
    block = np.zeros(BLOCK, np.int16)
    with pytest.raises(ValueError, match="whole blocks"):
        make().cancel(block[:-1], block[:-1])
    with pytest.raises(ValueError, match="whole blocks"):
        make().cancel(block, np.concatenate([block, block]))


@pytest.mark.parametrize("delay_s", DELAYS_S)
def test_its_own_voice_goes(said: Samples, delay_s: float) -> None:
    heard = room(said, delay_s)
    left = cancelled(KalmanEcho(), heard, said)
    early = slice(2 * SAMPLE_RATE, 4 * SAMPLE_RATE)
    settled = slice(8 * SAMPLE_RATE, None)
    assert power(left[early]) < power(heard[early]) / 5  # 11 dB and more were measured
    assert power(left[settled]) < power(heard[settled]) / 100  # 28 dB were


def test_blocks_taken_together_give_the_same(said: Samples) -> None:
    heard, some = room(said), 100 * BLOCK
    apart = cancelled(KalmanEcho(), heard[:some], said[:some])
    assert np.array_equal(KalmanEcho().cancel(heard[:some], said[:some]), apart)


@pytest.mark.parametrize("blocks", [1, -1])
def test_a_block_too_many_or_lost_costs_half_a_second_at_most(said: Samples, blocks: int) -> None:
    heard = room(said)
    at = 8 * SAMPLE_RATE
    moved = np.concatenate([heard[:at], np.roll(heard, blocks * BLOCK)[at:]])
    left = cancelled(KalmanEcho(), moved, said)
    after = slice(at + SAMPLE_RATE // 2, at + 3 * SAMPLE_RATE)
    assert power(left[after]) < power(moved[after]) / 100


def test_an_echo_that_comes_another_way_is_noticed_for_a_while(said: Samples) -> None:
    """While nothing is amiss it isn't, nor when a person speaks over it as loud as it is."""
    heard = room(said)
    at = 8 * SAMPLE_RATE
    canceller = KalmanEcho()
    person = np.zeros_like(heard)
    person[3 * SAMPLE_RATE :][: len(read("stop"))] = read("stop")
    cancelled(canceller, (heard + person)[:at], said[:at])
    assert not canceller.astray
    moved = np.roll(heard, 3 * BLOCK)
    second = slice(at, at + SAMPLE_RATE)
    cancelled(canceller, moved[second], said[second])
    assert canceller.astray
    rest = slice(at + SAMPLE_RATE, at + 8 * SAMPLE_RATE)
    cancelled(canceller, moved[rest], said[rest])
    assert not canceller.astray


def test_after_another_device_it_is_learnt_anew(said: Samples) -> None:
    heard = room(said)
    at = 8 * SAMPLE_RATE
    other = np.concatenate([heard[:at], -room(said, 0.031)[at:]])
    left = cancelled(KalmanEcho(), other, said)
    after = slice(at + 3 * SAMPLE_RATE, None)
    assert power(left[after]) < power(other[after]) / 10


def test_reset_forgets_the_room(said: Samples) -> None:
    heard, some = room(said), 100 * BLOCK
    canceller = KalmanEcho()
    first = cancelled(canceller, heard[:some], said[:some])
    canceller.reset()
    assert np.array_equal(cancelled(canceller, heard[:some], said[:some]), first)


@pytest.fixture(scope="module")
def recogniser() -> VoskRecogniser:
    return VoskRecogniser(data_folder("models") / "en")


@pytest.mark.parametrize("name", ["stop", "i_cant_feel_my_legs"])
def test_a_command_over_its_own_voice_is_understood(
    recogniser: VoskRecogniser, said: Samples, name: str
) -> None:
    """The echo is as loud as the person: without a canceller the command is lost."""
    person = whole(np.concatenate([hush(0.5), read(name), hush(0.5)]))
    start = 10 * SAMPLE_RATE // BLOCK * BLOCK
    end = start + len(person)
    loud = float(np.sqrt(power(read(name)) / power(room(said)[start:end])))
    heard = room(said, loud=0.3 * loud)
    heard[start:end] += person

    def words(canceller: EchoCanceller) -> str:
        left = cancelled(canceller, heard, said)[start:end]
        recogniser.expect([*SAID.values(), UNKNOWN])
        told = transcribe(recogniser, left).text.split()
        return " ".join(word for word in told if word != UNKNOWN)

    assert words(KalmanEcho()) == SAID[name]
    assert words(NoEcho()) != SAID[name]


def test_its_own_voice_gives_no_command(recogniser: VoskRecogniser, said: Samples) -> None:
    commands = ["stop", "pause", "next", "slower", "louder", "go back"]
    left = cancelled(KalmanEcho(), room(said), said)[8 * SAMPLE_RATE : 16 * SAMPLE_RATE]
    recogniser.expect([*commands, UNKNOWN])
    heard = [recogniser.accept(left[at : at + BLOCK]) for at in range(0, len(left), BLOCK)]
    finals = [*(final for final in heard if final is not None), recogniser.finish()]
    assert not {final.text for final in finals} & set(commands)
