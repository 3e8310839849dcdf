"""A conversation whose voice fails: what was prepared is spoken, the rest is chimed."""

import threading
from pathlib import Path

import numpy as np
import pytest

from voiceguide.apps.rehearsal import Scripted
from voiceguide.assembly import fixed_texts, make_assistant, make_brief_memory, make_parts
from voiceguide.errors import Trouble
from voiceguide.messages.audio import BLOCK, SAMPLE_RATE, Samples
from voiceguide.messages.rehearsal import Line
from voiceguide.mind import Turn
from voiceguide.settings import Settings
from voiceguide.speaking.phrases import Phrases
from voiceguide.speaking.speaker import gain
from voiceguide.speaking.steady import SteadySpeech
from voiceguide.speaking.voice import VoiceStyle

STYLE = VoiceStyle()
FOREVER = 60.0


class Failing:
    """A voice that hums as long as it can, and may be made to fail or to hang."""

    engine = "hum 1"

    def __init__(self) -> None:
        self.broken = False
        self.free = threading.Event()
        self.free.set()

    def synthesise(self, text: str, style: VoiceStyle) -> Samples:
        self.free.wait()
        if self.broken:
            raise Trouble("It broke.", "Mend it.")
        return np.full(100 * len(text), len(text), np.int16)

    def voices(self) -> tuple[str, ...]:
        return ("hum",)

    def close(self) -> None:
        self.free.set()


@pytest.fixture
def voice() -> Failing:
    return Failing()


@pytest.fixture
def told() -> list[Trouble]:
    return []


def test_prepared_words_are_spoken_and_others_chimed_and_it_is_told_once(
    voice: Failing, told: list[Trouble]
) -> None:
    phrases = Phrases(voice, STYLE)
    phrases.prepare(["Get help."])
    speech = SteadySpeech(phrases, told.append, FOREVER)
    voice.broken = True
    tone = speech.phrase("Your pain was six yesterday.")
    assert np.abs(tone).max() > 3000
    assert speech.lasts("Something else.") == len(tone) / SAMPLE_RATE
    assert len(speech.phrase("Get help.")) == 900
    assert [trouble.what for trouble in told] == ["It broke."]


def test_what_was_prepared_may_lie_on_the_disk(
    voice: Failing, told: list[Trouble], tmp_path: Path
) -> None:
    Phrases(voice, STYLE, tmp_path).prepare(["Get help."])
    voice.broken = True
    speech = SteadySpeech(Phrases(voice, STYLE, tmp_path), told.append)
    assert len(speech.phrase("Get help.")) == 900
    assert not told


def test_a_voice_that_is_mended_speaks_and_is_told_of_when_it_fails_again(
    voice: Failing, told: list[Trouble]
) -> None:
    speech = SteadySpeech(Phrases(voice, STYLE), told.append, FOREVER)
    for text in ("One.", "Two."):
        voice.broken = True
        tone = speech.phrase(text)
        voice.broken = False
        assert len(speech.phrase(text)) == 400 != len(tone)
    assert len(told) == 2


def test_a_voice_that_hangs_is_waited_for_once_and_what_it_says_at_last_is_kept(
    voice: Failing, told: list[Trouble]
) -> None:
    phrases = Phrases(voice, STYLE)
    voice.free.clear()
    tone = SteadySpeech(phrases, told.append, 0.05).phrase("One.")
    assert np.abs(tone).max() > 3000
    (trouble,) = told
    assert "voiceguide doctor" in trouble.mend

    speech = SteadySpeech(phrases, told.append, 0.05)
    assert np.array_equal(speech.phrase("One."), tone)
    speech._limit_s = FOREVER
    assert np.array_equal(speech.phrase("Two."), tone), "it waited behind the text that hangs"
    voice.free.set()
    assert speech._making is not None
    assert len(speech._making.result()) == 400
    assert len(speech.phrase("One.")) == len(speech.phrase("Two.")) == 400


def test_an_assistant_without_a_voice_still_tells_to_get_help(
    voice: Failing, told: list[Trouble]
) -> None:
    parts = make_parts(Settings(), make_brief_memory(), told.append)
    phrases = Phrases(voice, STYLE)
    phrases.prepare(fixed_texts(parts))
    voice.broken = True
    lines = [Line(0.0, "my pain is a six", None), Line(0.02, "i can't feel my legs", None)]
    speech = SteadySpeech(phrases, told.append, FOREVER)
    turns: list[Turn] = []
    assistant = make_assistant(parts, Scripted(lines), speech, turns.append)
    block = np.zeros(BLOCK, np.int16)
    assert not assistant.speaking
    assistant.process(block)
    assert assistant.speaking and len(told) == 1
    played = assistant.process(block)
    assert [turn.intent.name for turn in turns] == ["PainLevel", "Emergency"]
    hum = len(turns[-1].reply) * gain(Settings().volume)
    assert played[-1] == round(hum)
    assert len(told) == 1
