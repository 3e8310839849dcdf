"""Whether what was heard was said at all: what our sentences explain better than any speech."""

from collections.abc import Mapping
from math import inf, isinf
from pathlib import Path

import numpy as np
import pytest

from tests.hearing.test_vosk_recogniser import SAID, blocks, hush, read
from tests.models.static_model import make_static
from voiceguide.content.files import data_folder
from voiceguide.hearing.engines.vosk_recogniser import VoskRecogniser
from voiceguide.hearing.recording import transcribe
from voiceguide.hearing.verification import Verified, Verifier
from voiceguide.messages.audio import SAMPLE_RATE, Samples
from voiceguide.messages.speech import UNKNOWN, Hypothesis, Word
from voiceguide.speaking.voice import Voice, VoiceStyle

FOREIGN = (
    ("gmw/en-us", "quarterly revenue exceeded analyst forecasts by a wide margin"),
    ("gmw/en-us", "gwendolyn's violin concerto premieres at the philharmonic"),
    ("gmw/en-us", "the chancellor vetoed legislation concerning maritime tariffs"),
    ("gmw/de", "die katze sitzt seit heute morgen auf dem alten dach und wartet"),
)
"""Talk that is meant for nobody here, and the voice it is in."""


@pytest.fixture(scope="module")
def model() -> VoskRecogniser:
    return VoskRecogniser(data_folder("models") / "en")


@pytest.fixture(scope="module")
def verifier(model: VoskRecogniser) -> Verifier:
    return model.verifier()


@pytest.fixture
def ear(model: VoskRecogniser, verifier: Verifier) -> Verified:
    return Verified(model.another(), verifier)


@pytest.fixture(scope="module")
def ours(model: VoskRecogniser, verifier: Verifier) -> Mapping[str, float]:
    """Support of each of our sentences."""
    ear = Verified(model.another(), verifier)
    return {name: transcribe(ear, padded(read(name))).support for name in SAID}


def padded(samples: Samples) -> Samples:
    return np.concatenate([hush(0.3), samples, hush(0.3)])


@pytest.mark.parametrize("name", SAID)
def test_a_sentence_of_ours_has_more_support_than_the_same_backwards(
    verifier: Verifier, name: str
) -> None:
    said = read(name)
    assert verifier.support(said) > 2 * max(1.0, verifier.support(said[::-1].copy()))


@pytest.mark.parametrize(("speaker", "text"), FOREIGN)
def test_other_talk_has_much_less_support_than_a_sentence_of_ours(
    voice: Voice, ear: Verified, ours: Mapping[str, float], speaker: str, text: str
) -> None:
    heard = transcribe(ear, padded(voice.synthesise(text, VoiceStyle(speaker, 150))))
    assert heard.support < min(ours[name] for name in SAID if name != "stop") / 3
    assert heard.support < ours["stop"]


def test_the_same_sound_has_the_same_score_whatever_was_scored_before(verifier: Verifier) -> None:
    first = [verifier.support(read(name)) for name in SAID]
    assert [verifier.support(read(name)) for name in reversed(SAID)] == first[::-1]


def test_nothing_is_not_supported(verifier: Verifier) -> None:
    assert verifier.support(np.zeros(0, np.int16)) == -inf


def test_it_is_the_words_that_are_scored_not_the_silence_around_them(ear: Verified) -> None:
    near = transcribe(ear, padded(read("stop")))
    far = transcribe(ear, np.concatenate([hush(3), read("stop"), hush(3)]))
    assert far.support == pytest.approx(near.support, abs=2)


def test_words_are_the_same_as_unverified(model: VoskRecogniser, ear: Verified) -> None:
    fresh = model.another()
    for name in SAID:
        plain, verified = transcribe(fresh, read(name)), transcribe(ear, read(name))
        assert (verified.text, verified.words) == (plain.text, plain.words)


def test_later_utterances_are_scored_by_their_own_sound(
    ear: Verified, ours: Mapping[str, float]
) -> None:
    ear.expect(None)
    for name in SAID:
        for block in blocks(padded(read(name)), [320]):
            ear.accept(block)
        assert ear.finish().support == pytest.approx(ours[name], abs=2)


class Belated(VoskRecogniser):
    """Says a word of long ago."""

    def finish(self) -> Hypothesis:
        super().finish()
        return Hypothesis("stop", (Word("stop", 1.0, 0.0, 0.4),))


def test_words_whose_sound_is_gone_have_no_support(verifier: Verifier) -> None:
    ear = Verified(Belated(data_folder("models") / "en"), verifier)
    transcribe(ear, hush(1))
    assert transcribe(ear, hush(1)).support == 0.0


def test_silence_has_no_words_to_score(ear: Verified) -> None:
    heard = transcribe(ear, hush(2))
    assert heard == Hypothesis("")
    assert isinf(heard.support)


def test_speech_that_is_none_of_ours_supports_none_of_our_words(ear: Verified) -> None:
    ear.expect(["louder", UNKNOWN])
    heard = transcribe(ear, padded(read("what_is_childs_pose")))
    assert set(heard.text.split()) == {UNKNOWN}
    assert heard.support == 0.0


def test_a_model_that_can_not_be_narrowed_is_trusted(tmp_path: Path) -> None:
    static = VoskRecogniser(make_static(tmp_path / "static", ["stop", "walk"]))
    ear = Verified(static, static.verifier())
    heard = transcribe(ear, read("stop"))
    assert heard.text == "stop"
    assert heard.support == inf
    assert static.verifier().support(np.zeros(SAMPLE_RATE, np.int16)) == inf
