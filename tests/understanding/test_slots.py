"""Slots of freely worded utterances."""

from typing import Any

import pytest
from hassil.intents import Intents
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.understanding.normalise import normalise
from voiceguide.understanding.slots import SlotFinder

MERGED: dict[str, Any] = {
    "language": "en",
    "intents": {},
    "lists": {
        "minutes": {"range": {"from": 1, "to": 120}},
        "duration": {"values": [{"in": "(a quarter of an hour|quarter of an hour)", "out": "15"}]},
        "commandments": {"values": [{"in": "ten commandments", "out": ""}]},
        "character": {"values": ["burning", "stabbing", "electric"]},
        "formerly": {"values": ["from", "was"]},
        "time": {"values": [{"in": "seven twenty", "out": "07:20"}]},
        "hour": {"values": [{"in": "at seven", "out": "07:00"}]},
    },
}
FINDER = SlotFinder(
    Intents.from_dict(MERGED),
    {
        "StartWalk": {"minutes": ["minutes", "duration", "commandments"]},
        "SetReminder": {"time": ["time", "hour"]},
        "PainChanged": {"from": ["character"], "to": ["character"]},
    },
)


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("could you um walk me for like ten minutes", "10"),
        ("twenty five please", "25"),
        ("let's say a quarter of an hour or so", "15"),
        ("one hundred and twenty minutes", "120"),
    ],
)
def test_numbers_are_found_as_people_say_them(words: str, minutes: str) -> None:
    assert FINDER.find("StartWalk", words) == {"minutes": minutes}


def test_of_what_is_told_in_one_breath_the_last_stands() -> None:
    assert FINDER.find("PainChanged", "it's sort of burning and stabbing") == {"to": "stabbing"}


def test_words_without_a_value_are_no_value() -> None:
    assert FINDER.find("StartWalk", "the ten commandments for five minutes") == {"minutes": "5"}


def test_the_earlier_of_two_lists_has_the_words_that_both_would_take() -> None:
    assert FINDER.find("SetReminder", "at seven twenty") == {"time": "07:20"}
    assert FINDER.find("SetReminder", "at seven i suppose") == {"time": "07:00"}


@given(
    st.lists(st.sampled_from("from was burning stabbing electric and now it ten the".split())),
    st.sampled_from(["PainChanged", "StartWalk"]),
)
def test_whatever_is_said_fills_slots_with_values_that_were_said(
    words: list[str], intent: str
) -> None:
    for value in FINDER.find(intent, " ".join(words)).values():
        assert value == "10" or value in words


def test_two_of_a_kind_are_filled_in_order() -> None:
    found = FINDER.find("PainChanged", "it went from burning to a sort of stabbing")
    assert found == {"from": "burning", "to": "stabbing"}


def test_one_of_a_kind_is_what_it_has_become() -> None:
    assert FINDER.find("PainChanged", "it feels electric now") == {"to": "electric"}


def test_an_intent_without_slots_has_none() -> None:
    assert FINDER.find("Stop", "stop for ten minutes") == {}


@given(st.integers(1, 120), st.sampled_from(["", "oh ", "er well "]))
def test_every_number_is_found_whole(number: int, before: str) -> None:
    words = normalise(f"{before}{number} minutes")
    assert FINDER.find("StartWalk", words) == {"minutes": str(number)}
