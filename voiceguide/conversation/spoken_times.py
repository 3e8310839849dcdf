"""Reminders in words: when each of them comes."""

from collections.abc import Sequence
from typing import Final

from voiceguide.conversation.knowledge import Knowledge
from voiceguide.conversation.moments import NIGHT_ENDS, part_of_day
from voiceguide.messages.memory import Reminder

_NOON: Final = 12
_DAY: Final = 24
_NIGHT: Final = "night"
"""What the hours after midnight are called, though they belong to an evening."""
_ROUND: Final = {0: "midnight", _NOON: "noon"}


def spoken_time(kept: Reminder) -> str:
    """Its time as it is said: "8 o'clock", "7:30", "noon"."""
    if kept.hour in _ROUND and not kept.minute:
        return _ROUND[kept.hour]
    hour = (kept.hour - 1) % _NOON + 1
    return f"{hour}:{kept.minute:02}" if kept.minute else f"{hour} o'clock"


def spoken_when(kept: Reminder, knowledge: Knowledge) -> str:
    """When it comes: "every morning at 8 o'clock", "every day at 3 o'clock in the afternoon"."""
    time = spoken_time(kept)
    part = _NIGHT if kept.hour < NIGHT_ENDS else kept.part or part_of_day(kept.hour)
    if kept.part:
        variant = "when_part"
    elif time in _ROUND.values():
        variant = "when_time"
    else:
        variant = "when_at_night" if part == _NIGHT else "when_in_part"
    return knowledge.words("SetReminder", variant, part=part, time=time)


def spoken_all(kept: Sequence[Reminder], knowledge: Knowledge) -> str:
    """When all of them come, one or more, in the order of the day, joined as in a sentence."""
    *whens, last = [spoken_when(one, knowledge) for one in sorted(kept, key=_from_dawn)]
    return f"{', '.join(whens)} and {last}" if whens else last


def _from_dawn(one: Reminder) -> tuple[int, int]:
    return (one.hour - NIGHT_ENDS) % _DAY, one.minute
