"""Writing where the disk may be full, and all or nothing."""

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from voiceguide.errors import Trouble
from voiceguide.whole_file import written_whole

_FULL: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn what the operating system refuses while `path` is written into Trouble."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise Trouble(
                f"The disk is full: {path} can't be written.",
                "Make room, and type the same again; what came already is kept.",
            ) from None
        raise Trouble(
            f"{path} can't be written: {error.strerror or error}.",
            "Look who may write in this folder.",
        ) from None


def require_room(folder: Path, needed: int) -> None:
    """Trouble when fewer than `needed` bytes are free in `folder`, which exists."""
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise Trouble(
            f"{folder} has {free / 1e6:.0f} MB free, and {needed / 1e6:.0f} MB are needed.",
            "Make room, and type the same again.",
        )


def replace_text(path: Path, text: str) -> None:
    """Write `path` whole or not at all."""
    with written_whole(path) as file:
        file.write(text.encode())
