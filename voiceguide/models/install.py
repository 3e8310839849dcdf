"""From the catalogue to the shelf: fetch, check, unpack, prepare, put in place."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, Protocol

from voiceguide.errors import ExitCode, Trouble
from voiceguide.models.catalogue import Checksum, Entry
from voiceguide.models.disk import require_room
from voiceguide.models.download import Patience, Source, discard, fetch
from voiceguide.models.shelf import Shelf
from voiceguide.models.unpack import unpack

Prepare = Callable[[Path], bool]
"""Looks at an unpacked model and makes it ready; Trouble when it is none. Whether its grammar was
made from our sentences."""

_UNPACKED: Final = 2.5
"""Bytes on the disk for each of an archive's, about, to see beforehand whether there is room."""


class Telling(Protocol):
    """Who is told how an installation goes on."""

    def connecting(self, url: str, size: int | None) -> None:
        """A connection is about to be opened."""
        ...

    def waiting(self, name: str) -> None:
        """Another process works on the same model."""
        ...

    def progress(self, what: str, done: int, total: int | None) -> None:
        """Bytes so far."""
        ...


@dataclass(frozen=True, slots=True)
class Installer:
    """How models come onto a shelf."""

    shelf: Shelf
    prepare: Prepare
    telling: Telling
    patience: Patience | None = None

    def install(self, entry: Entry) -> Path:
        """Install `entry` unless it is; its folder. Interrupted anywhere, nothing counts.

        Trouble says what stopped it and whether the same call goes on from there.
        """
        name, shelf = entry.name, self.shelf
        with shelf.working_on(name, lambda: self.telling.waiting(name)) as place:
            if (installed := shelf.find(name)) is not None:
                return installed
            archive = shelf.archive(name)
            self._fetch(entry, archive)
            if entry.checksum is not None:
                _check(archive, entry.checksum)
            try:
                unpack(archive, place, partial(self.telling.progress, "unpacking"))
                built = _model_in(place)
                self.telling.progress("making ready", 0, None)
                fitted = self.prepare(built)
            except Trouble as trouble:
                if trouble.code is ExitCode.NO_MODEL:  # another try must not meet it again
                    discard(archive)
                raise
            folder = shelf.put(built, name, entry.url, fitted)
            discard(archive)
            return folder

    def _fetch(self, entry: Entry, archive: Path) -> None:
        size = entry.size or entry.megabytes * 1_000_000
        have = archive.stat().st_size if archive.exists() else 0
        require_room(archive.parent, max(0, size - have) + round(_UNPACKED * size))
        if have != entry.size:
            self.telling.connecting(entry.url, entry.size)
        fetch(
            Source(entry.url, entry.size, entry.checksum is not None),
            archive,
            lambda done, total: self.telling.progress("fetching", done, total or entry.size),
            self.patience,
        )


def _check(archive: Path, checksum: Checksum) -> None:
    with archive.open("rb") as stream:
        # Without `usedforsecurity` MD5 is refused where only approved algorithms are allowed.
        found = hashlib.file_digest(
            stream, lambda: hashlib.new(checksum.algorithm, usedforsecurity=False)
        ).hexdigest()
    if found != checksum.digest:
        discard(archive)
        raise Trouble(
            f"What came is not the file that the catalogue means: its {checksum.algorithm.upper()} "
            f"is {found}, not {checksum.digest}.",
            "It was thrown away. Type the same again; if that doesn't help, the file on the "
            "server has changed.",
            ExitCode.NO_MODEL,
        )


def _model_in(place: Path) -> Path:
    """The folder that holds the model: archives pack it in one of its own."""
    found = sorted(place.rglob("am/final.mdl"))
    return found[0].parents[1] if len(found) == 1 else place
