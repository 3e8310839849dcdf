"""The shapes that the diary's file has had, oldest first. Old ones are never edited."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

MIGRATIONS: Final[tuple[tuple[str, ...], ...]] = (
    (
        """
        CREATE TABLE notes (
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            kind TEXT NOT NULL,
            level INTEGER,
            place TEXT NOT NULL DEFAULT '',
            was TEXT NOT NULL DEFAULT '',
            now TEXT NOT NULL DEFAULT '',
            routine TEXT NOT NULL DEFAULT '',
            seconds REAL NOT NULL DEFAULT 0,
            finished INTEGER NOT NULL DEFAULT 0
        )
        """,
    ),
    (
        """
        CREATE TABLE reminders (
            part TEXT NOT NULL,
            hour INTEGER NOT NULL,
            minute INTEGER NOT NULL,
            spoken TEXT NOT NULL DEFAULT '',
            PRIMARY KEY (part, hour, minute)
        )
        """,
    ),
)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the file to the newest shape, each step whole or not at all.

    Another process may do the same at the same time.
    """
    while version(connection) < len(MIGRATIONS):
        with writing(connection):
            # Read again: the other process may have been here before us.
            done = version(connection)
            for statements in MIGRATIONS[done : done + 1]:
                for statement in statements:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {done + 1}")


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """All that is written within is written, or none of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # A full disk makes SQLite roll back by itself; the error to tell is that of the disk.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def version(connection: sqlite3.Connection) -> int:
    """How many migrations the file has had."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
