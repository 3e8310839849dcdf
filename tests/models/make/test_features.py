"""The features are Kaldi's."""

import kaldi_native_fbank
import numpy as np
import pytest

from models.make.features import BANDS, HIGH, LOW, frame_count, mel_bank, mel_powers, mfcc
from voiceguide.messages.audio import SAMPLE_RATE


def kaldis(sound: np.ndarray) -> np.ndarray:
    options = kaldi_native_fbank.MfccOptions()
    options.num_ceps = options.mel_opts.num_bins = BANDS
    options.mel_opts.low_freq, options.mel_opts.high_freq = LOW, HIGH
    options.use_energy = False
    options.frame_opts.dither = 0
    engine = kaldi_native_fbank.OnlineMfcc(options)
    engine.accept_waveform(SAMPLE_RATE, sound)
    engine.input_finished()
    return np.array([engine.get_frame(at) for at in range(engine.num_frames_ready)])


@pytest.mark.parametrize("samples", [400, 559, 560, 16000, 31234])
def test_cepstra_are_those_of_an_independent_implementation(samples: int) -> None:
    random = np.random.default_rng(samples)
    times = np.arange(samples) / SAMPLE_RATE
    sound = 3000 * np.sin(2 * np.pi * (200 + 900 * times) * times) + random.normal(0, 50, samples)
    ours = mfcc(sound)
    assert ours.shape == (frame_count(samples), BANDS)
    np.testing.assert_allclose(ours, kaldis(sound.astype(np.float32)), atol=1e-2)


def test_digital_silence_has_kaldis_cepstra_too() -> None:
    quiet = np.zeros(1600, np.float32)
    np.testing.assert_allclose(mfcc(quiet), kaldis(quiet), atol=1e-2)


def test_less_than_a_window_has_no_frames() -> None:
    assert mfcc(np.zeros(399)).shape == (0, BANDS)


def test_warping_below_one_makes_the_speaker_smaller() -> None:
    tone = 1000 * np.sin(2 * np.pi * 1500 * np.arange(4000) / SAMPLE_RATE)
    peaks = [int(mel_powers(tone, mel_bank(warp)).mean(0).argmax()) for warp in (0.85, 1, 1.15)]
    assert peaks == sorted(peaks, reverse=True)
    assert len(set(peaks)) == 3
