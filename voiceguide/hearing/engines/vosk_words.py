"""The words of a Vosk model and their labels: in a text file, or inside its graph.

Vosk's small models have no `words.txt`; their words are the symbol table in the head of `Gr.fst`.
Vosk looks there first (vosk-api, `model.cc`), and only then for the text file. Source of the
layout: OpenFst's `fst.cc` (FstHeader) and `symbol-table.cc` (SymbolTableImpl::Write).
"""

import struct
from pathlib import Path
from typing import BinaryIO, Final

_GRAPHS: Final = ("graph/HCLG.fst", "graph/Gr.fst")
_FST: Final = 2125659606
_TABLE: Final = 2125658996
_INPUT, _OUTPUT = 0x1, 0x2
"""Header flags: symbol tables follow."""
_LONGEST: Final = 1 << 20
"""Bytes that no name in these files has."""


def read_labels(folder: Path) -> dict[str, int]:
    """Word to label, the model's own symbols included; empty when they can't be read."""
    for name in _GRAPHS:
        if (folder / name).is_file() and (labels := _in_graph(folder / name)):
            return labels
    return _in_text(folder / "graph/words.txt")


def _in_text(file: Path) -> dict[str, int]:
    if not file.is_file():
        return {}
    rows = [line.split() for line in file.read_text("utf-8", "replace").splitlines()]
    return {row[0]: int(row[1]) for row in rows if len(row) == 2 and row[1].isdecimal()}


def _in_graph(file: Path) -> dict[str, int]:
    """The output symbols of an FST of any type; empty when it carries none or is broken."""
    with file.open("rb") as stream:
        try:
            if _number(stream, "<i") != _FST:
                return {}
            _text(stream)  # the FST's type
            _text(stream)  # the arcs' type
            _number(stream, "<i")  # version
            flags = _number(stream, "<i")
            stream.seek(8 * 4, 1)  # properties, start, states, arcs
            own = _table(stream) if flags & _INPUT else {}
            return _table(stream) if flags & _OUTPUT else own
        except (ValueError, struct.error):
            return {}


def _table(stream: BinaryIO) -> dict[str, int]:
    if _number(stream, "<i") != _TABLE:
        raise ValueError("no symbol table")
    _text(stream)  # its name
    _number(stream, "<q")  # the next free label
    words = {}
    for _ in range(_number(stream, "<q")):
        word = _text(stream)
        words[word] = _number(stream, "<q")
    return words


def _text(stream: BinaryIO) -> str:
    length = _number(stream, "<i")
    if not 0 <= length < _LONGEST:
        raise ValueError("no text")
    return stream.read(length).decode("utf-8", "replace")


def _number(stream: BinaryIO, form: str) -> int:
    value: int
    (value,) = struct.unpack(form, stream.read(struct.calcsize(form)))
    return value
