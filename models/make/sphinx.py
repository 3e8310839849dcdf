"""CMU Sphinx's en-us model as pocketsphinx ships it: phones, triphones and mixture weights.

The formats are those of sphinxbase and pocketsphinx (BSD-style licence): `bin_mdef.c` for the
model definition, `ptm_mgau.c` for the mixture weights ("sendump").
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
import pocketsphinx

Integers: TypeAlias = npt.NDArray[np.int64]

DICTIONARY: Final = "cmudict-en-us.dict"
NOTHING_SPOKEN: Final = "SIL"
WEIGHT_STEP: Final = 1024 * np.log(1.0001)
"""One step of a stored mixture weight, in nats."""
_MIDDLE: Final = 1
"""The middle one of a phone's three states."""


class Position(IntEnum):
    """Where in its word a phone stands, numbered as in the model definition."""

    INSIDE = 0
    BEGIN = 1
    END = 2
    SINGLE = 3


class Triphone(NamedTuple):
    """A phone between two others, all as numbers of the model definition."""

    position: int
    phone: int
    left: int
    right: int


class _Sizes(NamedTuple):
    phones: int
    triphones: int
    states: int
    phone_senones: int
    senones: int
    transitions: int
    sequences: int
    contexts: int
    tree: int
    silence: int


@dataclass(frozen=True)
class Definition:
    """The model definition: which senone each state of each triphone has."""

    phones: tuple[str, ...]
    """Context-independent phones by number, fillers such as `+NSN+` among them."""
    fillers: frozenset[int]
    silence: int
    senones: int
    """How many there are."""
    sequences: Integers
    """(triphones, 3): the senones of each triphone's states; the first rows are `phones`."""
    triphones: Mapping[Triphone, int]
    """Row of `sequences`."""

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """Number of each phone."""
        return {name: number for number, name in enumerate(self.phones)}

    @cached_property
    def spoken(self) -> tuple[int, ...]:
        """The phones that words are made of."""
        return tuple(
            phone
            for phone in range(len(self.phones))
            if phone not in self.fillers and phone != self.silence
        )

    def middle(self, wanted: Triphone) -> int:
        """The senone of the middle state of the triphone, or of the nearest one there is."""
        return int(self.sequences[self.nearest(wanted), _MIDDLE])

    def nearest(self, wanted: Triphone) -> int:
        """Row of the nearest triphone, by the steps of `bin_mdef_phone_id_nearest`.

        The same contexts at another position; then silence for fillers and across word edges;
        then the phone without context.
        """
        left = self.silence if wanted.left in self.fillers else wanted.left
        right = self.silence if wanted.right in self.fillers else wanted.right
        begins = wanted.position in (Position.BEGIN, Position.SINGLE)
        ends = wanted.position in (Position.END, Position.SINGLE)
        contexts = (
            (left, right),
            (self.silence if begins else left, self.silence if ends else right),
        )
        for one in contexts:
            for position in (wanted.position, *Position):
                found = self.triphones.get(Triphone(position, wanted.phone, *one))
                if found is not None:
                    return found
        return wanted.phone


def folder() -> Path:
    """The en-us model inside the installed pocketsphinx."""
    return Path(pocketsphinx.__file__).parent / "model" / "en-us"


def read_definition(path: Path) -> Definition:
    """Read a binary `mdef`. ValueError when it isn't one."""
    data = path.read_bytes()
    if data[:4] != b"BMDF":
        raise ValueError(f"{path} is not a binary model definition")
    start = 12 + struct.unpack("<i", data[8:12])[0]
    sizes = _Sizes(*struct.unpack_from("<10i", data, start))
    names_at = at = start + 40
    names = []
    for _ in range(sizes.phones):
        end = data.index(b"\0", at)
        names.append(data[at:end].decode())
        at = end + 1
    at = names_at + (at - names_at + 3) // 4 * 4 + 8 * sizes.tree
    kind = np.dtype([("sequence", "<i4"), ("transition", "<i4"), ("attributes", "u1", 4)])
    rows = np.frombuffer(data, kind, sizes.triphones, at)
    at += kind.itemsize * sizes.triphones
    (count,) = struct.unpack_from("<i", data, at)
    table = np.frombuffer(data, "<u2", count, at + 4).reshape(sizes.sequences, sizes.states)
    alone = rows["attributes"][: sizes.phones]
    contexts = rows["attributes"][sizes.phones :].tolist()
    return Definition(
        phones=tuple(names),
        fillers=frozenset(np.flatnonzero(alone[:, 0]).tolist()),
        silence=sizes.silence,
        senones=sizes.senones,
        sequences=table[rows["sequence"]].astype(np.int64),
        triphones={Triphone(*row): sizes.phones + at for at, row in enumerate(contexts)},
    )


def read_mixture_weights(path: Path) -> npt.NDArray[np.float64]:
    """Read a `sendump`: (streams, densities, senones), each senone's weights sum to 1 a stream."""
    data = path.read_bytes()
    at = 0

    def text() -> str:
        nonlocal at
        (length,) = struct.unpack_from("<i", data, at)
        at += 4 + length
        return data[at - length : at].rstrip(b"\0").decode("latin1")

    text()  # the title
    text()  # the file it was made of
    header = dict(line.split() for line in iter(text, "") if len(line.split()) == 2)
    streams = int(header["feature_count"])
    densities, senones = struct.unpack_from("<2i", data, at)
    stored = np.frombuffer(data, "u1", streams * densities * senones, at + 8)
    weights = np.exp(-stored.reshape(streams, densities, senones) * WEIGHT_STEP)
    return np.asarray(weights / weights.sum(1, keepdims=True))
