"""The main job, with real parts: a question spoken aloud is heard and answered from the article."""

from pathlib import Path

import numpy as np
import pytest

from tests.asking import ASKING
from voiceguide.apps.asking import Asker
from voiceguide.assembly import make_brief_memory
from voiceguide.content.pack import Pack
from voiceguide.devices.wavfile import write
from voiceguide.messages.audio import SAMPLE_RATE, Samples
from voiceguide.settings import Settings
from voiceguide.speaking.voice import Voice


@pytest.fixture(scope="module")
def asker() -> Asker:
    return Asker(Settings(), make_brief_memory())


def spoken(voice: Voice, text: str) -> Samples:
    pause = np.zeros(SAMPLE_RATE // 2, np.int16)
    return np.concatenate([pause, voice.synthesise(text, ASKING), pause])


@pytest.mark.parametrize(
    ("question", "intent", "section"),
    [
        ("should i walk today", "WalkToday", "ok"),
        ("how much should i walk", "WalkAmount", "amount"),
        ("is it better to walk or rest", "WalkOrRest", "rest"),
        ("can walking make it worse", "WalkingWorse", "worse"),
        ("what should i avoid", "Avoid", "avoid"),
        ("what is child's pose", "ChildsPoseInfo", "childs-pose"),
        ("how common is back pain", "Prevalence", "intro"),
        ("how long does back pain last", "Outlook", "ok"),
        ("i can't feel my legs", "Emergency", None),
        ("stop", "Stop", None),
        ("louder", "Louder", None),
    ],
)
def test_a_spoken_question_is_answered(
    voice: Voice, asker: Asker, question: str, intent: str, section: str | None
) -> None:
    answer = asker.sound(spoken(voice, question)).as_json()
    assert answer["intent"] == intent, answer["heard"]
    assert answer["source"] == section
    assert (answer["reply"] == "") == (intent == "Stop")


def test_typed_and_recorded_questions_get_the_same_answer(
    voice: Voice, asker: Asker, tmp_path: Path
) -> None:
    path = tmp_path / "question.wav"
    write(path, spoken(voice, "should i stay in bed"))
    recorded, typed = asker.wav(path).as_json(), asker.text("should i stay in bed").as_json()
    assert recorded["reply"] == typed["reply"]


def test_silence_and_noise_are_not_taken_for_a_question(asker: Asker, pack: Pack) -> None:
    noise = np.random.default_rng(1).normal(0, 500, 3 * SAMPLE_RATE).astype(np.int16)
    not_caught = pack.answers.responses["_hearing"].variants["not_caught"]
    for samples in (np.zeros(0, np.int16), np.zeros(SAMPLE_RATE, np.int16)):
        assert asker.sound(samples).as_json()["reply"] == not_caught
    assert asker.sound(noise).as_json()["intent"] in (None, "OutOfScope")
