"""What the assistant remembers of a person."""

import sqlite3
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from voiceguide.errors import Trouble
from voiceguide.memory.held import Held
from voiceguide.memory.migrations import writing
from voiceguide.memory.recall import Entry
from voiceguide.memory.reminders import Due, begun_day, due_day
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

    def confirm(self) -> None:
        """Raise the Trouble of what was to be kept and could not be, where that shows later."""
        ...

    def close(self) -> None:
        """Finish what was begun and let go of the file; may be called twice."""
        ...


def local_time() -> datetime:
    """The person's own clock, with its offset."""
    return datetime.now().astimezone()


class DiaryMemory:
    """A `Memory` in an SQLite file, which several processes may use at once."""

    def __init__(
        self, path: Path | None = None, clock: Callable[[], datetime] = local_time
    ) -> None:
        """`path` is made when missing; None: memory that ends with the process.

        `clock` tells the person's local time, with its offset. Trouble for a damaged file.
        """
        self._path = path
        self._clock = clock
        self._connection = connect(path)

    def past(self) -> Past:
        """What is remembered, seen from now, of what can be read."""
        return self.held().past(self._clock())

    def held(self) -> Held:
        """All that the file holds."""
        reminders = tuple(reminder for reminder, _ in self._reminders())
        return Held(self.kept(), reminders)

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
        self.enter(Entry(self._clock(), note))

    def enter(self, entry: Entry) -> None:
        """Write `entry` into the diary; on the disk when this returns."""
        note = entry.note
        with readable(self._path), writing(self._connection):
            self._connection.execute(
                f"INSERT INTO notes ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    entry.at.isoformat(timespec="milliseconds"),
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

    def remind(self, reminders: tuple[Reminder, ...], at: datetime | None = None) -> None:
        """Keep these, each in place of one for the same part or time of the day.

        `at` is when that was asked for; now, if not given.
        """
        now = at or self._clock()
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
        due = self.claim_due()
        return due.reminder if due is not None else None

    def dues(self) -> tuple[Due, ...]:
        """The reminders whose time has come and which nobody has spoken yet."""
        now = self._clock()
        days = ((one, spoken, due_day(one, spoken, now)) for one, spoken in self._reminders())
        return tuple(Due(one, day, spoken) for one, spoken, day in days if day is not None)

    def claim_due(self) -> Due | None:
        """One of them, which then counts as spoken; None without one."""
        return next((due for due in self.dues() if self.claim(due)), None)

    def claim(self, due: Due) -> bool:
        """Count it as spoken; whether this process is the one that speaks it."""
        return self._mark(due.reminder, due.day, "spoken != ?5", due.day)

    def give_back(self, due: Due) -> None:
        """Let what was claimed be due again: it could not be spoken."""
        self._mark(due.reminder, due.spoken, "spoken = ?5", due.day)

    def confirm(self) -> None:
        """All is on the disk, or was told, when the other methods return."""

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _reminders(self) -> list[tuple[Reminder, date | None]]:
        with readable(self._path):
            rows = self._connection.execute(
                "SELECT part, hour, minute, spoken FROM reminders ORDER BY hour, minute"
            ).fetchall()
            return [read_reminder(row) for row in rows]

    def _mark(self, reminder: Reminder, spoken: date | None, where: str, day: date) -> bool:
        """Set the day of which it was spoken last, `where` a condition on `day` as ?5 holds."""
        with readable(self._path), writing(self._connection):
            marked: sqlite3.Cursor = self._connection.execute(
                "UPDATE reminders SET spoken = ?4"
                f" WHERE part = ?1 AND hour = ?2 AND minute = ?3 AND {where}",
                (
                    reminder.part,
                    reminder.hour,
                    reminder.minute,
                    spoken.isoformat() if spoken is not None else "",
                    day.isoformat(),
                ),
            )
            return marked.rowcount == 1


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

    def confirm(self) -> None:
        """Nothing was to be kept."""

    def close(self) -> None:
        """Nothing was opened."""
