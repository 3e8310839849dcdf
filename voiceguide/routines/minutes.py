"""Minutes in words."""

from typing import Final

_HOUR: Final = 60


def spoken_minutes(minutes: int) -> str:
    """`minutes` as they are said: "1 minute", "45 minutes", "1 hour and 30 minutes", "2 hours"."""
    hours, rest = divmod(minutes, _HOUR)
    told = [count(hours, "hour")] if hours else []
    if rest or not hours:
        told.append(count(rest, "minute"))
    return " and ".join(told)


def count(number: int, unit: str) -> str:
    """So many of a unit: "1 second", "20 seconds"."""
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
