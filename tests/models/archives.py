"""Archives to install: harmless ones, and some that no model has."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

SMALL: Mapping[str, bytes] = {
    "vosk-model-toy/am/final.mdl": b"\0B<TransitionModel>" + bytes(5_000),
    "vosk-model-toy/conf/model.conf": b"--beam=11\n",
    "vosk-model-toy/README": b"a toy",
}


def packed(files: Mapping[str, bytes] | Mapping[zipfile.ZipInfo, bytes]) -> bytes:
    """A zip of these names and contents, stored."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def packed_folder(folder: Path, top: str) -> bytes:
    """A zip of `folder`'s files below a folder called `top`."""
    files = [file for file in sorted(folder.rglob("*")) if file.is_file()]
    return packed({f"{top}/{f.relative_to(folder).as_posix()}": f.read_bytes() for f in files})
