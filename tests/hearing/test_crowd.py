"""Whether others talk: a person on the floor is answered, a television talks on and on."""

import numpy as np
import soxr

from tests.asking import ASKING
from tests.hearing.test_vosk_recogniser import blocks, hush
from voiceguide.assembly import make_voiceprint
from voiceguide.hearing.activity import Presence
from voiceguide.hearing.crowd import Crowd
from voiceguide.hearing.engines.silero_activity import SileroActivity
from voiceguide.hearing.tuning import NEARER_BY
from voiceguide.messages.audio import BLOCK, SAMPLE_RATE, Samples
from voiceguide.speaking.voice import Voice

TALK = "what is child's pose good for and how long does it take"


def heard(*sounds: Samples, own: bool = False) -> Crowd:
    presence, crowd = Presence(SileroActivity()), Crowd(make_voiceprint())
    for block in blocks(np.concatenate([hush(1), *sounds]), [BLOCK]):
        crowd.note(block, presence.hear(block), own)
    return crowd


def before(order: Samples, *sounds: Samples, own: bool = False) -> float:
    """How much others spoke, where these sounds were heard before an order."""
    crowd = heard(*sounds, own=own)
    for block in blocks(np.concatenate([order, hush(0.1)]), [BLOCK]):
        crowd.note(block, True, False)
    return crowd_before(crowd, 0.1, len(order) / SAMPLE_RATE)


def crowd_before(crowd: Crowd, ended: float, lasted: float) -> float:
    """The same as the listener asks it."""
    return crowd.before(ended, lasted, familiar=crowd.familiar(ended, lasted))


def before_stop(voice: Voice, *sounds: Samples, own: bool = False) -> float:
    return before(voice.synthesise("stop", ASKING), *sounds, own=own)


def someone_else(said: Samples) -> Samples:
    """The same by a smaller person."""
    higher = soxr.resample(said.astype(np.float32), 1.3 * SAMPLE_RATE, SAMPLE_RATE)
    return np.asarray(higher, np.int16)


def fainter(said: Samples, decibels: float) -> Samples:
    return (said / 10 ** (decibels / 20)).astype(np.int16)


def test_an_order_in_a_silent_room_comes_alone(voice: Voice) -> None:
    assert before_stop(voice, hush(3)) == 0.0


def test_the_longer_others_talk_the_more_of_a_crowd_they_are(voice: Voice) -> None:
    talk = voice.synthesise(TALK, ASKING)
    once, on_and_on = before_stop(voice, talk), before_stop(voice, *[talk] * 5)
    assert 0.2 < once < on_and_on
    assert 0.7 < on_and_on <= 1.0


def test_talk_of_long_ago_is_no_crowd(voice: Voice) -> None:
    assert before_stop(voice, voice.synthesise(TALK, ASKING), hush(20)) < 0.1


def test_who_speaks_up_over_a_faint_television_is_no_part_of_it(voice: Voice) -> None:
    talk = voice.synthesise(TALK, ASKING)
    order = someone_else(talk)
    assert before(order, *[fainter(talk, 16)] * 5) < 0.5 * before(order, *[talk] * 5)


def test_who_has_talked_on_comes_no_nearer_by_being_loud(voice: Voice) -> None:
    talk = voice.synthesise(TALK, ASKING)
    faint = fainter(talk, 16)
    assert before(talk, *[faint] * 5) > 0.9 * before(faint, *[faint] * 5)


def test_a_voice_that_talked_on_is_known_and_another_is_not(voice: Voice) -> None:
    talk = voice.synthesise(TALK, ASKING)
    lasted = len(talk) / SAMPLE_RATE
    theirs = heard(*[talk] * 3, talk).familiar(0.0, lasted)
    another = heard(*[someone_else(talk)] * 3, talk).familiar(0.0, lasted)
    assert theirs == 1.0
    assert another is not None and another < 0.5


def test_before_anybody_talked_no_voice_is_known(voice: Voice) -> None:
    order = voice.synthesise("stop", ASKING)
    assert heard(hush(3), order).familiar(0.0, len(order) / SAMPLE_RATE) is None


def test_who_was_not_understood_and_says_it_again_is_none_of_them(voice: Voice) -> None:
    talk = voice.synthesise(TALK, ASKING)
    order = someone_else(talk)
    faint = [fainter(talk, 16)] * 5
    crowd, lasted = heard(*faint, order, order), len(order) / SAMPLE_RATE
    assert crowd_before(crowd, 0.0, lasted) < crowd.before(0.0, lasted) + 0.2


def test_a_voice_that_was_answered_is_known_for_nothing(voice: Voice) -> None:
    talk = voice.synthesise(TALK, ASKING)
    crowd = heard(*[someone_else(fainter(talk, 16))] * 5, fainter(talk, 16))
    lasted = len(talk) / SAMPLE_RATE
    crowd.excuse(0.0, lasted)
    for block in blocks(talk, [BLOCK]):
        crowd.note(block, True, False)
    assert crowd_before(crowd, 0.0, lasted) < 0.3


def test_nor_when_it_has_said_more_than_all_others(voice: Voice) -> None:
    talk = voice.synthesise(TALK, ASKING)
    lasted = len(talk) / SAMPLE_RATE
    crowd = heard(someone_else(talk), *[talk] * 3)
    crowd.excuse(0.0, 3 * lasted)
    for block in blocks(talk, [BLOCK]):
        crowd.note(block, True, False)
    familiar = crowd.familiar(0.0, lasted)
    assert familiar is not None and familiar < 0.5


def test_a_voice_that_is_a_little_louder_now_is_no_nearer(voice: Voice) -> None:
    talk = voice.synthesise(TALK, ASKING)
    order, little = someone_else(talk), fainter(talk, NEARER_BY / 2)
    assert before(order, *[little] * 5) > 0.9 * before(order, *[talk] * 5)


def test_unless_it_stands_out(voice: Voice) -> None:
    talk = voice.synthesise(TALK, ASKING)
    crowd = heard(*[fainter(talk, 6)] * 5, someone_else(talk))
    ended, lasted = 0.0, len(talk) / SAMPLE_RATE
    assert crowd.before(ended, lasted, stands_out=True) < crowd.before(ended, lasted)


def test_what_was_answered_was_no_crowd(voice: Voice) -> None:
    question = voice.synthesise(TALK, ASKING)
    crowd = heard(question, hush(0.5))
    assert crowd.before(0.0, 0.0) > 0.2
    crowd.excuse(0.5, len(question) / SAMPLE_RATE)
    assert crowd.before(0.0, 0.0) == 0.0


def test_what_may_be_the_assistant_is_no_crowd(voice: Voice) -> None:
    assert before_stop(voice, *[voice.synthesise(TALK, ASKING)] * 3, own=True) == 0.0


def test_nothing_heard_is_no_crowd() -> None:
    assert Crowd(make_voiceprint()).before(0.0, 1.0) == 0.0
