import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.devices.soundcard import Outlet
from voiceguide.messages.audio import BLOCK


def test_an_empty_outlet_gives_silence() -> None:
    assert Outlet().take(5).tolist() == [0] * 5


@given(st.lists(st.integers(0, 700), max_size=8), st.integers(1, 900))
def test_what_is_put_comes_out_in_order(lengths: list[int], size: int) -> None:
    whole = np.arange(1, sum(lengths) + 1).astype(np.int16)
    outlet, at = Outlet(), 0
    for length in lengths:
        outlet.put(whole[at : at + length])
        at += length
    taken = [outlet.take(size) for _ in range(len(whole) // size + 1)]
    out = np.concatenate(taken)
    assert np.array_equal(out[: len(whole)], whole)
    assert not out[len(whole) :].any()


def test_after_a_stall_the_oldest_is_dropped() -> None:
    outlet = Outlet()
    for number in range(100):
        outlet.put(np.full(BLOCK, number, np.int16))
    assert outlet.take(BLOCK)[0] == 75


def test_what_lags_is_caught_up_in_silence() -> None:
    outlet = Outlet()
    for _ in range(10):
        outlet.put(np.ones(BLOCK, np.int16))
    for _ in range(50):
        outlet.take(BLOCK)
        outlet.put(np.zeros(BLOCK, np.int16))
    outlet.put(np.ones(BLOCK, np.int16))
    waited = next(number for number in range(50) if outlet.take(BLOCK).any())
    assert waited <= 3


def test_what_is_cleared_is_not_played() -> None:
    outlet = Outlet()
    outlet.put(np.ones(3 * BLOCK, np.int16))
    outlet.clear()
    assert not outlet.take(3 * BLOCK).any()
