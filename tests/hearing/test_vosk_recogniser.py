"""Vosk itself, with the embedded model and speech that the embedded synthesiser made."""

import wave
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pytest
import vosk

from voiceguide.content.files import data_folder
from voiceguide.hearing.engines.vosk_recogniser import VoskRecogniser
from voiceguide.hearing.recording import transcribe
from voiceguide.messages.audio import SAMPLE_RATE, Samples
from voiceguide.messages.speech import UNKNOWN, Hypothesis, Word

SPOKEN = Path(__file__).parent / "spoken"
SAID = {
    "is_it_okay_to_walk": "is it okay to walk",
    "what_is_childs_pose": "what is child's pose",
    "i_cant_feel_my_legs": "i can't feel my legs",
    "stop": "stop",
}


def read(name: str) -> Samples:
    with wave.open(str(SPOKEN / f"{name}.wav")) as file:
        assert file.getframerate() == SAMPLE_RATE
        return np.frombuffer(file.readframes(file.getnframes()), np.int16)


def hush(seconds: float) -> Samples:
    return np.random.default_rng(1).normal(0, 8, int(seconds * SAMPLE_RATE)).astype(np.int16)


def test_one_whose_making_was_broken_off_goes_without_a_word(
    capfd: pytest.CaptureFixture[str],
) -> None:
    VoskRecogniser(data_folder("models") / "en")
    vosk.KaldiRecognizer.__new__(vosk.KaldiRecognizer)
    assert capfd.readouterr().err == ""


def blocks(samples: Samples, sizes: Sequence[int]) -> Iterable[Samples]:
    at, number = 0, 0
    while at < len(samples):
        yield samples[at : at + sizes[number % len(sizes)]]
        at += sizes[number % len(sizes)]
        number += 1


@pytest.fixture(scope="module")
def recogniser() -> VoskRecogniser:
    return VoskRecogniser(data_folder("models") / "en")


@pytest.fixture(autouse=True)
def anew(recogniser: VoskRecogniser) -> None:
    recogniser.expect(None)


@pytest.mark.parametrize(("name", "text"), SAID.items())
def test_it_hears_what_is_said(recogniser: VoskRecogniser, name: str, text: str) -> None:
    heard = transcribe(recogniser, read(name))
    assert heard.text == text
    assert [word.text for word in heard.words] == text.split()
    assert all(0 <= word.confidence <= 1 for word in heard.words)


def test_silence_is_no_words(recogniser: VoskRecogniser) -> None:
    assert transcribe(recogniser, hush(3)) == Hypothesis("")
    assert recogniser.finish() == Hypothesis("")


@pytest.mark.parametrize("sizes", [[1], [7, 320, 1], [320], [1600], [4001], [10**9]])
def test_blocks_of_any_size_give_the_same(recogniser: VoskRecogniser, sizes: list[int]) -> None:
    samples = np.concatenate(
        [read("stop"), hush(1.2), read("what_is_childs_pose"), hush(1.2), read("stop")]
    )

    def run(sizes: Sequence[int]) -> list[tuple[str, float]]:
        recogniser.expect(None)
        heard = [recogniser.accept(block) for block in blocks(samples, sizes)]
        joined = [part for part in [*heard, recogniser.finish()] if part is not None]
        words = [word for part in joined for word in part.words]
        return [(word.text, round(word.confidence, 6)) for word in words]

    assert run(sizes) == run([800])


def test_an_utterance_ends_by_itself_after_a_long_silence(recogniser: VoskRecogniser) -> None:
    """Long before, `endpoint.py` has seen that it is over."""
    early = [recogniser.accept(block) for block in blocks(padded("stop", 3), [320])]
    assert not any(early)
    assert recogniser.partial() == "stop"
    late = [recogniser.accept(block) for block in blocks(hush(4), [320])]
    assert [final.text for final in late if final is not None] == ["stop"]


def test_after_an_end_times_go_on(recogniser: VoskRecogniser) -> None:
    assert recogniser.finish().text == ""
    words: list[Word] = []
    for _ in range(2):
        for block in blocks(padded("stop", 0.5), [320]):
            assert recogniser.accept(block) is None
        words += recogniser.finish().words
    assert [word.text for word in words] == ["stop", "stop"]
    first, second = words
    lasted = len(padded("stop", 0.5)) / SAMPLE_RATE
    assert first.start < first.end < second.start
    assert second.start - first.start == pytest.approx(lasted, abs=0.1)


def padded(name: str, after: float) -> Samples:
    return np.concatenate([hush(0.5), read(name), hush(after)])


def test_partials_grow_into_the_final(recogniser: VoskRecogniser) -> None:
    partials = []
    for block in blocks(read("is_it_okay_to_walk"), [320]):
        recogniser.accept(block)
        partials.append(recogniser.partial())
    assert partials[0] == ""
    assert partials[-1].startswith("is it okay")
    assert recogniser.finish().text == "is it okay to walk"
    assert recogniser.partial() == ""


def test_expecting_phrases_shuts_out_everything_else(recogniser: VoskRecogniser) -> None:
    recogniser.expect(["stop", "be quiet", UNKNOWN])
    assert transcribe(recogniser, read("stop")).text == "stop"
    heard = transcribe(recogniser, read("what_is_childs_pose"))
    assert set(heard.text.split()) <= {"stop", "be", "quiet", UNKNOWN}
    assert UNKNOWN in heard.text
    recogniser.expect(None)
    assert transcribe(recogniser, read("what_is_childs_pose")).text == "what is child's pose"


def test_expecting_drops_what_was_half_heard(recogniser: VoskRecogniser) -> None:
    samples = read("is_it_okay_to_walk")
    recogniser.accept(samples[: len(samples) // 2])
    recogniser.expect(["stop"])
    assert recogniser.partial() == ""
    assert recogniser.finish().text == ""


def test_words_it_can_not_hear_are_told(recogniser: VoskRecogniser) -> None:
    assert recogniser.missing(["stop xylophonist", "zyzzyva"]) == ("xylophonist", "zyzzyva")
    recogniser.expect(["stop", "stop xylophonist"])
    assert recogniser.unheard == ("stop xylophonist",)
    assert recogniser.narrows


def test_digital_silence_costs_no_word(recogniser: VoskRecogniser) -> None:
    zeros = np.zeros(SAMPLE_RATE // 3, np.int16)
    for name, text in SAID.items():
        recogniser.expect(None)
        assert transcribe(recogniser, np.concatenate([zeros, read(name)])).text == text


def test_the_engine_warns_nobody(
    recogniser: VoskRecogniser, capfd: pytest.CaptureFixture[str]
) -> None:
    noise = np.random.default_rng(2).normal(0, 3000, SAMPLE_RATE).astype(np.int16)
    for at in range(0, len(read("stop")), 1600):
        transcribe(recogniser, np.concatenate([read("stop")[:at], noise]))
    assert capfd.readouterr().err == ""
