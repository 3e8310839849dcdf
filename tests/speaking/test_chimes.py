"""Chimes are soft, short, and told apart."""

from itertools import pairwise

import numpy as np
import pytest

from voiceguide.messages.audio import SAMPLE_RATE
from voiceguide.messages.routines import CHIME_LENGTH, Chime
from voiceguide.speaking.chimes import chime

FULL = 32767


def pitches(kind: Chime) -> list[int]:
    """The loudest frequencies of the first fifth of a second and of what follows, in hertz."""
    samples = chime(kind).astype(float)
    middle = SAMPLE_RATE // 4
    found = []
    for piece in (samples[: SAMPLE_RATE // 5], samples[middle : middle + SAMPLE_RATE // 2]):
        spectrum = np.abs(np.fft.rfft(piece * np.hanning(len(piece)), SAMPLE_RATE))
        found.append(int(spectrum.argmax()))
    return found


@pytest.mark.parametrize("kind", list(Chime))
def test_a_chime_is_as_long_as_the_timeline_allows_it(kind: Chime) -> None:
    assert len(chime(kind)) == CHIME_LENGTH * SAMPLE_RATE <= 1.2 * SAMPLE_RATE


@pytest.mark.parametrize("kind", list(Chime))
def test_a_chime_is_a_quarter_as_loud_as_can_be(kind: Chime) -> None:
    assert np.abs(chime(kind).astype(int)).max() == pytest.approx(FULL / 4, abs=1)


@pytest.mark.parametrize("kind", list(Chime))
def test_a_chime_rises_from_silence_and_fades_to_it(kind: Chime) -> None:
    steps = np.abs(np.diff(chime(kind).astype(int), prepend=0, append=0))
    millisecond = SAMPLE_RATE // 1000
    assert steps[:millisecond].max() < FULL * 0.002
    assert steps[-10 * millisecond :].max() < FULL * 0.0005


@pytest.mark.parametrize("kind", list(Chime))
def test_nothing_within_a_chime_clicks(kind: Chime) -> None:
    """A jump would be a step larger than the steepest of its sines takes."""
    samples = chime(kind).astype(float)
    highest = 3 * 784
    steepest = np.abs(samples).max() * 2 * np.pi * highest / SAMPLE_RATE
    assert np.abs(np.diff(samples)).max() < steepest / 2


@pytest.mark.parametrize("kind", list(Chime))
def test_a_chime_has_no_offset(kind: Chime) -> None:
    assert abs(chime(kind).mean()) < FULL * 0.0005


def test_the_start_rises_the_end_falls_and_the_half_stays() -> None:
    first, second = pitches(Chime.START)
    assert second > first * 1.2
    first, second = pitches(Chime.END)
    assert second < first / 1.2
    first, second = pitches(Chime.HALF)
    assert abs(second - first) < 5


def test_no_two_chimes_begin_alike() -> None:
    first = sorted(pitches(kind)[0] for kind in Chime)
    assert all(high > low * 1.05 for low, high in pairwise(first))


def test_a_chime_is_the_same_each_time_and_nobody_can_spoil_it() -> None:
    assert np.array_equal(chime(Chime.HALF), chime(Chime.HALF))
    with pytest.raises(ValueError, match="read-only"):
        chime(Chime.HALF)[0] = 1
