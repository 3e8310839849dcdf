"""Which senones the network tells apart: those heard often enough; the others join the most alike.

How alike two are, Sphinx's model says: by the divergence of their mixture weights.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from models.make.labels import silence_senone
from models.make.sphinx import Definition, Integers

UNUSED: Final = -1
_COMMON: Final = 0.05
"""How much the logarithm of its frames counts for a senone that others join."""


@dataclass(frozen=True, slots=True)
class Ties:
    """From senones and phones to the network's outputs.

    The first output of each head is silence.
    """

    outputs: Integers
    """(senones,): class of the triphone head; from `classes` on, phones of the other head, for
    triphones that the definition doesn't know; -1 for senones that aren't anyone's middle."""
    classes: int
    phones: Integers
    """(phones of the definition,): class of the phone head; 0 for fillers."""
    phone_classes: int
    silence: int
    """Senone of silence."""

    def save(self, path: Path) -> None:
        """Write `ties.npz`."""
        np.savez_compressed(
            path,
            out=self.outputs,
            ncd=self.classes,
            cizn=self.phones,
            nci=self.phone_classes,
            sil=self.silence,
        )


def read_ties(path: Path) -> Ties:
    """Read `ties.npz`."""
    with np.load(path) as file:
        return Ties(file["out"], int(file["ncd"]), file["cizn"], int(file["nci"]), int(file["sil"]))


def tie(
    definition: Definition, weights: npt.NDArray[np.float64], counts: Integers, least: int
) -> Ties:
    """Classes for all senones.

    `weights`: Sphinx's mixture weights; `counts`: (senones,) frames heard; `least`: frames that
    a class of its own needs.
    """
    phone_of = _middles(definition)
    alone = {int(definition.sequences[p, 1]): p for p in range(len(definition.phones))}
    silence = silence_senone(definition)
    classes = {silence: 0}
    contextual = [senone for senone in phone_of if senone not in alone]
    leaders = [senone for senone in contextual if counts[senone] >= least]
    led = {phone_of[senone] for senone in leaders}
    for senone in contextual:
        if phone_of[senone] not in led:  # a phone nobody said often: its first senone leads
            led.add(phone_of[senone])
            leaders.append(senone)
    for senone in leaders:
        classes[senone] = len(classes)
    number = len(classes)
    sought = _Likeness(weights)
    for senone in contextual:
        if senone not in classes:
            same = [one for one in leaders if phone_of[one] == phone_of[senone]]
            distances = sought.distances(senone, same) - _COMMON * np.log(counts[same] + 1)
            classes[senone] = classes[same[int(np.argmin(distances))]]
    return _ties(definition, classes, alone, number)


def _ties(
    definition: Definition, classes: Mapping[int, int], alone: Mapping[int, int], number: int
) -> Ties:
    outputs = np.full(definition.senones, UNUSED)
    phones = np.zeros(len(definition.phones), np.int64)
    for at, phone in enumerate(definition.spoken):
        phones[phone] = at + 1
    for senone, one in classes.items():
        outputs[senone] = one
    for senone, phone in alone.items():
        spoken = phone in definition.spoken
        outputs[senone] = number + phones[phone] - 1 if spoken else 0
    count = len(definition.spoken) + 1
    return Ties(outputs, number, phones, count, silence_senone(definition))


def _middles(definition: Definition) -> dict[int, int]:
    """Every middle senone and the phone it belongs to."""
    phone_of = {
        int(definition.sequences[row, 1]): one.phone for one, row in definition.triphones.items()
    }
    for phone in range(len(definition.phones)):
        phone_of.setdefault(int(definition.sequences[phone, 1]), phone)
    return phone_of


class _Likeness:
    """Symmetric divergences of the mixture weights, all streams together."""

    def __init__(self, weights: npt.NDArray[np.float64]) -> None:
        smooth = weights + 1e-5
        self._weights = smooth / smooth.sum(1, keepdims=True)
        self._logs = np.log(self._weights)

    def distances(self, senone: int, others: list[int]) -> npt.NDArray[Any]:
        weights = self._weights[:, :, [senone]] - self._weights[:, :, others]
        logs = self._logs[:, :, [senone]] - self._logs[:, :, others]
        return np.asarray((weights * logs).sum((0, 1)))
