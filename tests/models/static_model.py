"""A model with a static graph, as Vosk's big ones have, made from ours for a few words.

HCLG.fst is composed here from our HCLr.fst and any number of these words in any order, by the
textbook (Mohri, Pereira and Riley 2002, section 2.2): pairs of states, epsilons moving one side.
"""

import shutil
import struct
from collections.abc import Iterator, Sequence
from math import inf
from pathlib import Path
from typing import NamedTuple

from voiceguide.content.files import data_folder
from voiceguide.hearing.engines.vosk_words import read_labels

_HEAD = struct.Struct("<iiQqqq")
_STATE = struct.Struct("<fIIII")
_ARC = struct.Struct("<iifi")
_MAGIC = 2125659606


class Step(NamedTuple):
    label: int
    word: int
    cost: float
    target: int


class Graph(NamedTuple):
    start: int
    finals: list[float]
    steps: list[list[Step]]


def make_static(folder: Path, words: Sequence[str]) -> Path:
    """Our model in `folder` with a static graph over `words`."""
    ours = data_folder("models") / "en"
    shutil.copytree(ours / "am", folder / "am")
    shutil.copytree(ours / "conf", folder / "conf")
    shutil.copytree(ours / "graph/phones", folder / "graph/phones")
    shutil.copy(ours / "graph/words.txt", folder / "graph/words.txt")
    labels = read_labels(ours)
    lexicon = _read(ours / "graph/HCLr.fst")
    (folder / "graph/HCLG.fst").write_bytes(_encode(_loop(lexicon, {labels[w] for w in words})))
    return folder


def _loop(lexicon: Graph, allowed: set[int]) -> Graph:
    """The lexicon's paths whose words are all allowed: with one state, a grammar adds none."""
    steps = [[s for s in row if s.word == 0 or s.word in allowed] for row in lexicon.steps]
    forward = _reached(lexicon.start, [[s.target for s in row] for row in steps])
    back: list[list[int]] = [[] for _ in steps]
    for state, row in enumerate(steps):
        for step in row:
            back[step.target].append(state)
    ends = [state for state, cost in enumerate(lexicon.finals) if cost < inf]
    kept = sorted(forward & set().union(*(_reached(end, back) for end in ends)))
    number = {state: at for at, state in enumerate(kept)}
    return Graph(
        number[lexicon.start],
        [lexicon.finals[state] for state in kept],
        [
            [s._replace(target=number[s.target]) for s in steps[state] if s.target in number]
            for state in kept
        ],
    )


def _reached(start: int, onward: list[list[int]]) -> set[int]:
    seen, waiting = {start}, [start]
    while waiting:
        for target in onward[waiting.pop()]:
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return seen


def _read(file: Path) -> Graph:
    """The constant FST inside an `olabel_lookahead` file."""
    data = file.read_bytes()
    at = data.index(struct.pack("<i", _MAGIC), 4)  # the second head is the FST's own
    at = _skip_text(data, _skip_text(data, at + 4))
    _, _, _, start, states, _ = _HEAD.unpack_from(data, at)
    rows = list(_STATE.iter_unpack(data[at + _HEAD.size : at + _HEAD.size + states * _STATE.size]))
    arcs = at + _HEAD.size + states * _STATE.size
    steps = [[Step(*one) for one in _arcs(data, arcs, row[1], row[2])] for row in rows]
    return Graph(start, [row[0] for row in rows], steps)


def _arcs(data: bytes, begin: int, first: int, count: int) -> Iterator[tuple[int, int, float, int]]:
    for number in range(first, first + count):
        yield _ARC.unpack_from(data, begin + number * _ARC.size)


def _skip_text(data: bytes, at: int) -> int:
    (length,) = struct.unpack_from("<i", data, at)
    return int(at + 4 + length)


def _encode(graph: Graph) -> bytes:
    total = sum(map(len, graph.steps))
    parts = [struct.pack("<i", _MAGIC)]
    parts += [struct.pack("<i", len(text)) + text for text in (b"const", b"standard")]
    parts.append(_HEAD.pack(2, 0, 0x1, graph.start, len(graph.steps), total))
    first = 0
    for final, row in zip(graph.finals, graph.steps, strict=True):
        silent = sum(step.label == 0 for step in row), sum(step.word == 0 for step in row)
        parts.append(_STATE.pack(final, first, len(row), *silent))
        first += len(row)
    parts += [_ARC.pack(*step) for row in graph.steps for step in row]
    return b"".join(parts)
