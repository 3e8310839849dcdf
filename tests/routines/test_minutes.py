"""Minutes as they are said."""

import pytest

from voiceguide.routines.minutes import spoken_minutes


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (1, "1 minute"),
        (45, "45 minutes"),
        (60, "1 hour"),
        (61, "1 hour and 1 minute"),
        (90, "1 hour and 30 minutes"),
        (120, "2 hours"),
    ],
)
def test_from_an_hour_on_hours_are_said(minutes: int, said: str) -> None:
    assert spoken_minutes(minutes) == said
