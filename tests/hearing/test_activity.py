"""Whether someone speaks, asked of the detector only where the room is louder than usual."""

import os
import subprocess
import sys
from collections.abc import Sequence

import numpy as np
import pytest

from tests.asking import ASKING
from tests.hearing.test_vosk_recogniser import blocks, hush, read
from voiceguide.hearing.activity import Floor, Presence
from voiceguide.hearing.engines.silero_activity import SileroActivity
from voiceguide.hearing.tuning import ABOVE_FLOOR, FLOOR_RISE, LINGER
from voiceguide.messages.audio import BLOCK, SAMPLE_RATE, Samples
from voiceguide.speaking.voice import Voice

SOON = 10
"""Blocks, 0.2 s."""


class Asked:
    """Silero, and how often it was asked."""

    def __init__(self) -> None:
        self.times = 0
        self._silero = SileroActivity()

    def speech(self, samples: Samples) -> float:
        self.times += 1
        return self._silero.speech(samples)


def room(seconds: float, level: float) -> Samples:
    """Steady noise; `level` is its root mean square."""
    random = np.random.default_rng(5)
    return random.normal(0, level, round(seconds * SAMPLE_RATE)).astype(np.int16)


def spoken(presence: Presence, samples: Samples) -> list[bool]:
    """By block, whether someone speaks."""
    return [presence.hear(block) for block in blocks(samples, [BLOCK])]


def above(floor: Floor, samples: Samples) -> Sequence[float]:
    return [floor.above(block) for block in blocks(samples, [BLOCK])]


@pytest.mark.parametrize("level", [0, 8, 80, 800, 5000])
def test_the_room_itself_is_never_loud(level: float) -> None:
    assert max(above(Floor(), room(3, level))) < ABOVE_FLOOR


def test_a_room_that_grows_loud_is_learnt_slowly_and_one_that_grows_quiet_at_once() -> None:
    floor = Floor()
    above(floor, room(1, 50))
    louder = above(floor, room(12, 500))
    assert louder[0] == pytest.approx(20, abs=2)
    learnt_s = (20 - ABOVE_FLOOR) / FLOOR_RISE
    quiet_again = next(number for number, over in enumerate(louder) if over < ABOVE_FLOOR)
    assert quiet_again * BLOCK / SAMPLE_RATE == pytest.approx(learnt_s, abs=1.5)
    above(floor, room(0.1, 50))
    assert above(floor, room(0.1, 500))[0] == pytest.approx(20, abs=2)


@pytest.mark.parametrize("level", [0, 8, 300])
def test_in_a_quiet_room_the_detector_is_never_asked(level: float) -> None:
    asked = Asked()
    assert not any(spoken(Presence(asked), room(5, level)))
    assert asked.times == 0


def test_after_a_noise_it_is_asked_for_a_while_only() -> None:
    asked = Asked()
    presence = Presence(asked)
    knock = room(0.02, 4000)
    assert not any(spoken(presence, np.concatenate([hush(1), knock, hush(4)])))
    assert 1 <= asked.times <= LINGER * SAMPLE_RATE / BLOCK + 2


@pytest.mark.parametrize("text", ["stop", "yes", "how long is left", "i can't feel my legs"])
def test_speech_is_noticed_within_a_few_blocks(voice: Voice, text: str) -> None:
    speech = voice.synthesise(text, ASKING)
    presence = Presence(SileroActivity())
    assert not any(spoken(presence, hush(1)))
    assert any(spoken(presence, speech)[:SOON])


def test_speech_is_noticed_in_a_noisy_room_too(voice: Voice) -> None:
    speech = voice.synthesise("should i walk today", ASKING)
    noise = room(1 + len(speech) / SAMPLE_RATE, 250)
    noise[-len(speech) :] += speech
    noticed = spoken(Presence(SileroActivity()), noise)
    assert not any(noticed[: SAMPLE_RATE // BLOCK])
    assert any(noticed[SAMPLE_RATE // BLOCK :][: 2 * SOON])


def test_silence_counts_from_the_last_speech_on() -> None:
    presence = Presence(SileroActivity())
    assert presence.silence == 1.0
    spoken(presence, np.concatenate([hush(1), read("what_is_childs_pose")]))
    before = presence.silence
    assert before < 0.4
    since, silences = 0.0, []
    for block in blocks(hush(3), [BLOCK]):
        since = 0.0 if presence.hear(block) else since + BLOCK / SAMPLE_RATE
        silences.append((presence.silence, since))
    assert silences[0][0] in (0.0, pytest.approx(before + BLOCK / SAMPLE_RATE))
    assert silences[-1][0] == pytest.approx(silences[-1][1], abs=before)
    assert silences[-1][0] > 2.4


@pytest.mark.parametrize("sizes", [[1], [100, 7], [BLOCK], [512], [4001]])
def test_silero_looks_at_whole_windows_however_the_sound_comes(sizes: list[int]) -> None:
    silero = SileroActivity()
    samples = read("stop")[: 10 * 512]
    *_, last = (silero.speech(block) for block in blocks(samples, sizes))
    assert last == SileroActivity().speech(samples)


ALONE = """
import os
import numpy as np
from voiceguide.hearing.engines.silero_activity import SileroActivity

silero = SileroActivity()
before = len(os.listdir("/proc/self/task"))
silero.speech(np.zeros(512, np.int16))
print(len(os.listdir("/proc/self/task")) - before, os.environ.get("OMP_THREAD_LIMIT"))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="threads are counted in /proc")
@pytest.mark.parametrize("limit", [None, "3"])
def test_silero_wakes_no_threads_and_leaves_those_of_others_alone(limit: str | None) -> None:
    given = {} if limit is None else {"OMP_THREAD_LIMIT": limit}
    answered = subprocess.run(
        [sys.executable, "-c", ALONE],
        env={**os.environ, **given},
        capture_output=True,
        text=True,
        check=True,
    )
    assert answered.stdout.split() == ["0", str(limit)]


def test_talk_counts_until_there_is_a_pause(voice: Voice) -> None:
    presence = Presence(SileroActivity())
    spoken(presence, hush(1))
    assert presence.talk == 0.0
    speech = voice.synthesise("should i walk today", ASKING)
    spoken(presence, speech)
    assert presence.talk == pytest.approx(len(speech) / SAMPLE_RATE, abs=0.6)
    spoken(presence, hush(1.5))
    assert presence.talk == 0.0
