"""A model as Vosk's small ones are published: a general grammar that holds the words itself."""

import shutil
import struct
from pathlib import Path

from voiceguide.content.files import data_folder
from voiceguide.hearing.engines.vosk_words import read_labels
from voiceguide.language.lexicon import spoken_words
from voiceguide.language.openfst import Acceptor, Arc, encode

_TABLE = 2125658996
_OUTPUT_SYMBOLS = 0x2


def make_general(folder: Path) -> Path:
    """Our network in `folder` with any words in any order, `[unk]` among them; no words.txt."""
    ours = data_folder("models") / "en"
    for name in ("am", "conf", "graph"):
        shutil.copytree(ours / name, folder / name)
    labels = read_labels(ours)
    heard = [labels[word] for word in (*spoken_words(labels), "[unk]")]
    loop = Acceptor([1.0], [Arc(0, label, 8.0, 0) for label in heard])
    (folder / "graph/words.txt").unlink()
    (folder / "graph/Gr.fst").write_bytes(with_words(encode(loop), labels))
    return folder


def with_words(graph: bytes, labels: dict[str, int]) -> bytes:
    """The same FST with its output symbols in its head."""
    flags = graph.index(b"standard") + len(b"standard") + 4
    body = flags + 4 + 4 * 8
    head = graph[:flags] + struct.pack("<i", _OUTPUT_SYMBOLS) + graph[flags + 4 : body]
    table = struct.pack("<i", _TABLE) + _text("words") + struct.pack("<qq", 1 << 20, len(labels))
    rows = b"".join(_text(word) + struct.pack("<q", label) for word, label in labels.items())
    return head + table + rows + graph[body:]


def _text(text: str) -> bytes:
    return struct.pack("<i", len(text.encode())) + text.encode()
