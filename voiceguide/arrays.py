"""Files of arrays (.npz) that a model is made of: read whole, or refused in a sentence."""

import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from voiceguide.errors import ExitCode, Trouble

REINSTALL: Final = "Put the file back, or reinstall voiceguide."
_DAMAGE: Final = (OSError, ValueError, KeyError, IndexError, EOFError, BadZipFile, zlib.error)
"""What NumPy, zipfile and who looks for an array raise at a missing, cut or foreign file."""


@contextmanager
def open_arrays(
    path: Path, what: str, mend: str = REINSTALL, code: ExitCode = ExitCode.NO_MODEL
) -> Iterator[Mapping[str, npt.NDArray[Any]]]:
    """The arrays at `path` by name. `what` is the file to a person, as in "The encoder".

    Trouble when the file is missing or damaged, or an array isn't as it is wanted.
    """
    try:
        with np.load(path) as stored:
            yield stored
    except _DAMAGE as error:
        raise Trouble(f"{what}, {path}, can't be read: {error}.", mend, code) from None
