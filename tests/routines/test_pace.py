"""Slower and faster stay within what a person can breathe."""

import pytest

from voiceguide.routines.pace import LONGEST, SHORTEST, Pace


def test_slower_makes_breaths_longer_up_to_the_limit() -> None:
    pace = Pace()
    while pace.slower() != pace:
        assert pace.slower().breath > pace.breath
        pace = pace.slower()
    assert pace.breath == LONGEST


def test_faster_makes_breaths_shorter_down_to_the_limit() -> None:
    pace = Pace()
    while pace.faster() != pace:
        assert pace.faster().breath < pace.breath
        pace = pace.faster()
    assert pace.breath == SHORTEST


def test_faster_takes_slower_back() -> None:
    assert Pace().slower().faster() == Pace()


@pytest.mark.parametrize("breath", [0.0, -6.0, 100.0, float("nan")])
def test_no_pace_lies_beyond_the_limits(breath: float) -> None:
    with pytest.raises(ValueError, match="breath"):
        Pace(breath)
