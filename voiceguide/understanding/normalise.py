"""Typed or heard text to plain words, as templates and examples are written."""

import re

from hassil.numbers import get_rbnf_engine

_APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'", "`": "'", "\u02bc": "'"})
_NUMBER = re.compile(r"\d+")
_OUT_OF_TEN = re.compile(r"(?<=\d) ?/ ?(?=10\b)")
_POINT = re.compile(r"(?<=\d)\.(?=\d\b)")
"""With two figures after it, it is a time: "7.30"."""
_CLOCK = re.compile(r"\b([01]?\d|2[0-3]):([0-5]\d)\b")
_NOON = 12
_NOT_SPOKEN = re.compile(r"[^a-z' ]+")
_LONGEST_NUMBER = 6


def normalise(text: str) -> str:
    """Lower-case words and apostrophes, one space between words, figures spelled out.

    "Should I walk 10 minutes?" gives "should i walk ten minutes".
    """
    plain = text.translate(_APOSTROPHES).casefold().replace("[unk]", " ").replace("%", " percent ")
    plain = _CLOCK.sub(lambda found: _told(int(found[1]), int(found[2])), plain)
    plain = _POINT.sub(" point ", _OUT_OF_TEN.sub(" out of ", plain))
    spelled = _NUMBER.sub(lambda found: f" {_spell(found.group())} ", plain)
    words = _NOT_SPOKEN.sub(" ", spelled.replace("-", " ")).split()
    return " ".join(word for word in (word.strip("'") for word in words) if word)


def _told(hour: int, minute: int) -> str:
    """A time of day as it is said: 20:00 is eight pm, 7:00 seven o'clock."""
    half = " pm" if hour > _NOON else "" if hour else " am"
    minutes = f" {minute}" if minute else "" if half else " o'clock"
    return f"{(hour - 1) % _NOON + 1}{minutes}{half}"


def _spell(digits: str) -> str:
    if len(digits) > _LONGEST_NUMBER:
        return " ".join(_spell(digit) for digit in digits)
    return str(get_rbnf_engine("en").format_number(int(digits)).text)
