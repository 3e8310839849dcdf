"""Lengths of time in words."""

from typing import Final

_MINUTE: Final = 60
_EXACT: Final = 3 * _MINUTE
"""Seconds from which the nearest minute is told: nobody needs "7 minutes and 12 seconds"."""


def spoken_length(seconds: float) -> str:
    """`seconds` as it is said: "20 seconds", "1 minute and 5 seconds", "12 minutes"."""
    whole = max(1, round(seconds))
    if whole >= _EXACT:
        return _count(round(whole / _MINUTE), "minute")
    minutes, rest = divmod(whole, _MINUTE)
    told = [_count(minutes, "minute")] if minutes else []
    if rest:
        told.append(_count(rest, "second"))
    return " and ".join(told)


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
