"""What the assistant remembers of a person."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from voiceguide.errors import Trouble
from voiceguide.memory.migrations import writing
from voiceguide.memory.recall import Entry, recall
from voiceguide.memory.reminders import begun_day, due_day
from voiceguide.memory.rows import COLUMNS, Kept, read_reminder, read_rows
from voiceguide.memory.store import connect, readable
from voiceguide.messages.memory import Note, Past, Reminder


class Memory(Protocol):
    """The diary and the reminders. Raises Trouble when they can't be read or written."""

    def past(self) -> Past:
        """What is remembered, seen from now."""
        ...

    def remember(self, note: Note) -> None:
        """Write `note` into the diary, with the time; on the disk when this returns."""
        ...

    def forget(self) -> None:
        """Erase the diary and the reminders."""
        ...

    def remind(self, reminders: tuple[Reminder, ...]) -> None:
        """Keep these, each in place of one for the same part or time of the day."""
        ...

    def unremind(self, reminders: tuple[Reminder, ...]) -> None:
        """Drop these."""
        ...

    def due(self) -> Reminder | None:
        """A reminder whose time has come, which then counts as spoken; None without one."""
        ...


def _local_time() -> datetime:
    return datetime.now().astimezone()


class DiaryMemory:
    """A `Memory` in an SQLite file, which several processes may use at once."""

    def __init__(
        self, path: Path | None = None, clock: Callable[[], datetime] = _local_time
    ) -> None:
        """`path` is made when missing; None: memory that ends with the process.

        `clock` tells the person's local time, with its offset. Trouble for a damaged file.
        """
        self._path = path
        self._clock = clock
        self._connection = connect(path)

    def past(self) -> Past:
        """What is remembered, seen from now, of what can be read."""
        reminders = [reminder for reminder, _ in self._reminders()]
        kept = self.kept()
        past = recall(kept.entries, self._clock(), reminders)
        return replace(past, empty=past.empty and not kept.unread)

    def kept(self) -> Kept:
        """All that is noted, what can't be read set apart."""
        with readable(self._path):
            rows = self._connection.execute(f"SELECT {COLUMNS} FROM notes ORDER BY id")
            return read_rows(rows.fetchall())

    def entries(self) -> tuple[Entry, ...]:
        """All that is noted, oldest first; Trouble when a part of it can't be read."""
        kept = self.kept()
        with readable(self._path):
            if kept.unread:
                raise ValueError(kept.unread[0])
        return kept.entries

    def count(self) -> int:
        """How many entries there are, whether or not they can be read."""
        with readable(self._path):
            return int(self._connection.execute("SELECT count(*) FROM notes").fetchone()[0])

    def remember(self, note: Note) -> None:
        """Write `note` into the diary, with the time; on the disk when this returns."""
        with readable(self._path), writing(self._connection):
            self._connection.execute(
                f"INSERT INTO notes ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    self._clock().isoformat(timespec="milliseconds"),
                    note.kind,
                    note.level,
                    note.place,
                    note.was,
                    note.now,
                    note.routine,
                    note.seconds,
                    note.finished,
                ),
            )

    def forget(self) -> None:
        """Erase the diary and the reminders, and what the file still held of them."""
        with readable(self._path):
            with writing(self._connection):
                self._connection.execute("DELETE FROM notes")
                self._connection.execute("DELETE FROM reminders")
            self._connection.execute("VACUUM")

    def remind(self, reminders: tuple[Reminder, ...]) -> None:
        """Keep these, each in place of one for the same part or time of the day."""
        now = self._clock()
        with readable(self._path), writing(self._connection):
            for one in reminders:
                self._connection.execute(
                    "DELETE FROM reminders"
                    " WHERE part = ? AND part != '' OR hour = ? AND minute = ?",
                    (one.part, one.hour, one.minute),
                )
                self._connection.execute(
                    "INSERT INTO reminders VALUES (?, ?, ?, ?)",
                    (one.part, one.hour, one.minute, begun_day(one, now).isoformat()),
                )

    def unremind(self, reminders: tuple[Reminder, ...]) -> None:
        """Drop these."""
        with readable(self._path), writing(self._connection):
            self._connection.executemany(
                "DELETE FROM reminders WHERE part = ? AND hour = ? AND minute = ?",
                [(one.part, one.hour, one.minute) for one in reminders],
            )

    def due(self) -> Reminder | None:
        """A reminder whose time has come, which then counts as spoken; None without one."""
        now = self._clock()
        for reminder, spoken in self._reminders():
            day = due_day(reminder, spoken, now)
            if day is not None and self._claim(reminder, day):
                return reminder
        return None

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _reminders(self) -> list[tuple[Reminder, date | None]]:
        with readable(self._path):
            rows = self._connection.execute(
                "SELECT part, hour, minute, spoken FROM reminders ORDER BY hour, minute"
            ).fetchall()
            return [read_reminder(row) for row in rows]

    def _claim(self, reminder: Reminder, day: date) -> bool:
        """Whether this process is the one that speaks that day's."""
        with readable(self._path), writing(self._connection):
            claimed: sqlite3.Cursor = self._connection.execute(
                "UPDATE reminders SET spoken = ?1"
                " WHERE part = ?2 AND hour = ?3 AND minute = ?4 AND spoken != ?1",
                (day.isoformat(), reminder.part, reminder.hour, reminder.minute),
            )
            return claimed.rowcount == 1


class NoMemory:
    """A `Memory` in place of one that couldn't be opened: it knows nothing and keeps nothing."""

    def __init__(self, trouble: Trouble) -> None:
        """`trouble` is what every attempt to keep something raises."""
        self._trouble = trouble

    def past(self) -> Past:
        """Nothing."""
        return Past()

    def remember(self, note: Note) -> None:
        """Raise the trouble."""
        raise self._trouble

    def forget(self) -> None:
        """Raise the trouble."""
        raise self._trouble

    def remind(self, reminders: tuple[Reminder, ...]) -> None:
        """Raise the trouble."""
        raise self._trouble

    def unremind(self, reminders: tuple[Reminder, ...]) -> None:
        """Raise the trouble."""
        raise self._trouble

    def due(self) -> Reminder | None:
        """None."""
        return None
