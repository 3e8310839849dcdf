"""The graph of sounds in OpenFst's binary form `olabel_lookahead`, which Vosk joins with a grammar
while it listens: a transducer, and by state the words that may come next.

Source of the layout: OpenFst's `matcher-fst.h` and `add-on.h` (an `AddOnImpl` around a ConstFst and
a pair of add-ons), `label-reachable.h` (LabelReachableData), `interval-set.h`, `const-fst.h`
(version 2, unaligned). No relabelling: output labels are the word list's own numbers.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from voiceguide.language.openfst import EXPANDED, OLABEL_SORTED, header
from voiceguide.language.reachable import Intervals

ARC: Final = np.dtype([("input", "<i4"), ("output", "<i4"), ("cost", "<f4"), ("target", "<i4")])
_STATE: Final = np.dtype(
    [
        ("final", "<f4"),
        ("first", "<u4"),
        ("arcs", "<u4"),
        ("silent_in", "<u4"),
        ("silent_out", "<u4"),
    ]
)
_ADD_ON: Final = 446681434
_PROPERTIES: Final = EXPANDED | OLABEL_SORTED


@dataclass(frozen=True, slots=True)
class Transducer:
    """From transition ids to words; costs are natural logarithms, smaller is likelier."""

    start: int
    finals: NDArray[np.float32]
    """Cost of ending in each state, infinite where nothing may end; shape (states,)."""
    sources: NDArray[np.int64]
    """State that each arc leaves, shape (arcs,)."""
    arcs: NDArray[np.void]
    """`ARC` records, shape (arcs,); label 0 is none."""


def encode(graph: Transducer, reachable: Sequence[Intervals], end: int) -> bytes:
    """The bytes of the file. `reachable`: by state; `end`: the label that stands for ending."""
    counts = len(graph.finals), len(graph.arcs)
    written: dict[Intervals, bytes] = {}
    for intervals in reachable:
        if intervals not in written:
            written[intervals] = _intervals(intervals)
    return b"".join(
        [
            header("olabel_lookahead", 1, _PROPERTIES, graph.start, *counts),
            struct.pack("<i", _ADD_ON),
            _const(graph),
            b"\1",  # there is an add-on,
            b"\0",  # none for the input side,
            b"\1",  # one for the output side,
            b"\0",  # which doesn't reach by input labels
            b"\0",  # and keeps no table of new labels
            struct.pack("<iq", end, len(reachable)),
            *(written[intervals] for intervals in reachable),
        ]
    )


def _intervals(intervals: Intervals) -> bytes:
    pairs = b"".join(struct.pack("<ii", *pair) for pair in intervals)
    return struct.pack("<q", len(intervals)) + pairs + struct.pack("<i", -1)


def _const(graph: Transducer) -> bytes:
    arcs, states = graph.arcs, np.zeros(len(graph.finals), _STATE)
    order = np.lexsort((arcs["target"], arcs["input"], arcs["output"], graph.sources))
    sources, arcs = graph.sources[order], arcs[order]
    leaving = np.bincount(sources, minlength=len(states))
    states["final"] = graph.finals
    states["arcs"] = leaving
    states["first"] = np.cumsum(leaving) - leaving
    for field, label in (("silent_in", "input"), ("silent_out", "output")):
        states[field] = np.bincount(sources[arcs[label] == 0], minlength=len(states))
    head = header("const", 2, _PROPERTIES, graph.start, len(states), len(arcs))
    return head + states.tobytes() + arcs.tobytes()


def decode(data: bytes) -> tuple[Transducer, list[Intervals], int]:
    """What `encode` was given, arcs sorted. ValueError where it is cut or made otherwise."""
    outer = header("olabel_lookahead", 1, _PROPERTIES, 0, 0, 0)
    inner = header("const", 2, _PROPERTIES, 0, 0, 0)
    at = len(outer) + 4
    if not data.startswith(outer[:-24]) or len(data) < at + len(inner):
        raise ValueError("not a lookahead graph")
    start, count, total = struct.unpack_from("<qqq", data, at + len(inner) - 24)
    at += len(inner)
    try:
        states = np.frombuffer(data, _STATE, count, at)
        at += states.nbytes
        arcs = np.frombuffer(data, ARC, total, at)
        at += arcs.nbytes + 5
        end, count = struct.unpack_from("<iq", data, at)
        at += 12
        reachable = []
        for _ in range(count):
            (pairs,) = struct.unpack_from("<q", data, at)
            flat = struct.unpack_from(f"<{2 * pairs}i", data, at + 8)
            reachable.append(tuple(zip(flat[::2], flat[1::2], strict=True)))
            at += 8 + 8 * pairs + 4
    except struct.error as error:
        raise ValueError(f"cut: {error}") from None
    if at != len(data):
        raise ValueError("cut or too long")
    sources = np.repeat(np.arange(len(states)), states["arcs"])
    return Transducer(start, states["final"], sources, arcs), reachable, end
