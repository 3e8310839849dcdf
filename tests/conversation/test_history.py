"""What the diary tells of pain when it is asked."""

from dataclasses import replace

import pytest

from tests.conversation.talk import Talk
from voiceguide.content.pack import Pack
from voiceguide.messages.memory import DayPart, Done, PainTold, Past


@pytest.mark.parametrize(
    ("past", "told"),
    [
        (Past(place="left hip", empty=False), "your left hip"),
        (Past(place="other side", empty=False), "on the other side"),
        (Past(feeling="stabbing", empty=False), "called it stabbing"),
        (Past(changed_today=True, empty=False), "today that it had changed"),
        (Past(levels=(PainTold(3, 6), PainTold(0, 4)), level=4, empty=False), "from 6 to 4"),
        (Past(levels=(PainTold(1, 3),), level=3, empty=False), "yesterday that it was 3"),
        (Past(level=5, empty=False), "last told me it was 5"),
    ],
)
def test_pain_is_told_by_whatever_was_noted_of_it(pack: Pack, past: Past, told: str) -> None:
    talk = Talk(pack, past=past)
    talk.hear("History", about="pain")
    assert told in talk.said()[-1]


def test_a_routine_of_ones_own_is_told_by_its_name(pack: Pack) -> None:
    cat = replace(
        pack.routines["childs-pose"], key="cat-stretch", name="the cat stretch", intent=""
    )
    own = replace(pack, routines={**pack.routines, "cat-stretch": cat})
    done = {"cat-stretch": Done(1, DayPart.MORNING, finished=True)}
    talk = Talk(own, past=Past(last=done, empty=False))
    talk.hear("History")
    assert talk.said()[-1] == "You last did the cat stretch yesterday morning."
