import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from voiceguide.messages.audio import Samples
from voiceguide.speaking.plain import speakable
from voiceguide.speaking.trim import FLOOR, KEPT, trim


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Hold for ten seconds.", "Hold for ten seconds."),
        ("one\ntwo\x00three", "one two three"),
        ("[[slnc 9000]] hi", "slnc 9000 hi"),
        ('<silence msec="9000"/> hi', 'silence msec="9000"/ hi'),
        ("a\ud800b", "a b"),
        ("cafe\u0301", "caf\u00e9"),
        (" \t ", ""),
    ],
)
def test_text_is_made_safe(text: str, plain: str) -> None:
    assert speakable(text) == plain


@given(st.text(st.characters()))
def test_any_text_can_be_encoded_after(text: str) -> None:
    plain = speakable(text)
    assert plain.isprintable() or all(letter.isprintable() or letter == " " for letter in plain)
    assert plain.encode("utf-8").decode("utf-8") == plain
    assert speakable(plain) == plain


def test_silence_at_both_ends_is_cut_to_30_ms() -> None:
    sound = np.full(1000, 5000, np.int16)
    padded = np.concatenate([np.zeros(8000, np.int16), sound, np.zeros(4000, np.int16)])
    assert np.array_equal(trim(padded), np.pad(sound, KEPT))


def test_the_quietest_int16_counts_as_loud() -> None:
    samples = np.zeros(5000, np.int16)
    samples[2500] = -32768
    assert len(trim(samples)) == 2 * KEPT + 1


@given(hnp.arrays(np.int16, st.integers(0, 3000), elements=st.sampled_from([0, 20, -20, 40, -900])))
def test_nothing_loud_is_cut(samples: Samples) -> None:
    kept = trim(samples)
    assert np.sum(np.abs(kept) > FLOOR) == np.sum(np.abs(samples) > FLOOR)
    assert np.array_equal(trim(kept), kept)
