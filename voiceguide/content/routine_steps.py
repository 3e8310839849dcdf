"""The steps of a guided routine, and what is said within their holds."""

from collections.abc import Collection
from difflib import get_close_matches
from typing import Final

from voiceguide.content.document import Document, Place
from voiceguide.messages.routines import Chime, Hold, HoldCue, Step
from voiceguide.messages.routines import Place as When

_SECONDS: Final = (2.0, 3600.0)
"""Of a hold."""
_BREATHS: Final = (1, 100)
_TIMES: Final = (1, 20)
_SETTLE: Final = (0.0, 300.0)
_CUE: Final = 7200.0
"""Seconds into a hold, at most."""
_OFTEN: Final = 10.0
"""Seconds from one cue to the next of its kind, at least."""
_KINDS: Final = ("breaths", "seconds", "asked")
_STEP_KEYS: Final = ("section", "settle", "hold", "sides", "times", "again", "hurts", "cues")
_HELD_KEYS: Final = ("sides", "times", "again", "cues")


def read_steps(document: Document, sections: Collection[str]) -> tuple[Step, ...]:
    """All `steps` of a routine; Trouble for one that can't be done."""
    places: list[Place] = [("steps", index) for index in range(len(document.items(("steps",))))]
    return tuple(_step(document, place, sections) for place in places)


def nearest(word: str, known: Collection[str]) -> str:
    """What mends an unknown `word`: the nearest of `known`, or all of them."""
    close = get_close_matches(word, known, n=1, cutoff=0.5)
    if close:
        return f"Did you mean `{close[0]}`?"
    return f"Use {', '.join(known)}." if known else "Leave it out."


def _step(document: Document, place: Place, sections: Collection[str]) -> Step:
    row = document.mapping(place, required=["name", "say"], optional=_STEP_KEYS)
    hold = _hold(document, (*place, "hold")) if "hold" in row else None
    for key in _HELD_KEYS:
        if key in row and hold is None:
            mend = "Add a `hold:`, or take it out."
            raise document.trouble((*place, key), f"`{key}` needs something to hold.", mend)
    if hold is not None and "hurts" not in row:
        what = "nothing says how to come out of this when it hurts."
        raise document.trouble(place, what, "Add `hurts:` with one short sentence.")
    section = document.text((*place, "section")) if "section" in row else None
    if section is not None and section not in sections:
        what = f"the article has no section `{section}`."
        raise document.trouble((*place, "section"), what, nearest(section, sections))
    return Step(
        name=document.text((*place, "name")),
        say=document.text((*place, "say")),
        section=section,
        settle=_number(document, (*place, "settle"), *_SETTLE) if "settle" in row else 0.0,
        hold=hold,
        hurts=document.text((*place, "hurts")) if "hurts" in row else "",
        of=document.text(("routine",)),
        sides=_sides(document, (*place, "sides")) if "sides" in row else (),
        times=_whole(document, (*place, "times"), *_TIMES) if "times" in row else 1,
        again=document.text((*place, "again")) if "again" in row else "",
        cues=_cues(document, (*place, "cues"), hold) if "cues" in row and hold else (),
    )


def _hold(document: Document, place: Place) -> Hold:
    row = document.mapping(place, optional=_KINDS)
    if len(row) != 1:
        mend = "Write one of `breaths: 5`, `seconds: 30` and `asked: true`."
        raise document.trouble(place, "a hold has one length.", mend)
    if "seconds" in row:
        return Hold(seconds=_number(document, (*place, "seconds"), *_SECONDS))
    if "breaths" in row:
        return Hold(breaths=_whole(document, (*place, "breaths"), *_BREATHS))
    if row["asked"] is not True:
        mend = "Write `asked: true`, or give `seconds` or `breaths`."
        raise document.trouble((*place, "asked"), "a hold has a length.", mend)
    return Hold(asked=True)


def _sides(document: Document, place: Place) -> tuple[str, ...]:
    sides = [document.text((*place, index)) for index in range(len(document.items(place)))]
    if not sides:
        raise document.trouble(place, "there are no sides in this list.", "Write [left, right].")
    return tuple(sides)


def _cues(document: Document, place: Place, hold: Hold) -> tuple[HoldCue, ...]:
    count = len(document.items(place))
    return tuple(_cue(document, (*place, index), hold) for index in range(count))


def _cue(document: Document, place: Place, hold: Hold) -> HoldCue:
    whens = ("at", *(when for when in When if when is not When.HALFWAY))
    row = document.mapping(place, optional=(*whens, "say", "chime", "asks"))
    given = [key for key in row if key in whens]
    if len(given) != 1:
        mend = f"Write one of {', '.join(f'`{key}:`' for key in whens)}."
        raise document.trouble(place, "a cue has one time.", mend)
    when, amount = _when(document, (*place, given[0]), hold)
    if "say" not in row and "chime" not in row:
        raise document.trouble(place, "this cue is silent.", "Add `say:` or `chime:`.")
    asks = row.get("asks", False)
    if not isinstance(asks, bool):
        raise document.trouble((*place, "asks"), "true or false is expected here.", "Write `true`.")
    if asks and "say" not in row:
        raise document.trouble(place, "this question has no words.", "Add `say:`.")
    say = document.text((*place, "say")) if "say" in row else ""
    chime = _chime(document, (*place, "chime")) if "chime" in row else None
    return HoldCue(when, amount, say, chime, asks)


def _when(document: Document, place: Place, hold: Hold) -> tuple[When, float]:
    key = place[-1]
    if key == "at":
        if document.at(place) != When.HALFWAY:
            mend = "Write `at: halfway`, or one of `after: 10`, `left: 5`, `breath: 3`."
            raise document.trouble(place, "this is no time within a hold.", mend)
        return When.HALFWAY, 0.0
    when = When(str(key))
    if when is When.BREATH:
        if not hold.breaths:
            mend = "Write `after: 10` with seconds, or hold it for `breaths`."
            raise document.trouble(place, "this hold isn't counted in breaths.", mend)
        return when, _whole(document, place, 1, hold.breaths)
    low = {When.AFTER: 0.0, When.LEFT: 1.0, When.EVERY: _OFTEN}[when]
    amount = _number(document, place, low, _CUE)
    if hold.seconds and amount >= hold.seconds:
        what = f"the hold is over by then: it takes {hold.seconds:g} seconds."
        raise document.trouble(place, what, "Write fewer seconds, or hold it longer.")
    return when, amount


def _chime(document: Document, place: Place) -> Chime:
    name = document.text(place)
    if name not in list(Chime):
        raise document.trouble(place, f"there is no chime `{name}`.", nearest(name, list(Chime)))
    return Chime(name)


def _whole(document: Document, place: Place, low: int, high: int) -> int:
    value = _number(document, place, low, high)
    if value != int(value):
        raise document.trouble(place, f"{value:g} is no whole number.", f"Write {round(value)}.")
    return int(value)


def _number(document: Document, place: Place, low: float, high: float) -> float:
    value = document.at(place)
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not (number and low <= value <= high):
        mend = f"Write one from {low:g} to {high:g}."
        raise document.trouble(place, "a number is expected here.", mend)
    return float(value)
