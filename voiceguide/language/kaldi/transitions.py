"""The transition model: which output of the network each step of the graph listens to.

The graph's input labels are transition ids. Triple i (counted from 0, in order) owns two: 2i + 1
is its self-loop, 2i + 2 goes on to the next state; 0 takes no frame. As in Kaldi's own graphs
("reordered"), the one that goes on is taken with a state's first frame, self-loops follow it.

Source of the layout: Kaldi's `hmm/transition-model.cc` and `hmm/hmm-topology.cc`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from voiceguide.language.kaldi.pieces import (
    BINARY,
    Pieces,
    integer,
    integers,
    single,
    token,
    vector,
)

_STAY: Final = 0.75
"""Probability in the topology, which Kaldi wants to be there and the graph's own costs replace."""


class Triple(NamedTuple):
    """A state of a phone and the network's output that scores it."""

    phone: int
    """By number in phones.txt."""
    state: int
    """Of the phone's topology, from 0."""
    output: int
    """Of the network, from 0; Kaldi calls it a pdf."""


@dataclass(frozen=True, slots=True)
class TransitionModel:
    """Phones, their topologies, and the triples that occur in a graph."""

    topologies: Sequence[int]
    """States in a row, by topology."""
    phones: Sequence[tuple[int, int]]
    """(phone, its topology), by phone."""
    triples: Sequence[Triple]
    """Sorted."""


def stay(triple: int) -> int:
    """The transition id that remains in a triple's state; `triple` is its number."""
    return 2 * triple + 1


def enter(triple: int) -> int:
    """The transition id that enters a triple's state."""
    return 2 * triple + 2


def encode(model: TransitionModel) -> bytes:
    """As it stands in `final.mdl`, after the file's mark and before the network."""
    numbers = [phone for phone, _ in model.phones]
    of_phone = [-1] * (max(numbers) + 1)
    for phone, topology in model.phones:
        of_phone[phone] = topology
    halves = np.full(1 + 2 * len(model.triples), np.log(0.5))
    halves[0] = 0
    return b"".join(
        [
            token("<TransitionModel>"),
            token("<Topology>"),
            integers(numbers),
            integers(of_phone),
            integer(len(model.topologies)),
            *map(_row, model.topologies),
            token("</Topology>"),
            token("<Triples>"),
            integer(len(model.triples)),
            *(integer(number) for triple in model.triples for number in triple),
            token("</Triples>"),
            token("<LogProbs>"),
            vector(halves),
            token("</LogProbs>"),
            token("</TransitionModel>"),
        ]
    )


def _row(states: int) -> bytes:
    """States in a row, each staying or going on, and one that ends."""
    steps = b"".join(
        integer(state)
        + integer(2)
        + integer(state)
        + single(_STAY)
        + integer(state + 1)
        + single(1 - _STAY)
        for state in range(states)
    )
    return integer(states + 1) + steps + integer(-1) + integer(0)


def split(data: bytes) -> tuple[TransitionModel, bytes]:
    """The two halves of a `final.mdl`: transition model, and the network's bytes as they are.

    ValueError where the file is cut or made otherwise.
    """
    pieces = Pieces(data)
    pieces.binary()
    pieces.token("<TransitionModel>")
    pieces.token("<Topology>")
    numbers, of_phone = pieces.integers(), pieces.integers()
    topologies = [_read_row(pieces) for _ in range(pieces.integer())]
    pieces.token("</Topology>")
    pieces.token("<Triples>")
    triples = [
        Triple(pieces.integer(), pieces.integer(), pieces.integer())
        for _ in range(pieces.integer())
    ]
    pieces.token("</Triples>")
    pieces.token("<LogProbs>")
    pieces.vector()
    pieces.token("</LogProbs>")
    pieces.token("</TransitionModel>")
    phones = [(number, of_phone[number]) for number in numbers]
    return TransitionModel(topologies, phones, triples), data[pieces.at :]


def _read_row(pieces: Pieces) -> int:
    states = pieces.integer() - 1
    for _ in range(states):
        pieces.integer()
        for _ in range(pieces.integer()):
            pieces.integer()
            pieces.single()
    pieces.integer()
    pieces.integer()
    return states


def join(model: TransitionModel, network: bytes) -> bytes:
    """A whole `final.mdl`."""
    return BINARY + encode(model) + network
