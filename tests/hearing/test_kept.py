"""The last seconds of sound, found again by the times of words."""

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.hearing.kept import KeptSound
from voiceguide.messages.audio import SAMPLE_RATE, Samples
from voiceguide.messages.speech import Word

KEPT_S = 20
CUTS = st.lists(st.integers(1, 3 * SAMPLE_RATE), min_size=1, max_size=16)
TIMES = st.floats(0, 30)
AROUND = st.floats(0, 1)


def sound(samples: int) -> Samples:
    """Every sample tells its own number."""
    return np.arange(samples).astype(np.int16)


def given_in(cuts: Sequence[int], kept: KeptSound | None = None) -> tuple[KeptSound, Samples]:
    kept, whole = kept or KeptSound(), sound(sum(cuts))
    for piece in np.split(whole, np.cumsum(cuts)[:-1]):
        kept.add(piece)
    return kept, whole


@given(CUTS, TIMES, TIMES, AROUND, AROUND)
def test_it_is_the_sound_of_the_words_however_it_came(
    cuts: list[int], one: float, other: float, before: float, after: float
) -> None:
    kept, whole = given_in(cuts)
    words = (Word("the", 1.0, min(one, other), one), Word("end", 1.0, other, max(one, other)))
    began = round(words[0].start * SAMPLE_RATE)
    ended = round((words[-1].end + after) * SAMPLE_RATE)
    found = kept.around(words, before, after)
    if found is None:
        assert began < len(whole) - KEPT_S * SAMPLE_RATE
        return
    samples, first = found
    assert np.array_equal(samples, whole[first:ended])
    assert first <= began + SAMPLE_RATE // 10
    still_kept = len(whole) - KEPT_S * SAMPLE_RATE
    assert first <= max(began - round(before * SAMPLE_RATE), still_kept, 0)
    assert first >= began - round(before * SAMPLE_RATE)


@given(CUTS, CUTS)
def test_what_it_forgot_is_gone_and_counting_goes_on(first: list[int], second: list[int]) -> None:
    kept, before = given_in(first)
    kept.forget()
    assert kept.around((Word("gone", 1.0, 0.0, 0.1),), 0.0, 0.0) is None
    start = len(before) / SAMPLE_RATE
    _, after = given_in(second, kept)
    here = (Word("here", 1.0, start, start + 1.0),)
    found = kept.around(here, 0.5, 0.0)
    if len(after) <= KEPT_S * SAMPLE_RATE:
        assert found is not None
        assert found[1] == len(before)
        assert np.array_equal(found[0], after[:SAMPLE_RATE])


def test_of_a_long_sound_only_the_last_seconds_are_kept() -> None:
    kept, _ = given_in([SAMPLE_RATE] * 60)
    assert kept.around((Word("long ago", 1.0, 39.0, 39.5),), 0.0, 0.0) is None
    assert kept.around((Word("just now", 1.0, 40.0, 40.5),), 0.0, 0.0) is not None
