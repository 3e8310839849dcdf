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
        "character": {"values": ["burning", "stabbing", "electric"]},
    },
}
FINDER = SlotFinder(
    Intents.from_dict(MERGED),
    {
        "StartWalk": {"minutes": ["minutes", "duration"]},
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
