import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.devices.convert import Cutter, Resampler, to_float, to_int16, to_mono


def test_every_int16_comes_back_from_float() -> None:
    every = np.arange(-32768, 32768).astype(np.int16)
    assert np.array_equal(to_int16(to_float(every)), every)


def test_mono_is_the_mean_of_the_channels() -> None:
    sound = np.array([[0.0, 1.0], [0.5, -0.5]], np.float32)
    assert to_mono(sound).tolist() == [0.5, 0.0]
    assert to_mono(sound[:, :1]).tolist() == [0.0, 0.5]


@given(st.lists(st.integers(0, 1000), max_size=20), st.integers(1, 400))
def test_cut_blocks_are_the_whole(lengths: list[int], size: int) -> None:
    whole = np.arange(sum(lengths)).astype(np.int16)
    cutter, cut, at = Cutter(size), [np.zeros(0, np.int16)], 0
    for length in lengths:
        blocks = cutter.add(whole[at : at + length])
        assert all(len(block) == size for block in blocks)
        cut, at = cut + blocks, at + length
    assert len(cutter.rest()) < size
    assert np.array_equal(np.concatenate([*cut, cutter.rest()]), whole)


@given(st.lists(st.integers(0, 3000), min_size=1, max_size=8), st.sampled_from([8000, 44100]))
def test_resampled_in_pieces_is_resampled_whole(lengths: list[int], rate: int) -> None:
    whole = np.sin(np.arange(sum(lengths)) * 0.05).astype(np.float32)
    at, pieces, resampler = 0, [], Resampler(rate)
    for length in lengths:
        pieces.append(resampler.next(whole[at : at + length]))
        at += length
    pieces.append(resampler.next(whole[:0], last=True))
    together = Resampler(rate).next(whole, last=True)
    assert np.allclose(np.concatenate(pieces), together, atol=1e-6)


def test_the_same_rate_is_left_alone() -> None:
    sound = np.ones(5, np.float32)
    assert Resampler(16_000).next(sound) is sound
