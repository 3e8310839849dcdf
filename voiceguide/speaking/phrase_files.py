"""Phrases kept on disk between runs."""

import os
import struct
import tempfile
import zlib
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

import numpy as np

from voiceguide.messages.audio import Samples

_HEAD: Final = struct.Struct("<4sII")
"""Magic, number of samples, CRC-32 of their bytes; little-endian int16 samples follow."""
_MAGIC: Final = b"VGP1"


class PhraseFiles:
    """A folder of phrases, one file each, named after what was spoken and how.

    Never raises for a disk that fails: a damaged file is dropped, and the first write that fails
    is the last one tried.
    """

    def __init__(self, folder: Path, manner: str) -> None:
        """`manner` is all that decides how a text sounds: voice, rate, engine and its version."""
        self._folder = folder
        self._manner = manner
        self._writable = True

    def path(self, text: str) -> Path:
        """The file that holds `text`, or would."""
        # Texts come from files and may hold lone surrogates; any bytes do for a name.
        key = f"{self._manner}\0{text}".encode("utf-8", "surrogatepass")
        return self._folder / f"{sha256(key).hexdigest()}.phrase"

    def get(self, text: str) -> Samples | None:
        """The samples kept for `text`; None when there are none, or none that are whole."""
        path = self.path(text)
        try:
            content = path.read_bytes()
        except OSError:
            return None
        samples = _decode(content)
        if samples is None:
            with suppress(OSError):
                path.unlink()
        return samples

    def put(self, text: str, samples: Samples) -> bool:
        """Keep `samples` for `text`; whether that was possible. A crash leaves no half file."""
        if not self._writable:
            return False
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, part = tempfile.mkstemp(suffix=".part", dir=self._folder)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(_encode(samples))
                Path(part).replace(self.path(text))
            except OSError:
                Path(part).unlink(missing_ok=True)
                raise
        except OSError:
            self._writable = False
        return self._writable


def _encode(samples: Samples) -> bytes:
    sound = samples.astype("<i2").tobytes()
    return _HEAD.pack(_MAGIC, len(samples), zlib.crc32(sound)) + sound


def _decode(content: bytes) -> Samples | None:
    if len(content) < _HEAD.size:
        return None
    magic, count, checksum = _HEAD.unpack_from(content)
    sound = content[_HEAD.size :]
    if magic != _MAGIC or len(sound) != 2 * count or zlib.crc32(sound) != checksum:
        return None
    return np.frombuffer(sound, "<i2").astype(np.int16)
