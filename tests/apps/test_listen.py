"""What `voiceguide listen` shows of an utterance."""

from math import inf

import pytest

from voiceguide.apps.cli.listen import meant
from voiceguide.messages.intents import Engine, Intent
from voiceguide.messages.speech import Hypothesis
from voiceguide.mind import Turn


@pytest.mark.parametrize(
    ("heeded", "needed", "shown"),
    [
        (True, 6.0, "WalkToday"),
        (False, 6.0, "not meant for me: WalkToday, sure by 4.2 of 6.0"),
        (False, inf, "not meant for me"),
    ],
)
def test_it_shows_what_was_meant_or_how_much_was_missing(
    heeded: bool, needed: float, shown: str
) -> None:
    intent = Intent("WalkToday", 1.0, Engine.TEMPLATE)
    turn = Turn(Hypothesis("should i walk"), intent, (), heeded=heeded, sureness=4.2, needed=needed)
    assert meant(turn) == shown
