"""The times of day that were said, each with the part of the day that belongs to it. Pure.

What was said comes as the values of the lists that `intents.yaml` names for the slot `when`, in the
order of the words: "evening 09:00 and morning" for "in the evening at nine and in the morning".
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from voiceguide.messages.memory import Reminder

NAMED: Final = ("morning", "evening")
"""Parts of the day that a reminder may belong to: for a morning's stretch, and an evening's."""
HALVES: Final = frozenset({"am", "pm"})
_PARTS: Final = frozenset({"morning", "afternoon", "evening"})
_FIXED: Final = {"noon": Reminder("", 12, 0), "midnight": Reminder("", 0, 0)}
"""Times that belong to no part of the day and no half of it."""
_USUAL: Final = {
    "morning": Reminder("morning", 8, 0),
    "am": Reminder("morning", 8, 0),
    "afternoon": Reminder("", 15, 0),
    "pm": Reminder("", 15, 0),
    "evening": Reminder("evening", 20, 0),
}
"""A reminder for which no time was said."""
_BOTH: Final = "both"
_NOON: Final = 12
_DAY: Final = 24
NIGHT_ENDS: Final = 5
"""A bare "four" means the afternoon, a bare "five" the morning."""
EVENING: Final = 17
"""The hour from which an afternoon is called an evening."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When somebody wants to be reminded, as they said it; never empty."""

    part: str = ""
    """morning, afternoon or evening; empty when none was said."""
    time: str = ""
    """"07:30", telling no half of the day; noon or midnight; or empty."""
    half: str = ""
    """am, pm or empty."""
    under: str = ""
    """The part of the time before, which is this one's, too: "in the evening at eight and nine"."""


def moments(said: Sequence[str]) -> tuple[Moment, ...]:
    """What was said, in order: each time with the part nearest to it, none beyond an "and".

    A part that is said again, alone, is the same.
    """
    if (spread := _spread(said)) is not None:
        return spread
    found: list[Moment] = []
    now, under, led = Moment(), "", False
    for token in (*said, ""):
        fresh = _joined(now, token)
        if fresh is not None:
            led = led or bool(now.part and not now.time and fresh.time)
            now = fresh
            continue
        if now != Moment():
            if now.part:
                under = now.part if led else ""
            elif not now.half and now.time not in _FIXED:
                now = replace(now, under=under)
            found.append(now)
        now, led = _joined(Moment(), token) or Moment(), False
    timed = {one.part for one in found if one.time}
    return tuple(
        dict.fromkeys(one for one in found if one.time or not one.part or one.part not in timed)
    )


def _joined(now: Moment, token: str) -> Moment | None:
    """`now` with `token` as well; None when that belongs to another, or tells no time."""
    if token in _PARTS:
        if now.time == "noon" and token == "afternoon":
            return now
        alone = now.part in ("", token) and now.time not in _FIXED
        return replace(now, part=token) if alone else None
    if token in HALVES:
        return now if now.half or now.time in _FIXED else replace(now, half=token)
    if _is_time(token):
        alone = not now.time and not (token in _FIXED and now != Moment())
        return replace(now, time=token) if alone else None
    return None


def _is_time(token: str) -> bool:
    return ":" in token or token in _FIXED


def _spread(said: Sequence[str]) -> tuple[Moment, ...] | None:
    """Parts and times apart from each other: "morning and evening at seven and nine", and one time
    for two parts, "both at seven"; None where neither is said."""
    plain = [token for token in said if token != "and"]
    half = len(plain) // 2
    for parts, times in ((plain[:half], plain[half:]), (plain[half:], plain[:half])):
        timed = len(parts) == len(times) > 1 and all(":" in time for time in times)
        if timed and all(part in _PARTS for part in parts):
            return tuple(map(Moment, parts, times))
    return _for_both(said)


def _for_both(said: Sequence[str]) -> tuple[Moment, ...] | None:
    times = [at for at, token in enumerate(said) if _is_time(token)]
    parts = [token for token in said if token in _PARTS] or list(NAMED)
    if _BOTH not in said or len(parts) < len(NAMED):
        return None
    if (
        len(times) == 1
        and said[times[0] - 1 : times[0]] == [_BOTH]
        and said[times[0]] not in _FIXED
    ):
        return tuple(Moment(part, said[times[0]]) for part in parts)
    return None


def usual_both() -> tuple[Moment, ...]:
    """Morning and evening."""
    return tuple(Moment(part) for part in NAMED)


def reminders(wanted: Sequence[Moment]) -> tuple[Reminder, ...]:
    """A reminder for each; a part has only one of its own, further ones have a time alone."""
    found: list[Reminder] = []
    for one in map(reminder, wanted):
        taken = any(one.part and one.part == other.part for other in found)
        found.append(replace(one, part="") if taken else one)
    return tuple(dict.fromkeys(found))


def reminder(moment: Moment) -> Reminder:
    """The one that is meant; an evening's time needs twelve hours more than it was said with."""
    if moment.time in _FIXED:
        return _FIXED[moment.time]
    part = moment.part or moment.half
    if not moment.time:
        return _USUAL[part]
    hour, minute = _hour(moment)
    if not part and moment.under and not (moment.under == "morning" and hour < NIGHT_ENDS):
        part = moment.under
    if part in ("morning", "am"):
        hour %= _NOON
    elif part == "evening":
        # Twelve in the evening is midnight, and one at night comes after it.
        hour = hour % _NOON if hour % _NOON < NIGHT_ENDS else hour % _NOON + _NOON
    elif part in ("afternoon", "pm") or hour < NIGHT_ENDS:
        hour = hour % _NOON + _NOON
    return Reminder(moment.part if moment.part in NAMED else "", hour, minute)


def moved(old: Reminder, to: Moment) -> Reminder:
    """`old` at another time: a bare one is the nearer of the two that it may mean."""
    if to.part or to.half or to.time in _FIXED:
        new = reminder(to)
    else:
        hour, minute = _hour(to)
        new = replace(
            old,
            hour=min(
                (hour % _NOON, hour % _NOON + _NOON),
                key=lambda one: min((one - old.hour) % _DAY, (old.hour - one) % _DAY),
            ),
            minute=minute,
        )
    stays = old.part and part_of_day(new.hour) == old.part and not to.part
    return replace(new, part=old.part if stays else new.part if to.part else "")


def part_of_day(hour: int) -> str:
    """What the hour (0 to 23) belongs to; what is before dawn, to the evening."""
    if NIGHT_ENDS <= hour < _NOON:
        return "morning"
    return "afternoon" if _NOON <= hour < EVENING else "evening"


def fits(one: Reminder, moment: Moment) -> bool:
    """Whether `one` may be what `moment` tells."""
    if moment.time in _FIXED:
        fixed = _FIXED[moment.time]
        return (one.hour, one.minute) == (fixed.hour, fixed.minute)
    part = moment.part or moment.under
    if part and part != (one.part or part_of_day(one.hour)):
        return False
    if moment.half and (one.hour < _NOON) != (moment.half == "am"):
        return False
    hour, minute = _hour(moment) if moment.time else (one.hour, one.minute)
    return (one.hour % _NOON, one.minute) == (hour % _NOON, minute)


def _hour(moment: Moment) -> tuple[int, int]:
    hour, minute = map(int, moment.time.split(":"))
    return hour, minute
