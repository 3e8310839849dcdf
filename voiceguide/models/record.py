"""What was installed: where it came from, and the size and SHA-256 of every file."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from voiceguide.models.disk import replace_text, writing

RECORD: Final = "installed.json"
"""The file's name in a model's folder; a folder without one is no installed model."""


@dataclass(frozen=True, slots=True)
class FileNote:
    """One file as it was when the model was installed."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Record:
    """An installed model."""

    name: str
    url: str
    fitted: bool
    """Whether its grammar was made from our sentences instead of the published one."""
    files: Mapping[str, FileNote]
    """By path below the folder, with slashes."""

    @property
    def size(self) -> int:
        """Bytes on the disk."""
        return sum(note.size for note in self.files.values())


def write_record(folder: Path, name: str, url: str, fitted: bool) -> Record:
    """Note every file in `folder` in its record."""
    files = {
        path: FileNote((folder / path).stat().st_size, _sha256(folder / path))
        for path in _paths(folder)
    }
    record = Record(name, url, fitted, files)
    with writing(folder / RECORD):
        replace_text(folder / RECORD, json.dumps(asdict(record), indent=1))
    return record


def read_record(folder: Path) -> Record | None:
    """The record in `folder`; None when there is none that can be read."""
    try:
        data = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        files = {path: FileNote(**note) for path, note in data.pop("files").items()}
        record = Record(**data, files=files)
    except (OSError, ValueError, TypeError, AttributeError, KeyError):
        return None
    return record if _as_written(record) else None


def _as_written(record: Record) -> bool:
    """Whether every value is of its kind; JSON tells nothing of that."""
    return (
        isinstance(record.name, str)
        and isinstance(record.url, str)
        and isinstance(record.fitted, bool)
        and all(
            isinstance(note.size, int) and isinstance(note.sha256, str)
            for note in record.files.values()
        )
    )


def size_of(folder: Path) -> int:
    """Bytes of the model's files in `folder`, whatever its record says."""
    return sum((folder / path).stat().st_size for path in _paths(folder))


def faults(folder: Path, record: Record) -> Iterator[str]:
    """What is different now from when it was installed, a phrase a file."""
    found = set(_paths(folder))
    for path, note in record.files.items():
        if path not in found:
            yield f"{path} is missing"
        elif (size := (folder / path).stat().st_size) != note.size:
            yield f"{path} has {size} bytes instead of {note.size}"
        elif _sha256(folder / path) != note.sha256:
            yield f"{path} was changed"
    for path in sorted(found - record.files.keys()):
        yield f"{path} was added"


def _paths(folder: Path) -> list[str]:
    return sorted(
        file.relative_to(folder).as_posix()
        for file in folder.rglob("*")
        if file.is_file() and file != folder / RECORD
    )


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
