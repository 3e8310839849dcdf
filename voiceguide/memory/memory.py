"""What the assistant remembers of a person."""

import sqlite3
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from voiceguide.errors import Trouble
from voiceguide.memory.migrations import writing
from voiceguide.memory.recall import Entry, recall
from voiceguide.memory.reminders import begun_day, due_day
from voiceguide.memory.store import connect, readable
from voiceguide.messages.memory import Note, NoteKind, Past, Reminder


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
        """What is remembered, seen from now."""
        reminders = [reminder for reminder, _ in self._reminders()]
        return recall(self.entries(), self._clock(), reminders)

    def entries(self) -> tuple[Entry, ...]:
        """All that is noted, oldest first."""
        with readable(self._path):
            rows = self._connection.execute(
                "SELECT at, kind, level, place, was, now, routine, seconds, finished"
                " FROM notes ORDER BY id"
            ).fetchall()
            # A clock may be set back between two notes.
            return tuple(sorted(map(_entry, rows), key=lambda entry: entry.at))

    def remember(self, note: Note) -> None:
        """Write `note` into the diary, with the time; on the disk when this returns."""
        with readable(self._path), writing(self._connection):
            self._connection.execute(
                "INSERT INTO notes (at, kind, level, place, was, now, routine, seconds, finished)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
            return [
                (Reminder(part, hour, minute), date.fromisoformat(spoken) if spoken else None)
                for part, hour, minute, spoken in rows
            ]

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


def _entry(row: tuple[str, str, int | None, str, str, str, str, float, int]) -> Entry:
    at, kind, level, place, was, now, routine, seconds, finished = row
    note = Note(NoteKind(kind), level, place, was, now, routine, seconds, bool(finished))
    return Entry(datetime.fromisoformat(at), note)
