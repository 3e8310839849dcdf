"""When a reminder is to be spoken. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from voiceguide.messages.memory import Reminder

_LATE: Final = timedelta(hours=1)
"""After this long a reminder is not spoken any more that day."""


@dataclass(frozen=True, slots=True)
class Due:
    """A reminder whose time has come."""

    reminder: Reminder
    day: date
    """Of which it is to be spoken, and"""
    spoken: date | None
    """of which it was spoken last."""


def due_day(reminder: Reminder, spoken: date | None, now: datetime) -> date | None:
    """The day whose reminder is to be spoken at `now`, the last spoken being that of `spoken`.

    None when none is. Just after midnight it may be the day before.
    """
    moment = _latest(reminder, now)
    due = now - moment < _LATE and spoken != moment.date()
    return moment.date() if due else None


def begun_day(reminder: Reminder, now: datetime) -> date:
    """The last day whose time is over for a reminder set at `now`: it begins with the next."""
    return _latest(reminder, now).date()


def _latest(reminder: Reminder, now: datetime) -> datetime:
    """The last moment, not after `now`, at which the person's clock showed its time."""
    moment = now.replace(hour=reminder.hour, minute=reminder.minute, second=0, microsecond=0)
    return moment if moment <= now else moment - timedelta(days=1)
