"""Noise that is added in mel bands is like noise that was there."""

import numpy as np
import pytest

from models.make.copies import LEVEL, Copy
from models.make.features import CEPSTRA, FLOOR, mel_powers
from models.make.labels import Labels
from models.make.mixing import Mixer, Shape
from models.make.noises import Noise, white_noise

SHAPE = Shape(outputs=10, every=3, context=13)


def logs(sound: np.ndarray) -> np.ndarray:
    return np.log(np.maximum(mel_powers(sound), FLOOR))


@pytest.fixture(scope="module")
def mixer() -> Mixer:
    sound = np.random.default_rng(1).normal(0, LEVEL, 80000)
    powers = logs(sound)
    ones = np.ones(len(powers), np.int64)
    copy = Copy(powers.astype(np.float16), Labels(ones.astype(np.int16), ones.astype(np.int8)))
    noise = Noise("n", "CC0", logs(np.random.default_rng(2).normal(0, LEVEL, 40000)))
    return Mixer([copy], [(ones * 7, ones * 3)], [noise], white_noise(5, 1), SHAPE, 1)


def test_powers_of_independent_sounds_add() -> None:
    random = np.random.default_rng(5)
    one, other = random.normal(0, 800, (2, 160000))
    together = np.log(mel_powers(one + other))
    added = np.logaddexp(logs(one), logs(other))
    assert abs((together - added).mean()) < 0.1


def test_a_batch_has_the_networks_shape(mixer: Mixer) -> None:
    batch = mixer.draw(5)
    assert batch.cepstra.shape == (5, SHAPE.frames, len(CEPSTRA))
    assert batch.cepstra.dtype == np.float32
    assert batch.classes.shape == batch.phones.shape == (5, SHAPE.outputs)
    assert np.isfinite(batch.cepstra).all()


def test_where_there_is_only_noise_nothing_is_said(mixer: Mixer) -> None:
    batch = mixer.draw(600)
    silent = (batch.classes == 0).all(1)
    assert 0.08 < silent.mean() < 0.22
    assert (batch.phones[silent] == 0).all()
    assert (batch.classes[~silent] == 7).all()
    assert (batch.phones[~silent] == 3).all()


def test_speech_arrives_at_many_levels(mixer: Mixer) -> None:
    loudness = mixer.draw(300).cepstra[:, :, 0].mean(1)
    assert np.ptp(loudness) > 30


def test_made_noise_is_steady_or_swells(mixer: Mixer) -> None:
    hisses = np.stack([mixer._hiss() for _ in range(200)])
    loudness = hisses.mean(2)
    swing = loudness.std(1)
    assert 0.2 < (swing < 0.2).mean() < 0.7
    assert (swing > 0.3).any()


def test_the_same_seed_draws_the_same() -> None:
    powers = np.random.default_rng(3).normal(8, 2, (400, 40)).astype(np.float16)
    zeros = np.zeros(400, np.int64)
    copy = Copy(powers, Labels(zeros.astype(np.int16), zeros.astype(np.int8)))
    noise = Noise("n", "CC0", powers.astype(np.float32))
    first, second = (
        Mixer([copy], [(zeros, zeros)], [noise], white_noise(2, 1), SHAPE, 9).draw(4)
        for _ in range(2)
    )
    np.testing.assert_array_equal(first.cepstra, second.cepstra)
