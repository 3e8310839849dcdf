"""Lengths of time in words."""

from typing import Final

from voiceguide.routines.minutes import count, spoken_minutes

_MINUTE: Final = 60
_EXACT: Final = 3 * _MINUTE
"""Seconds from which the nearest minute is told: nobody needs "7 minutes and 12 seconds"."""


def spoken_length(seconds: float) -> str:
    """`seconds` as it is said: "20 seconds", "1 minute and 5 seconds", "12 minutes", "2 hours"."""
    whole = max(1, round(seconds))
    if whole >= _EXACT:
        return spoken_minutes(round(whole / _MINUTE))
    minutes, rest = divmod(whole, _MINUTE)
    told = [count(minutes, "minute")] if minutes else []
    if rest:
        told.append(count(rest, "second"))
    return " and ".join(told)
