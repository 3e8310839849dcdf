"""What a person is told when the sound goes away and comes back; no device is opened."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from voiceguide.apps.interlude import Interlude
from voiceguide.assembly import (
    make_assistant,
    make_brief_memory,
    make_listener,
    make_parts,
    make_phrases,
)
from voiceguide.devices.pair import Pair
from voiceguide.devices.portaudio import Direction, gone
from voiceguide.devices.soundcard import Outlet
from voiceguide.errors import Trouble
from voiceguide.messages.audio import BLOCK, Samples
from voiceguide.settings import Settings

GONE = gone("Headset", Direction.INPUT)


class Speaker(Pair):
    """Keeps what is played on it, as long as it is plugged in."""

    def __init__(self) -> None:
        super().__init__("", "", lambda n: np.zeros(n, np.int16))
        self.played: list[Samples] = []
        self.plugged_in = True

    def play(self, samples: Samples) -> None:
        if not self.plugged_in:
            raise gone("Headset", Direction.OUTPUT)
        self.played.append(samples)


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def interlude(
    told: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Interlude]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    def tell(trouble: Trouble) -> None:
        told.append(str(trouble))

    with closing(make_phrases(Settings())) as phrases:
        parts = make_parts(Settings(), make_brief_memory(), tell)
        assistant = make_assistant(parts, make_listener(parts), phrases)
        yield Interlude(parts, assistant, phrases, Speaker(), Outlet(), told.append)


def test_it_is_told_on_the_screen_and_aloud_as_loud_as_it_speaks(
    interlude: Interlude, told: list[str]
) -> None:
    interlude.begins(GONE)
    assert [GONE.what in line and "Ctrl-C" in line for line in told] == [True]
    words = interlude.parts.pack.answers.responses["_sound"].variants["away"]
    assert isinstance(interlude.pair, Speaker)
    (played,) = interlude.pair.played
    spoken = interlude.speech.phrase(words)
    assert len(played) == len(spoken)
    assert 0 < np.abs(played).max() < 0.5 * np.abs(spoken).max()


def test_without_a_speaker_the_screen_must_do(interlude: Interlude, told: list[str]) -> None:
    assert isinstance(interlude.pair, Speaker)
    interlude.pair.plugged_in = False
    interlude.begins(GONE)
    assert len(told) == 1


def test_back_it_says_so_and_plays_nothing_of_before(interlude: Interlude, told: list[str]) -> None:
    interlude.outlet.put(np.ones(BLOCK, np.int16))
    interlude.ends(3.0)
    assert not interlude.outlet.take(BLOCK).any()
    assert interlude.assistant.speaking
    assert told == ["listening again"]
