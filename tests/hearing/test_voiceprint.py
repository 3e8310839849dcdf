"""Whose voice it is: the same person's words are more alike than two people's."""

from pathlib import Path

import numpy as np
import pytest

from tests.asking import ASKING
from tests.hearing.test_crowd import someone_else
from voiceguide.assembly import make_voiceprint
from voiceguide.content.files import data_folder
from voiceguide.errors import Trouble
from voiceguide.hearing.engines.ge2e_voiceprint import VOICEPRINT, read_voiceprint
from voiceguide.hearing.tuning import UNLIKE
from voiceguide.speaking.voice import Voice

ORDERS = ["next stretch please", "how long is left", "should i walk today"]


@pytest.mark.parametrize("order", ORDERS)
def test_a_voice_is_known_by_other_words(voice: Voice, order: str) -> None:
    voiceprint = make_voiceprint()
    talk = voiceprint.of(voice.synthesise("it was raining all day long in the park", ASKING))
    said = voice.synthesise(order, ASKING)
    assert talk @ voiceprint.of(someone_else(said)) < talk @ voiceprint.of(said) - 0.05


def test_a_voice_is_the_same_however_loud(voice: Voice) -> None:
    voiceprint, said = make_voiceprint(), voice.synthesise(ORDERS[0], ASKING)
    assert voiceprint.of(said) @ voiceprint.of(said // 8) > 0.99


def test_silence_has_a_voice_like_nobodys(voice: Voice) -> None:
    voiceprint = make_voiceprint()
    silent = voiceprint.of(np.zeros(8000, np.int16))
    assert silent @ voiceprint.of(voice.synthesise(ORDERS[0], ASKING)) < UNLIKE


@pytest.mark.parametrize("left", [0, 1000, 1_000_000])
def test_a_network_that_is_half_there_is_refused(tmp_path: Path, left: int) -> None:
    half = tmp_path / "half.npz"
    half.write_bytes((data_folder("models") / VOICEPRINT).read_bytes()[:left])
    with pytest.raises(Trouble, match="reinstall"):
        read_voiceprint(half)


def test_another_network_is_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "other.npz", weights=np.zeros(3))
    with pytest.raises(Trouble, match="reinstall"):
        read_voiceprint(tmp_path / "other.npz")
