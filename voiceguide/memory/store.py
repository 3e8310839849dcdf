"""Opening the diary's file: made when missing, brought up to date, refused when damaged."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from voiceguide.errors import Trouble
from voiceguide.memory.migrations import MIGRATIONS, migrate, version

_PATIENCE: Final = 10.0
"""Seconds to wait while another process writes."""


def connect(path: Path | None) -> sqlite3.Connection:
    """The file at `path`, ready for use; None: memory that ends with the process.

    Trouble for a file that is damaged, from a newer version, or can't be made.
    """
    if path is None:
        connection = sqlite3.connect(":memory:", isolation_level=None)
        migrate(connection)
        return connection
    with readable(path):
        _make_private(path)
        connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
        try:
            _prepare(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    # A write is over when it is on the disk, and what is erased is overwritten.
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")
    if version(connection) > len(MIGRATIONS):
        raise Trouble(
            f"The diary {path} was written by a newer voiceguide.",
            "Update with `pip install --upgrade voiceguide`, or name another file with `--diary`.",
        )
    # A diary is small; writing into a damaged one could lose what can still be saved.
    (state,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if state != "ok":
        raise sqlite3.DatabaseError("it is damaged")
    migrate(connection)


@contextmanager
def readable(path: Path | None) -> Iterator[None]:
    """Turn errors of SQLite, and values that nobody wrote, into Trouble that names the file."""
    try:
        yield
    except (sqlite3.Error, OSError, ValueError, TypeError) as error:
        where = "in memory" if path is None else str(path)
        raise Trouble(f"The diary {where} can't be used: {error}.", _mend(error)) from None


def _mend(error: Exception) -> str:
    # Extended codes keep the primary one in their lowest byte.
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return "Another program is writing to it; try again when that has finished."
    if code == sqlite3.SQLITE_FULL:
        return "Make room on the disk and try again; nothing that was noted is lost."
    if isinstance(error, OSError) or code in {
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
    }:
        return "Make that file and its folder writable, or name another file with `--diary`."
    return "Move that file away to begin a new one; the old one stays as it is."


def _make_private(path: Path) -> None:
    """What a person tells of their pain is theirs alone to read."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
