"""What each frame should be called: its triphone's middle senone, and its phone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from models.make.alignment import FILLER
from models.make.sphinx import Definition, Position, Triphone
from models.make.utterance import Marks

Senones: TypeAlias = npt.NDArray[np.int16]
Phones: TypeAlias = npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Labels:
    """Both by frame of 10 ms."""

    senones: Senones
    phones: Phones

    def at(self, frames: npt.NDArray[np.int64]) -> "Labels":
        """Those of these frames."""
        return Labels(self.senones[frames], self.phones[frames])


def joined(labels: Sequence[Labels]) -> Labels:
    """One after another."""
    return Labels(
        np.concatenate([own.senones for own in labels]),
        np.concatenate([own.phones for own in labels]),
    )


def silence_senone(definition: Definition) -> int:
    """What silence and noise are called."""
    return int(definition.sequences[definition.silence, 1])


def silent(definition: Definition, frames: int) -> Labels:
    """Nothing said."""
    senones = np.full(frames, silence_senone(definition), np.int16)
    return Labels(senones, np.full(frames, definition.silence, np.int8))


def frame_labels(definition: Definition, marks: Marks, frames: int) -> Labels:
    """The labels that an utterance's marks give to its first `frames` frames."""
    labels = silent(definition, frames)
    phones = [int(phone) for phone in marks[:, 0]]
    for at, (phone, position, first, length) in enumerate(marks.tolist()):
        if position == FILLER:
            continue
        left = phones[at - 1] if at else definition.silence
        right = phones[at + 1] if at + 1 < len(phones) else definition.silence
        here = slice(first, first + length)
        labels.senones[here] = definition.middle(Triphone(Position(position), phone, left, right))
        labels.phones[here] = phone
    return labels
