"""What the diary's file holds, and what it will hold when more is written. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from voiceguide.memory.recall import Entry, recall
from voiceguide.memory.rows import Kept
from voiceguide.messages.memory import Past, Reminder


@dataclass(frozen=True, slots=True)
class Held:
    """All of it, as it was read at one moment."""

    kept: Kept = field(default_factory=lambda: Kept((), ()))
    reminders: tuple[Reminder, ...] = ()
    """By their times of day."""

    def past(self, now: datetime) -> Past:
        """What it means, seen from `now`, of what can be read."""
        past = recall(self.kept.entries, now, self.reminders)
        return replace(past, empty=past.empty and not self.kept.unread)

    def noted(self, entry: Entry) -> "Held":
        """With `entry`."""
        return replace(self, kept=replace(self.kept, entries=(*self.kept.entries, entry)))

    def reminding(self, reminders: Sequence[Reminder]) -> "Held":
        """With these, each in place of one for the same part or time of the day."""
        left = list(self.reminders)
        for new in reminders:
            left = [*(one for one in left if not _same(one, new)), new]
        return replace(self, reminders=tuple(sorted(left, key=lambda one: (one.hour, one.minute))))

    def not_reminding(self, reminders: Sequence[Reminder]) -> "Held":
        """Without these."""
        left = tuple(one for one in self.reminders if one not in reminders)
        return replace(self, reminders=left)


def _same(one: Reminder, other: Reminder) -> bool:
    """Whether only one of the two can be kept."""
    part = one.part != "" and one.part == other.part
    return part or (one.hour, one.minute) == (other.hour, other.minute)
