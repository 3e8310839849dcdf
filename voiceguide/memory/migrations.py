"""The shapes that the diary's file has had, oldest first. Old ones are never edited."""

import sqlite3
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
    while True:
        connection.execute("BEGIN IMMEDIATE")
        try:
            done = version(connection)
            if done >= len(MIGRATIONS):
                connection.execute("ROLLBACK")
                return
            for statement in MIGRATIONS[done]:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {done + 1}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise


def version(connection: sqlite3.Connection) -> int:
    """How many migrations the file has had."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
