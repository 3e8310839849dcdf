"""Keeping a C++ library's warnings off the person's screen."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_STDERR: Final = 2


@contextmanager
def quiet() -> Iterator[None]:
    """While inside, nothing written to the process's standard error is shown.

    For Kaldi, which warns of each lattice that ends within a word whatever log level is set.
    Short calls only: the other threads' words are lost too.
    """
    try:
        kept = os.dup(_STDERR)
    except OSError:  # a process without a standard error has nothing to keep quiet
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, _STDERR)
        yield
    finally:
        os.dup2(kept, _STDERR)
        os.close(kept)
        os.close(nowhere)
