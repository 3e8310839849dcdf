"""The pieces that Kaldi's binary files are made of.

Source of the layout: Kaldi's `base/io-funcs.cc` (tokens, numbers, booleans), `io-funcs-inl.h`
(vectors of integers) and `matrix/kaldi-vector.cc`, `kaldi-matrix.cc` (FV, FM). Everything is
little-endian; a number is preceded by its size in bytes, negative where it is unsigned.
"""

import struct
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

BINARY: Final = b"\0B"
"""What every binary file of Kaldi begins with."""


def token(name: str) -> bytes:
    """A word such as `<Dim>`."""
    return name.encode() + b" "


def integer(value: int) -> bytes:
    """A 32-bit integer."""
    return b"\x04" + struct.pack("<i", value)


def single(value: float) -> bytes:
    """A 32-bit floating-point number."""
    return b"\x04" + struct.pack("<f", value)


def double(value: float) -> bytes:
    """A 64-bit floating-point number."""
    return b"\x08" + struct.pack("<d", value)


def integers(values: Sequence[int]) -> bytes:
    """A vector of 32-bit integers."""
    return b"\x04" + struct.pack("<i", len(values)) + np.asarray(values, "<i4").tobytes()


def vector(values: ArrayLike) -> bytes:
    """A vector of 32-bit floating-point numbers, shape (n,)."""
    array = np.ascontiguousarray(values, "<f4")
    return token("FV") + integer(len(array)) + array.tobytes()


def matrix(values: ArrayLike) -> bytes:
    """A matrix of 32-bit floating-point numbers, shape (rows, columns)."""
    array = np.ascontiguousarray(values, "<f4")
    return token("FM") + integer(array.shape[0]) + integer(array.shape[1]) + array.tobytes()


class Pieces:
    """Reads pieces one after the other. ValueError where another piece stands, or none."""

    def __init__(self, data: bytes, at: int = 0) -> None:
        self._data = data
        self.at = at
        """Bytes read so far."""

    def token(self, *expected: str) -> str:
        """The next token, which must be one of `expected` where any are given."""
        end = self._data.find(b" ", self.at)
        name = self._data[self.at : end].decode("ascii", "replace")
        if end < 0 or (expected and name not in expected):
            raise ValueError(f"{name[:40]!r} stands where {' or '.join(expected)} should")
        self.at = end + 1
        return name

    def binary(self) -> None:
        """The mark at a file's beginning."""
        if self._take(2) != BINARY:
            raise ValueError("not one of Kaldi's binary files")

    def integer(self) -> int:
        """What `integer` wrote."""
        return int(self._number("<i"))

    def single(self) -> float:
        """What `single` wrote."""
        return float(self._number("<f"))

    def double(self) -> float:
        """What `double` wrote."""
        return float(self._number("<d"))

    def integers(self) -> list[int]:
        """What `integers` wrote."""
        count = int(self._number("<i"))
        return [int(value) for value in self._array("<i4", count)]

    def vector(self) -> NDArray[np.float32]:
        """What `vector` wrote, shape (n,)."""
        self.token("FV")
        return self._array("<f4", self.integer()).astype(np.float32)

    def matrix(self) -> NDArray[np.float32]:
        """What `matrix` wrote, shape (rows, columns)."""
        self.token("FM")
        rows, columns = self.integer(), self.integer()
        return self._array("<f4", rows * columns).astype(np.float32).reshape(rows, columns)

    def line(self) -> str:
        """Text up to the next line's beginning."""
        end = self._data.find(b"\n", self.at)
        if end < 0:
            raise ValueError("cut in a line")
        text = self._data[self.at : end].decode()
        self.at = end + 1
        return text

    def _number(self, form: str) -> float:
        size = struct.calcsize(form)
        if self._take(1) != bytes([size]):
            raise ValueError(f"no number of {size} bytes at byte {self.at - 1}")
        value: float = struct.unpack(form, self._take(size))[0]
        return value

    def _array(self, kind: str, count: int) -> NDArray[np.generic]:
        if count < 0:
            raise ValueError(f"a length of {count} at byte {self.at}")
        return np.frombuffer(self._take(count * np.dtype(kind).itemsize), kind)

    def _take(self, count: int) -> bytes:
        taken = self._data[self.at : self.at + count]
        if len(taken) < count:
            raise ValueError("cut")
        self.at += count
        return taken
