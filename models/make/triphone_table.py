"""The table of triphones that the graph is made with, from Sphinx's tree and our classes.

`ties.npz` says which class (output of the network) each of Sphinx's tied states belongs to; which
tied state a triphone has, Sphinx's model definition says. Laid out for every sound between any
two, so that nobody who builds a graph needs either.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from models.make.sphinx import Definition, Triphone, folder, read_definition
from voiceguide.language.triphones import PAUSE_OUTPUT, Position, Triphones

SHORTEST: Final = 1.2
"""Frames; a state must have room for leaving it."""
SUBSAMPLING: Final = 3
"""The network sees one frame in three of Sphinx's."""
_NOISE: Final = "+NSN+"
_S3_BYTE_ORDER: Final = b"\x44\x33\x22\x11"


def triphone_table(ties: Mapping[str, Any]) -> Triphones:
    """`ties`: `out` (tied state to output, -1: none) and `ncd` (how many outputs have context)."""
    model = folder() / "en-us"
    definition = read_definition(model / "mdef")
    spoken = definition.spoken
    lasts = _frames(model / "transition_matrices")
    return Triphones(
        tuple(definition.phones[phone] for phone in spoken),
        _outputs(definition, np.asarray(ties["out"])),
        lasts[list(spoken)],
        float(lasts[definition.numbers[_NOISE]]),
        int(ties["ncd"]),
    )


def _outputs(definition: Definition, output: NDArray[np.int64]) -> NDArray[np.uint16]:
    """[position, sound, before, after]; silence is the last of the last two."""
    spoken = definition.spoken
    around = [*spoken, definition.silence]
    table = np.full((len(Position), len(spoken), len(around), len(around)), PAUSE_OUTPUT, np.uint16)
    for place in np.ndindex(table.shape):
        position, sound, before, after = place
        wanted = Triphone(position, spoken[sound], around[before], around[after])
        table[place] = max(PAUSE_OUTPUT, output[definition.middle(wanted)])
    return table


def _frames(path: Path) -> NDArray[np.float64]:
    """Expected length of each phone's three states together, in the network's frames.

    Source of the layout: sphinxbase's `bio.c` (header) and pocketsphinx's `tmat.c`.
    """
    data = path.read_bytes()
    at = data.index(b"endhdr\n") + len(b"endhdr\n")
    if data[at : at + 4] != _S3_BYTE_ORDER:
        raise ValueError(f"{path} is not little-endian")
    count, states, onward, total = np.frombuffer(data, "<i4", 4, at + 4)
    flat: NDArray[np.float64] = np.frombuffer(data, "<f4", total, at + 20).astype(np.float64)
    table = flat.reshape(count, states, onward)
    table /= table.sum(2, keepdims=True)
    stays = np.diagonal(table[:, :, :states], axis1=1, axis2=2)
    return np.asarray(np.maximum(SHORTEST, (1 / (1 - stays)).sum(1) / SUBSAMPLING))
