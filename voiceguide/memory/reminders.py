"""When a reminder is to be spoken. Pure."""

from datetime import date, datetime, timedelta
from typing import Final

from voiceguide.messages.memory import Reminder

_LATE: Final = timedelta(hours=1)
"""After this long a reminder is not spoken any more that day."""


def is_due(reminder: Reminder, spoken: date | None, now: datetime) -> bool:
    """Whether it is to be spoken at `now`, when it was last spoken on the day `spoken`."""
    moment = now.replace(hour=reminder.hour, minute=reminder.minute, second=0, microsecond=0)
    return moment <= now < moment + _LATE and spoken != now.date()


def counts_as_spoken(reminder: Reminder, now: datetime) -> date | None:
    """The day on which a reminder set at `now` counts as spoken: today, when its time is over."""
    passed = (reminder.hour, reminder.minute) <= (now.hour, now.minute)
    return now.date() if passed else None
