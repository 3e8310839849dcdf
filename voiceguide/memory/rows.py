"""The diary's rows read back: a person may have changed them by hand, or a newer version."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Final

from voiceguide.errors import Trouble
from voiceguide.memory.recall import Entry
from voiceguide.messages.memory import STRONGEST, Note, NoteKind, Reminder

COLUMNS: Final = "at, kind, level, place, was, now, routine, seconds, finished"


@dataclass(frozen=True, slots=True)
class Kept:
    """What the diary's file holds."""

    entries: tuple[Entry, ...]
    """Oldest first."""
    unread: tuple[str, ...]
    """What is wrong with each row that can't be read."""

    def trouble(self, path: Path) -> Trouble | None:
        """Told of what is left out of the diary at `path`; None when nothing is."""
        if not self.unread:
            return None
        count = "1 entry" if len(self.unread) == 1 else f"{len(self.unread)} entries"
        return Trouble(
            f"{count} can't be read, left out of what is in {path}: {self.unread[0]}.",
            "If a newer voiceguide was here, update with `pip install --upgrade voiceguide`.",
        )


def read_rows(rows: Sequence[Sequence[Any]]) -> Kept:
    """The entries of rows of `COLUMNS`, which may hold anything."""
    entries, unread = [], []
    for row in rows:
        try:
            entries.append(_entry(row))
        except (ValueError, TypeError) as error:
            unread.append(str(error))
    # A clock may be set back between two notes.
    return Kept(tuple(sorted(entries, key=lambda entry: entry.at)), tuple(unread))


def read_reminder(row: Sequence[Any]) -> tuple[Reminder, date | None]:
    """A reminder and the day of which it was spoken last. ValueError or TypeError for none."""
    part, hour, minute, spoken = row
    try:
        time(hour, minute)
    except (ValueError, TypeError):
        raise ValueError(f"{hour}:{minute} is no time for a reminder") from None
    return Reminder(str(part), hour, minute), date.fromisoformat(spoken) if spoken else None


def _entry(row: Sequence[Any]) -> Entry:
    at, kind, level, place, was, now, routine, seconds, finished = row
    if level is not None and not (isinstance(level, int) and 0 <= level <= STRONGEST):
        raise ValueError(f"{level!r} is no strength of pain")
    if not isinstance(seconds, int | float):
        raise ValueError(f"{seconds!r} is no length of a session")
    for text in (place, was, now, routine):
        if not isinstance(text, str):
            raise ValueError(f"{text!r} is no text")
    note = Note(NoteKind(kind), level, place, was, now, routine, seconds, bool(finished))
    return Entry(_moment(at), note)


def _moment(at: str) -> datetime:
    """When it was; days are counted from it, so it mustn't be the first or last that there is."""
    moment = datetime.fromisoformat(at)
    if moment.tzinfo is None or not 1 < moment.year < 9999:
        raise ValueError(f"{at!r} is no time that was noted")
    return moment
