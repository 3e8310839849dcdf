"""Weighted acceptors in OpenFst's binary form, as Kaldi and Vosk read them.

Source of the layout: OpenFst's `fst.cc` (FstHeader) and `const-fst.h` (ConstFst, version 2,
unaligned). Weights are natural-log costs of the tropical semiring: smaller is likelier.
"""

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf, isinf
from typing import Final, NamedTuple

EPSILON: Final = 0
"""The label of an arc that takes no word."""

EXPANDED: Final = 0x1
OLABEL_SORTED: Final = 0x40000000
"""Properties that a header may claim."""

_MAGIC: Final = 2125659606
_VERSION: Final = 2
_ACCEPTOR: Final = 0x10000
_ILABEL_SORTED: Final = 0x10000000
_PROPERTIES: Final = EXPANDED | _ACCEPTOR | _ILABEL_SORTED | OLABEL_SORTED
_HEADER: Final = struct.Struct("<iiQqqq")
_STATE: Final = struct.Struct("<fIIII")
_ARC: Final = struct.Struct("<iifi")


class Arc(NamedTuple):
    """One step of an acceptor."""

    source: int
    label: int
    """Word number, or EPSILON."""
    cost: float
    target: int


@dataclass(frozen=True, slots=True)
class Acceptor:
    """States are numbered from 0; state 0 is where reading begins."""

    finals: Sequence[float]
    """Cost of ending in each state; infinite where nothing may end. Its length: the states."""
    arcs: Sequence[Arc]


def encode(acceptor: Acceptor) -> bytes:
    """The bytes of a `const` FST file; the same acceptor gives the same bytes."""
    arcs = sorted(acceptor.arcs, key=lambda arc: (arc.source, arc.label, arc.target, arc.cost))
    counts = [0] * len(acceptor.finals)
    epsilons = [0] * len(acceptor.finals)
    for arc in arcs:
        counts[arc.source] += 1
        epsilons[arc.source] += arc.label == EPSILON
    parts = [header("const", _VERSION, _PROPERTIES, 0, len(counts), len(arcs))]
    first = 0
    for final, count, silent in zip(acceptor.finals, counts, epsilons, strict=True):
        parts.append(_STATE.pack(final, first, count, silent, silent))
        first += count
    parts.extend(_ARC.pack(arc.label, arc.label, arc.cost, arc.target) for arc in arcs)
    return b"".join(parts)


def decode(data: bytes) -> Acceptor:
    """What `encode` wrote; ValueError for anything else, also for a cut file."""
    head = header("const", _VERSION, _PROPERTIES, 0, 0, 0)
    start = len(head)
    if len(data) < start or data[: start - 24] != head[: start - 24]:
        raise ValueError("not a constant acceptor")
    _, states, total = struct.unpack("<qqq", data[start - 24 : start])
    middle = start + states * _STATE.size
    if len(data) != middle + total * _ARC.size:
        raise ValueError("cut or too long")
    finals: list[float] = []
    sources: list[int] = []
    for number, row in enumerate(_STATE.iter_unpack(data[start:middle])):
        finals.append(row[0])
        sources.extend([number] * row[2])
    rows = _ARC.iter_unpack(data[middle:])
    arcs = [Arc(source, row[0], row[2], row[3]) for source, row in zip(sources, rows, strict=True)]
    return Acceptor(finals, arcs)


def best_cost(acceptor: Acceptor, labels: Iterable[int]) -> float:
    """The least cost of reading `labels` from state 0 to an end; infinite when refused."""
    steps: dict[tuple[int, int], list[Arc]] = {}
    for arc in acceptor.arcs:
        steps.setdefault((arc.source, arc.label), []).append(arc)
    reached = _through_epsilons({0: 0.0}, steps)
    for label in labels:
        onward: dict[int, float] = {}
        for state, cost in reached.items():
            for arc in steps.get((state, label), ()):
                onward[arc.target] = min(onward.get(arc.target, inf), cost + arc.cost)
        reached = _through_epsilons(onward, steps)
    return min((cost + acceptor.finals[state] for state, cost in reached.items()), default=inf)


def _through_epsilons(
    reached: dict[int, float], steps: dict[tuple[int, int], list[Arc]]
) -> dict[int, float]:
    waiting = list(reached)
    while waiting:
        state = waiting.pop()
        for arc in steps.get((state, EPSILON), ()):
            cost = reached[state] + arc.cost
            if cost < reached.get(arc.target, inf) and not isinf(cost):
                reached[arc.target] = cost
                waiting.append(arc.target)
    return reached


def header(kind: str, version: int, properties: int, start: int, states: int, arcs: int) -> bytes:
    """What every FST file begins with; the three counts are its last 24 bytes."""
    counts = _HEADER.pack(version, 0, properties, start, states, arcs)
    return struct.pack("<i", _MAGIC) + _string(kind.encode()) + _string(b"standard") + counts


def _string(text: bytes) -> bytes:
    return struct.pack("<i", len(text)) + text
