"""How much sound a WAV file promises, and how much of it is there."""

import os
import struct
from dataclasses import dataclass
from typing import BinaryIO, Final

_ENDLESS: Final = 0x7FFF_0000
"""Sizes from here on are what programs write that don't know the length yet, as into a pipe."""
_MOST_CHUNKS: Final = 4096


@dataclass(frozen=True, slots=True)
class DataChunk:
    """The chunk of a WAV file that holds the sound; all sizes in bytes."""

    start: int
    """Offset of the first byte of sound."""
    promised: int
    """Size that the header gives; for an open-ended chunk, what is there."""
    present: int
    """Size that the file has from `start` on, other chunks included."""
    bytes_per_second: int
    """As the header gives it; at least 1."""
    little_endian: bool
    unstated: bool
    """Whether the header gives 0 although sound follows."""

    @property
    def truncated(self) -> bool:
        """Whether the file ends before the sound does."""
        return self.present < self.promised


def find_data(file: BinaryIO) -> DataChunk | None:
    """The data chunk of an open WAV file; None when it isn't RIFF/WAVE or has no such chunk.

    Raises OSError from reading, nothing for malformed content; leaves the position anywhere.
    """
    length = file.seek(0, os.SEEK_END)
    file.seek(0)
    head = file.read(12)
    if len(head) < 12 or head[:4] not in (b"RIFF", b"RIFX") or head[8:] != b"WAVE":
        return None
    order = "<" if head[:4] == b"RIFF" else ">"
    (riff_size,) = struct.unpack(order + "I", head[4:8])
    at, rate = 12, 1
    for _ in range(_MOST_CHUNKS):
        file.seek(at)
        chunk = file.read(8)
        if len(chunk) < 8:
            return None
        name, size = struct.unpack(order + "4sI", chunk)
        start = at + 8
        if name == b"fmt ":
            rate = _bytes_per_second(file.read(16), order)
        if name == b"data":
            present = length - start
            unstated = size == 0 and present > 0 and _open_ended(riff_size, start)
            endless = unstated or (size >= _ENDLESS and size > present)
            promised = present if endless else size
            return DataChunk(start, promised, present, rate, order == "<", unstated)
        # Chunks begin at even offsets.
        at = start + size + size % 2
    return None


def _bytes_per_second(content: bytes, order: str) -> int:
    if len(content) < 12:
        return 1
    (rate,) = struct.unpack_from(order + "I", content, 8)
    return max(1, int(rate))


def _open_ended(riff_size: int, start: int) -> bool:
    """Whether the file's outer size, too, was written before its length was known.

    Else an empty data chunk is truly empty, and what follows is a title or the like.
    """
    return riff_size + 8 <= start or riff_size >= _ENDLESS
