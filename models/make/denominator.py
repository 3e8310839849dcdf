"""All that might have been said instead: every row of sounds, as a hidden Markov model.

It is the denominator of lattice-free maximum mutual information (Povey and others, "Purely
sequence-trained neural networks for ASR based on lattice-free MMI", Interspeech 2016). A state is a
class of the network, the sound that it belongs to, and the sound that comes next. Which state may
follow, and how likely, is counted in what is learnt from: a trigram of sounds.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Any, Final, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt
from scipy import sparse

from models.make.features import Floats
from models.make.mixing import Classes
from models.make.triphone_table import SHORTEST, SUBSAMPLING
from voiceguide.language.tuning import SOUND

_ANY: Final = 0.1
"""Share of the steps for which only the sound that comes next counts, not the one before it."""
_Numbers: TypeAlias = npt.NDArray[np.intp]
_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class _Steps:
    """Staying in a state, or going to another by places that many states share."""

    stay: Floats
    """(states, 1)."""
    leave: sparse.csr_array
    """(places, states)."""
    enter: sparse.csr_array
    """(states, places)."""

    def __matmul__(self, weights: Floats) -> Floats:
        return np.asarray(self.stay * weights + self.enter @ (self.leave @ weights))

    def reversed(self) -> "_Steps":
        """The same steps the other way."""
        return _Steps(self.stay, self.enter.T.tocsr(), self.leave.T.tocsr())


class Denominator:
    """Made from what each frame of 10 ms of long recordings is called.

    It weighs as the recogniser does: rows of sounds by their probability, how long they last and
    what is heard by the acoustic scale, which `likelihoods` have in them.
    """

    def __init__(self, classes: Classes, phones: Classes) -> None:
        changes = np.diff(classes, prepend=-2) | np.diff(phones, prepend=-2)
        firsts = np.flatnonzero(changes)
        named, said = classes[firsts[:-1]], phones[firsts]
        rows = zip(named.tolist(), said[:-1].tolist(), said[1:].tolist(), strict=True)
        row, states = _numbered(rows)
        self._classes, before, after = np.array(states).T
        times, frames = np.bincount(row), np.bincount(row, np.diff(firsts))
        shared = [np.bincount(self._classes, of)[self._classes] for of in (frames, times)]
        long = np.maximum(SHORTEST, shared[0] / shared[1] / SUBSAMPLING)
        self._begin = _column(frames / frames.sum())
        stay, leaving = (1 - 1 / long) ** SOUND.duration_scale, long**-SOUND.duration_scale
        count, sounds, here = len(states), int(said.max()) + 1, np.arange(len(states))
        place, places = _numbered(zip(before.tolist(), after.tolist(), strict=True))
        # A place for each two sounds, and one for each sound alone.
        by_two = _matrix(place, here, leaving, (len(places), count))
        by_one = _matrix(after, here, leaving, (sounds, count))
        to_two = _shares(row[1:], place[row[:-1]], 1 - _ANY, (count, len(places)))
        to_one = _shares(row, before[row], _ANY, (count, sounds))
        leave, enter = sparse.vstack([by_two, by_one]), sparse.hstack([to_two, to_one])
        self._onward = _Steps(_column(stay), leave.tocsr(), enter.tocsr())
        self._back = self._onward.reversed()
        shape = (int(self._classes.max()) + 1, count)
        self._by_class = _matrix(self._classes, here, np.ones(count), shape)

    def occupancy(self, likelihoods: Floats) -> tuple[Floats, Floats]:
        """How likely each class is in each output, all outputs heard; and how likely those are.

        `likelihoods`: (outputs, pieces, classes), scaled logarithms. Returns probabilities of the
        same shape, and (pieces,) logarithms.
        """
        highest = likelihoods.max(2, keepdims=True)
        heard = np.exp(likelihoods - highest).transpose(0, 2, 1)
        begun, total = self._forward(heard)
        return self._backward(heard, begun), total + highest.sum((0, 2))

    def _forward(self, heard: Floats) -> tuple[list[Floats], Floats]:
        weights, begun = self._begin, []
        total = np.zeros(heard.shape[2], np.float32)
        for output, own in enumerate(heard):
            if output:
                weights = self._onward @ weights
            weights = weights * own[self._classes]
            sums = weights.sum(0)
            weights /= sums
            total += np.log(sums)
            begun.append(weights)
        return begun, total

    def _backward(self, heard: Floats, begun: list[Floats]) -> Floats:
        occupied = np.zeros((len(heard), heard.shape[2], heard.shape[1]), np.float32)
        ending = np.ones_like(begun[-1])
        for output in reversed(range(len(heard))):
            both = begun[output] * ending
            shares = self._by_class @ (both / both.sum(0))
            occupied[output, :, : len(shares)] = shares.T
            ending = self._back @ (ending * heard[output][self._classes])
            ending /= ending.mean(0)
        return occupied


def _numbered(keys: Iterable[_Key]) -> tuple[_Numbers, list[_Key]]:
    """Each key's number, and all keys by theirs."""
    numbers: dict[_Key, int] = {}
    found = [numbers.setdefault(key, len(numbers)) for key in keys]
    return np.array(found), list(numbers)


def _column(values: npt.NDArray[Any]) -> Floats:
    return np.asarray(values, np.float32)[:, None]


def _matrix(
    rows: _Numbers, columns: _Numbers, values: npt.NDArray[Any], shape: tuple[int, int]
) -> sparse.csr_array:
    """Values of the same place add up."""
    cells = sparse.coo_array((values.astype(np.float32), (rows, columns)), shape)
    return sparse.csr_array(cells)


def _shares(
    rows: _Numbers, columns: _Numbers, share: float, shape: tuple[int, int]
) -> sparse.csr_array:
    """How often a column goes to a row, of all its times, times `share`."""
    times = np.bincount(columns)
    return _matrix(rows, columns, share / times[columns], shape)
