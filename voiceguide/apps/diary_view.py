"""The diary as a table of entries, a plot of days, and rows for other programs."""

import csv
import io
from collections.abc import Sequence
from dataclasses import fields
from datetime import date, timedelta
from typing import Any, Final

from rich.table import Table
from rich.text import Text

from voiceguide.memory.recall import Entry, diary_day
from voiceguide.messages.memory import STRONGEST, Note, NoteKind

FIELDS: Final = ("at", *(field.name for field in fields(Note)))
_DAYS: Final = 14


def row(entry: Entry) -> dict[str, Any]:
    """One entry as plain values, `at` in ISO 8601 with the offset it was noted with."""
    note = entry.note
    session = note.kind is NoteKind.SESSION
    return {
        "at": entry.at.isoformat(timespec="seconds"),
        "kind": str(note.kind),
        "level": note.level,
        "place": note.place or None,
        "was": note.was or None,
        "now": note.now or None,
        "routine": note.routine or None,
        "seconds": note.seconds if session else None,
        "finished": note.finished if session else None,
    }


def as_csv(entries: Sequence[Entry]) -> str:
    """A heading and a line an entry."""
    text = io.StringIO()
    writer = csv.DictWriter(text, FIELDS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(row(entry) for entry in entries)
    return text.getvalue()


def as_table(entries: Sequence[Entry]) -> Table:
    """A line an entry, oldest first."""
    table = Table("when", "what", title="Diary")
    for entry in entries:
        # Text as it is: a place such as `[/b]` would be taken for a style.
        table.add_row(entry.at.strftime("%a %d %b %H:%M"), Text(told(entry)))
    return table


def told(entry: Entry) -> str:
    """One entry in words."""
    note = entry.note
    match note.kind:
        case NoteKind.LEVEL:
            return f"pain {note.level} of {STRONGEST}"
        case NoteKind.WORSE:
            return "pain got worse"
        case NoteKind.BETTER:
            return "pain eased"
        case NoteKind.MOVED:
            return f"pain moved to the {note.place}" if note.place else "pain moved"
        case NoteKind.CHANGED:
            was = f" from {note.was}" if note.was else ""
            now = f" to {note.now}" if note.now else ""
            return f"pain changed{was}{now}"
        case NoteKind.SESSION:
            minutes = f"{note.seconds / 60:.0f} min"
            return f"{note.routine}, {minutes}{'' if note.finished else ', broken off'}"


def as_plot(entries: Sequence[Entry], today: date) -> Table:
    """The last two weeks, a line a day: the strongest pain as a bar, sessions as marks."""
    plot = Table("day", "pain, 0 to 10", "sessions", title="The last two weeks", box=None)
    for back in reversed(range(_DAYS)):
        day = today - timedelta(days=back)
        own = [entry.note for entry in entries if diary_day(entry.at) == day]
        levels = [note.level for note in own if note.level is not None]
        bar = Text("█" * max(levels) + f" {max(levels)}" if levels else "·")
        marks = ["●" if note.finished else "○" for note in own if note.kind is NoteKind.SESSION]
        plot.add_row(day.strftime("%a %d %b"), bar, " ".join(marks))
    return plot
