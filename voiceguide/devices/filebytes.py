"""The bytes of a sound file as libsndfile should see them."""

import io
import os
from typing import BinaryIO

from voiceguide.devices.riff import DataChunk


class FileBytes(io.RawIOBase):
    """`file` without its name, from which soundfile would guess the format.

    A data chunk whose size is written as 0, as some programs do into pipes, is given its size:
    libsndfile would take the file for empty. `file` stays the caller's to close.
    """

    def __init__(self, file: BinaryIO, chunk: DataChunk | None) -> None:
        self._file = file
        self._at = 0
        self._patch = b""
        if chunk is not None and chunk.unstated:
            self._at = chunk.start - 4
            self._patch = chunk.promised.to_bytes(4, "little" if chunk.little_endian else "big")

    def readable(self) -> bool:
        """True."""
        return True

    def seekable(self) -> bool:
        """True."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """As of the file."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """As of the file."""
        return self._file.tell()

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """As of the file, with the bytes of the size replaced."""
        view = memoryview(buffer)
        first = self._file.tell()
        content = bytearray(self._file.read(len(view)))
        for number, byte in enumerate(self._patch):
            if 0 <= self._at + number - first < len(content):
                content[self._at + number - first] = byte
        view[: len(content)] = content
        return len(content)
