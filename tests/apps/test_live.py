"""The live assistant, block by block, without a sound card: its samples are its only clock."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from tests.asking import ASKING
from voiceguide.assembly import (
    make_assistant,
    make_brief_memory,
    make_listener,
    make_mind,
    make_parts,
    make_phrases,
    make_voice,
)
from voiceguide.assistant import Assistant
from voiceguide.content.pack import Pack
from voiceguide.errors import Trouble
from voiceguide.messages.audio import BLOCK, SAMPLE_RATE, Samples
from voiceguide.messages.speech import Hypothesis
from voiceguide.mind import Turn
from voiceguide.settings import Settings

PAUSE = np.zeros(SAMPLE_RATE, np.int16)


@pytest.fixture
def turns() -> list[Turn]:
    return []


@pytest.fixture
def assistant(
    pack: Pack, turns: list[Turn], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Assistant]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with closing(make_phrases(Settings())) as phrases:
        parts = make_parts(Settings(), make_brief_memory())
        yield make_assistant(parts, make_listener(parts), phrases, turns.append)


def spoken(text: str) -> Samples:
    with closing(make_voice()) as voice:
        return np.concatenate([voice.synthesise(text, ASKING), PAUSE])


def hear(assistant: Assistant, samples: Samples) -> Samples:
    """What it plays while it hears `samples`."""
    whole = samples[: len(samples) // BLOCK * BLOCK].reshape(-1, BLOCK)
    return np.concatenate([assistant.process(block) for block in whole])


def test_a_question_is_answered_and_stop_silences_the_answer(
    assistant: Assistant, turns: list[Turn]
) -> None:
    assert not hear(assistant, PAUSE).any()
    played = hear(assistant, spoken("how much should i walk today"))
    assert [turn.intent.name for turn in turns] == ["WalkAmount"]
    assert played.any() and assistant.speaking
    hear(assistant, spoken("stop"))
    assert turns[-1].intent.name == "Stop"
    assert not assistant.speaking
    assert not hear(assistant, PAUSE).any()
    hear(assistant, spoken("where does this come from"))
    assert turns[-1].intent.name == "Source"


def test_while_it_speaks_only_commands_count(assistant: Assistant, turns: list[Turn]) -> None:
    hear(assistant, spoken("is it better to walk or rest"))
    assert assistant.speaking
    hear(assistant, spoken("what is child's pose"))
    assert [turn.intent.name for turn in turns] == ["WalkOrRest"]


def test_silence_in_a_room_gets_no_answer(assistant: Assistant, turns: list[Turn]) -> None:
    noise = np.random.default_rng(3).normal(0, 80, 5 * SAMPLE_RATE).astype(np.int16)
    assert not hear(assistant, noise).any()
    assert not turns


def test_a_diary_that_fails_does_not_end_the_listening(pack: Pack) -> None:
    told: list[Trouble] = []
    memory = make_brief_memory()
    mind = make_mind(make_parts(Settings(), memory, told.append), lambda text: 1.0)
    memory.close()
    assert mind.due() is None
    assert len(told) == 1
    assert mind.turn(Hypothesis("my pain is a six")).reply
