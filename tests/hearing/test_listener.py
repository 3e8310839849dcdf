"""Two ears: what is heard while the assistant speaks, and across its beginnings and ends."""

import numpy as np
import pytest

from tests.asking import ASKING
from voiceguide.assembly import answers, commands
from voiceguide.content.pack import Pack
from voiceguide.hearing.engines.vosk_recogniser import VoskRecogniser
from voiceguide.hearing.listener import Listener
from voiceguide.messages.audio import BLOCK, SAMPLE_RATE, Samples
from voiceguide.model_choice import model_folder
from voiceguide.settings import Settings
from voiceguide.speaking.voice import Voice

PAUSE = np.zeros(SAMPLE_RATE, np.int16)


@pytest.fixture(scope="module")
def engines() -> VoskRecogniser:
    return VoskRecogniser(model_folder(Settings()))


def listener(engines: VoskRecogniser, pack: Pack, echo: bool) -> Listener:
    return Listener(engines.another(), engines.another(), commands(pack), answers(pack), echo)


def hear(
    ears: Listener, samples: Samples, speaking: bool = False, asked: bool = False
) -> list[str]:
    whole = samples[: len(samples) // BLOCK * BLOCK].reshape(-1, BLOCK)
    heard = [ears.hear(block, speaking, asked) for block in whole]
    return [one.text for one in heard if one is not None]


def say(voice: Voice, text: str) -> Samples:
    return np.concatenate([PAUSE, voice.synthesise(text, ASKING), PAUSE])


def test_a_command_is_heard_while_the_assistant_speaks(
    voice: Voice, engines: VoskRecogniser, pack: Pack
) -> None:
    ears = listener(engines, pack, echo=True)
    assert hear(ears, say(voice, "pause"), speaking=True) == ["pause"]


def test_with_an_echo_only_commands_count_while_it_speaks(
    voice: Voice, engines: VoskRecogniser, pack: Pack
) -> None:
    ears = listener(engines, pack, echo=True)
    question = say(voice, "what is child's pose good for")
    assert hear(ears, question, speaking=True) == []
    assert len(hear(ears, question)) == 1


def test_without_an_echo_a_question_is_heard_too(
    voice: Voice, engines: VoskRecogniser, pack: Pack
) -> None:
    ears = listener(engines, pack, echo=False)
    assert len(hear(ears, say(voice, "what is child's pose good for"), speaking=True)) == 1


def test_a_command_that_outlasts_the_answer_is_heard_once(
    voice: Voice, engines: VoskRecogniser, pack: Pack
) -> None:
    ears = listener(engines, pack, echo=True)
    said = say(voice, "how long is left")
    middle = len(said) // 2 // BLOCK * BLOCK
    heard = hear(ears, said[:middle], speaking=True) + hear(ears, said[middle:])
    assert heard == ["how long is left"]


@pytest.mark.parametrize("word", ["yes", "no"])
def test_yes_and_no_count_while_it_asks(
    voice: Voice, engines: VoskRecogniser, pack: Pack, word: str
) -> None:
    ears = listener(engines, pack, echo=True)
    assert hear(ears, np.concatenate([say(voice, word), PAUSE]), speaking=True) == []
    assert hear(ears, say(voice, word), asked=True) == [word]


def test_silence_is_nothing(engines: VoskRecogniser, pack: Pack) -> None:
    assert hear(listener(engines, pack, echo=True), np.tile(PAUSE, 3)) == []
