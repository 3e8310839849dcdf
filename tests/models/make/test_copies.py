"""Copies change a voice, never what it says."""

from pathlib import Path

import numpy as np
import pytest

from models.make.alignment import FILLER
from models.make.copies import LEVEL, REPEATS, Copy, make_copy, plain_copy, read_copy
from models.make.features import mel_powers
from models.make.rooms import impulse_response, reverberant
from models.make.sphinx import Definition, Position
from models.make.utterance import Aligned, Utterance


def recording(definition: Definition, speaker: str, level: float) -> Aligned:
    """A second: silence, half a second of a vowel, silence."""
    random = np.random.default_rng(2)
    sound = random.normal(0, 1, 16000)
    sound[4000:12000] += level * random.normal(0, 1, 8000)
    vowel = definition.numbers["AA"]
    marks = [(definition.silence, FILLER, 0, 25), (vowel, Position.SINGLE, 25, 50)]
    said = Utterance(speaker, speaker, "ah", sound.astype(np.int16))
    return Aligned(said, np.array(marks, np.int32))


def vowels(copy: Copy, definition: Definition) -> np.ndarray:
    return np.asarray(copy.labels.phones == definition.numbers["AA"])


def test_a_plain_copy_makes_all_voices_equally_loud(definition: Definition) -> None:
    quiet, loud = (
        plain_copy([recording(definition, "x:y", level)], definition) for level in (50, 5000)
    )
    heard = [one.powers[vowels(one, definition)].astype(float).mean() for one in (quiet, loud)]
    noise = np.random.default_rng(1).normal(0, LEVEL, 16000)
    assert heard[0] == pytest.approx(heard[1], abs=0.2)
    assert heard[0] == pytest.approx(np.log(mel_powers(noise)).mean(), abs=0.3)


def test_labels_stay_with_their_sounds_at_any_pace(definition: Definition) -> None:
    for seed in range(8):
        copy = make_copy([recording(definition, "x:y", 2000)], definition, seed)
        spoken = vowels(copy, definition)
        assert len(copy.powers) == len(copy.labels.senones) == len(copy.labels.phones)
        inside = copy.powers[spoken].astype(float).mean()
        before = copy.powers[: np.flatnonzero(spoken)[0] - 3].astype(float).mean()
        assert inside > before + 5
        assert 0.8 < spoken.sum() / 50 < 1.2


def test_a_scarce_source_stands_there_more_often(definition: Definition) -> None:
    one, many = (
        vowels(make_copy([recording(definition, speaker, 2000)], definition, 1), definition).sum()
        for speaker in ("tts:y", "sc:y")
    )
    assert many / one == pytest.approx(REPEATS["sc"], rel=0.25)


def test_after_some_utterances_nobody_speaks_for_a_while(definition: Definition) -> None:
    copy = make_copy([recording(definition, "x:y", 2000)] * 30, definition, 1)
    changes = np.flatnonzero(np.diff(vowels(copy, definition)))
    silences = (changes[2::2] - changes[1:-1:2]) / 100
    assert 0.2 < (silences > 0.9).mean() < 0.7
    assert silences.max() < 3
    longest = silences.argmax()
    first, last = changes[1 + 2 * longest] + 30, changes[2 + 2 * longest] - 30
    assert copy.powers[first:last].astype(float).mean() < copy.powers.astype(float).mean() - 2


def test_the_same_seed_makes_the_same_copy(definition: Definition, tmp_path: Path) -> None:
    data = [recording(definition, "sc:a", 2000), recording(definition, "so:b", 200)]
    make_copy(data, definition, 5).save(tmp_path / "copy.npz")
    again = make_copy(data, definition, 5)
    np.testing.assert_array_equal(read_copy(tmp_path / "copy.npz").powers, again.powers)


def test_a_room_begins_with_the_direct_sound_and_fades() -> None:
    random = np.random.default_rng(3)
    for _ in range(20):
        response = impulse_response(random)
        assert response[0] == 1
        late = response[len(response) // 2 :]
        assert np.abs(late).max() < np.abs(response[1:]).max() / 3
    click = np.zeros(16000, np.float32)
    click[100] = 1000
    assert np.abs(reverberant(click, random)).argmax() >= 100
