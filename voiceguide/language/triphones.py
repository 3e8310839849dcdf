"""Which output of the network scores a sound between two others.

A sound (phone) of a word is scored by its class: sounds whose neighbours change them alike share
one. The classes are tied states of CMU Sphinx's en-us model; `models/make/triphone_table.py` lays
them out as one table.
"""

from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from voiceguide.arrays import open_arrays
from voiceguide.errors import ExitCode, Trouble

FILE: Final = "triphones.npz"
"""Its name in a model's folder."""

PAUSE_OUTPUT: Final = 0
"""The network's output for silence, and for noises."""


class Position(IntEnum):
    """Where in its word a sound stands; the number is the table's first index."""

    INSIDE = 0
    BEGIN = 1
    END = 2
    ALONE = 3


@dataclass(frozen=True, slots=True)
class Triphones:
    """Sounds are numbered by their place in `phones`; silence is the number after the last."""

    phones: tuple[str, ...]
    """Names as CMU's dictionary writes them, without stress, sorted."""
    outputs: NDArray[np.uint16]
    """[position, sound, the one before, the one after] to output; the last two may be silence."""
    frames: NDArray[np.float64]
    """How many frames of 30 ms each sound lasts on average, at least 1.2; shape (phones,)."""
    noise_frames: float
    """The same for a noise that is no word."""
    alone: int
    """Output of the first sound whatever its neighbours; those of the others follow."""

    @property
    def silence(self) -> int:
        """The number of silence."""
        return len(self.phones)

    def save(self, path: Path) -> None:
        """Write as `read_triphones` reads it."""
        np.savez_compressed(
            path,
            phones=np.array(self.phones),
            outputs=self.outputs,
            frames=self.frames,
            noise_frames=self.noise_frames,
            alone=self.alone,
        )


def read_triphones(model: Path) -> Triphones:
    """The table in a model's folder. Trouble (NO_MODEL) when it has none or a broken one."""
    path = model / FILE
    if not path.exists():
        raise Trouble(
            f"The model in {model} can't learn new words: it has no {FILE}.",
            "Leave out --model to use our own, which can.",
            ExitCode.NO_MODEL,
        )
    with open_arrays(path, "The table of sounds") as stored:
        return Triphones(
            tuple(str(name) for name in stored["phones"]),
            stored["outputs"],
            stored["frames"],
            float(stored["noise_frames"]),
            int(stored["alone"]),
        )
