"""Keep what C libraries print from the person; what Python prints still reaches them."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_STDERR: Final = 2


@contextmanager
def quiet_libraries() -> Iterator[None]:
    """PortAudio and ALSA write about a lost device into standard error, over and over, in C's
    terms. Meanwhile that goes nowhere, and what Python writes there goes where it went before.
    """
    try:
        shown = os.dup(_STDERR)
    except OSError:  # It was closed: nobody sees anything.
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, _STDERR)
    os.close(nowhere)
    try:
        with _written_to(shown):
            yield
    finally:
        os.dup2(shown, _STDERR)
        os.close(shown)


@contextmanager
def _written_to(descriptor: int) -> Iterator[None]:
    before = sys.stderr
    if before is None or before is not sys.__stderr__:
        # A live view's or a test's, which has a place of its own.
        yield
        return
    with open(
        descriptor, "w", buffering=1, encoding="utf-8", errors="backslashreplace", closefd=False
    ) as own:
        sys.stderr = own
        try:
            yield
        finally:
            sys.stderr = before
