"""The eSpeak NG library that comes with the package, put where pyttsx3 finds it."""

import ctypes
import os
import sys
from pathlib import Path
from typing import Final

LONGEST_PATH: Final = 140
"""Characters; eSpeak NG keeps its data path in a buffer of 160 and cannot open a longer one."""


def load(scratch: Path) -> bool:
    """Load the packaged library into this process; whether that was done.

    False on macOS and Windows, where pyttsx3 speaks with the system's own voices, and where the
    package has no library for this machine: pyttsx3 then looks for one the system has.
    `scratch` is a folder that may be written to and outlives the process.
    """
    if sys.platform in ("darwin", "win32"):
        return False
    try:
        import espeakng_loader

        # pyttsx3 asks for `libespeak-ng.so.1`; the loader answers with a library of that soname
        # that is already in the process, whatever folder it came from.
        ctypes.CDLL(espeakng_loader.get_library_path(), mode=ctypes.RTLD_GLOBAL)
        data = Path(espeakng_loader.get_data_path())
    except (ImportError, OSError, RuntimeError):
        return False
    os.environ["ESPEAK_DATA_PATH"] = str(reachable(data, scratch))
    return True


def reachable(data: Path, scratch: Path) -> Path:
    """`data`, or a link to it in `scratch` when its path is longer than eSpeak NG can hold."""
    if len(os.fsencode(data)) <= LONGEST_PATH:
        return data
    link = scratch / data.name
    if not link.is_symlink():
        link.symlink_to(data)
    return link
