"""Unpacking an archive of a stranger's so that it can do no harm.

Everything is read in the archive's list before a byte is written: paths that lead outside, links,
two names for one file, and sizes. While it is unpacked the real bytes are counted as well.
"""

import os
import re
import stat
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from voiceguide.errors import ExitCode, Trouble
from voiceguide.models.disk import require_room, writing

_BLOCK: Final = 1 << 20
_ENCRYPTED: Final = 0x1
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_FORBIDDEN: Final = re.compile(r'[\x00-\x1f<>:"|?*\\]')


@dataclass(frozen=True, slots=True)
class Limits:
    """What an archive may come to. Kaldi's graphs, the most compressible, shrink about sixfold."""

    bytes: int = 12 << 30
    files: int = 2_000
    ratio: int = 60
    """Unpacked bytes for each of the archive's."""


def unpack(
    archive: Path,
    into: Path,
    progress: Callable[[int, int], object] = lambda done, total: None,
    limits: Limits = Limits(),
) -> None:
    """Unpack the zip `archive` into the new folder `into`.

    Trouble (NO_MODEL) when it is no whole zip or asks for something that a model never needs;
    then `into` may hold a part, which the caller throws away.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            members = _checked(archive, opened.infolist(), limits)
            total = sum(member.file_size for member in members)
            with writing(into):
                into.mkdir(parents=True)
            require_room(into, total)
            _write(archive, opened, members, into, progress)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, UnicodeError) as error:
        raise _refused(archive, f"is no whole zip archive ({error})") from None


def _checked(
    archive: Path, members: list[zipfile.ZipInfo], limits: Limits
) -> list[zipfile.ZipInfo]:
    """The members that are files; Trouble for a list that no model has."""
    if len(members) > limits.files:
        raise _refused(archive, f"holds {len(members)} files, more than any model")
    total, size = sum(member.file_size for member in members), archive.stat().st_size
    if total > limits.bytes or total > limits.ratio * size:
        raise _refused(archive, f"would grow from {size} to {total} bytes: a bomb")
    taken: dict[str, bool] = {}
    for member in members:
        if fault := _fault(member):
            raise _refused(archive, f"holds {member.filename!r}, {fault}")
        parts = member.filename.rstrip("/").casefold().split("/")
        for depth in range(1, len(parts)):
            if not taken.setdefault("/".join(parts[:depth]), True):
                raise _refused(archive, f"holds {member.filename!r} inside a file")
        path = "/".join(parts)
        if path in taken and not (taken[path] and member.is_dir()):
            raise _refused(archive, f"holds {member.filename!r} twice")
        taken[path] = member.is_dir()
    return [member for member in members if not member.is_dir()]


def _fault(member: zipfile.ZipInfo) -> str:
    """What is wrong with a member's name or kind; empty when nothing is."""
    name = member.filename
    # The name as it stood in the archive: zipfile cuts at NUL and, on Windows, turns backslashes.
    if _FORBIDDEN.search(member.orig_filename) or len(name) > 200:
        return "which is no name for a file"
    parts = name.removesuffix("/").split("/")
    if any(part in ("", ".", "..") for part in parts):
        return "which leads outside the folder"
    if any(_RESERVED.fullmatch(part) or part != part.rstrip(". ") for part in parts):
        return "which some systems can't hold"
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "which is a link or a device"
    if member.flag_bits & _ENCRYPTED:
        return "which is encrypted"
    if member.compress_type not in _METHODS:
        return "which is compressed in an unusual way"
    return ""


def _write(
    archive: Path,
    opened: zipfile.ZipFile,
    members: list[zipfile.ZipInfo],
    into: Path,
    progress: Callable[[int, int], object],
) -> None:
    total, done = sum(member.file_size for member in members), 0
    for member in members:
        target = into.joinpath(*member.filename.split("/"))
        with writing(target):
            target.parent.mkdir(parents=True, exist_ok=True)
        written = 0
        with opened.open(member) as packed, writing(target), target.open("xb") as stream:
            while block := packed.read(_BLOCK):
                written += len(block)
                if written > member.file_size:
                    break
                stream.write(block)
                progress(done + written, total)
            # On the disk before the folder gets its final name: not even a power cut may leave
            # an empty file in a model that counts as installed.
            stream.flush()
            os.fsync(stream.fileno())
        if written != member.file_size:
            raise _refused(archive, f"holds {member.filename!r}, which lies about its size")
        done += written


def _refused(archive: Path, what: str) -> Trouble:
    return Trouble(
        f"The archive {archive.name.removesuffix('.part')} {what}.",
        "Nothing of it was installed. Fetch it again; if that doesn't help, tell who offers it.",
        ExitCode.NO_MODEL,
    )
