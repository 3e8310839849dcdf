"""What is hidden from the network is its piece's mean, a little of most pieces, and no more."""

import numpy as np

from models.make.masking import mask


def test_some_bands_and_moments_become_the_pieces_mean_and_nothing_else_changes() -> None:
    before = np.random.default_rng(1).normal(5, 2, (300, 120, 40)).astype(np.float32)
    after = before.copy()
    mask(after, np.random.default_rng(2))
    changed = after != before
    means = np.broadcast_to(before.mean(1, keepdims=True), before.shape)
    np.testing.assert_array_equal(after[changed], means[changed])
    touched = changed.any((1, 2))
    assert 0.6 < touched.mean() < 0.9
    assert changed.mean() < 0.2


def test_what_is_hidden_are_whole_bands_or_whole_moments() -> None:
    before = np.random.default_rng(3).normal(5, 2, (50, 120, 40)).astype(np.float32)
    after = before.copy()
    mask(after, np.random.default_rng(4))
    for changed in after != before:
        bands, moments = changed.all(0), changed.all(1)
        np.testing.assert_array_equal(changed, bands[None] | moments[:, None])
