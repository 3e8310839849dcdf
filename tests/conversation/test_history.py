"""What the diary tells of pain and of routines when it is asked."""

from dataclasses import replace

import pytest

from tests.conversation.talk import Talk
from voiceguide.content.pack import Pack
from voiceguide.messages.memory import DayPart, Done, NoteKind, PainTold, Past


@pytest.mark.parametrize(
    ("past", "told"),
    [
        (Past(place="left hip", empty=False), "your left hip"),
        (Past(place="other side", empty=False), "on the other side"),
        (Past(feeling="stabbing", empty=False), "called it stabbing"),
        (Past(changes={NoteKind.CHANGED: 0}, empty=False), "today that it had changed"),
        (Past(levels=(PainTold(3, 6), PainTold(0, 4)), level=4, empty=False), "from 6 to 4"),
        (Past(levels=(PainTold(1, 3),), level=3, empty=False), "yesterday that it was 3"),
        (Past(level=5, empty=False), "last told me it was 5"),
    ],
)
def test_pain_is_told_by_whatever_was_noted_of_it(pack: Pack, past: Past, told: str) -> None:
    talk = Talk(pack, past=past)
    talk.hear("History", about="pain")
    assert told in talk.said()[-1]


@pytest.mark.parametrize(
    ("levels", "told"),
    [
        ((4, 4, 4), "It stayed at 4 in the last seven days."),
        ((4, 8, 4), "Your pain went to 8 in the last seven days, and came back to 4."),
        ((6, 3, 6), "Your pain went to 3 in the last seven days, and came back to 6."),
        ((4, 2, 8, 4), "Your pain went to 8 in the last seven days, and came back to 4."),
        ((4, 2, 6, 4), "Your pain went to 6 in the last seven days, and came back to 4."),
    ],
)
def test_pain_stayed_the_same_only_if_it_was_never_another(
    pack: Pack, levels: tuple[int, ...], told: str
) -> None:
    days = reversed(range(len(levels)))
    week = tuple(PainTold(day, level) for day, level in zip(days, levels, strict=True))
    talk = Talk(pack, past=Past(levels=week, level=levels[-1], empty=False))
    talk.hear("History", about="pain")
    assert talk.said()[-1] == told


def test_a_routine_of_ones_own_is_told_by_its_name(pack: Pack) -> None:
    cat = replace(
        pack.routines["childs-pose"], key="cat-stretch", name="the cat stretch", intent=""
    )
    own = replace(pack, routines={**pack.routines, "cat-stretch": cat})
    done = (Done("cat-stretch", 1, DayPart.MORNING, finished=True),)
    talk = Talk(own, past=Past(sessions=done, empty=False))
    talk.hear("History")
    assert talk.said()[-1] == "You last did the cat stretch yesterday morning."


MORNING, AFTERNOON, EVENING = DayPart


@pytest.mark.parametrize(
    ("today", "now", "told"),
    [
        ({"knee-to-chest": (MORNING,)}, MORNING, "You did knee to chest this morning."),
        (
            {"knee-to-chest": (MORNING,), "childs-pose": (EVENING,)},
            EVENING,
            "You did knee to chest this morning and child's pose this evening.",
        ),
        (
            {"childs-pose": (MORNING,), "knee-to-chest": (MORNING,)},
            MORNING,
            "You did your stretches this morning.",
        ),
        (
            {"childs-pose": (MORNING,), "knee-to-chest": (MORNING,)},
            EVENING,
            "You did your stretches this morning, and not yet this evening.",
        ),
        (
            {"stretches": (MORNING,), "knee-to-chest": (AFTERNOON, EVENING)},
            EVENING,
            "You did your stretches this morning and knee to chest this evening.",
        ),
        (
            {"knee-to-chest": (MORNING, EVENING)},
            EVENING,
            "You did knee to chest this morning and this evening.",
        ),
    ],
)
def test_each_stretch_is_told_for_the_part_of_the_day_in_which_it_was_done(
    pack: Pack, today: dict[str, tuple[DayPart, ...]], now: DayPart, told: str
) -> None:
    done = [
        Done(key, 0, part, finished=True)
        for part in DayPart
        for key, parts in today.items()
        if part in parts
    ]
    talk = Talk(pack, past=Past(sessions=tuple(done), part=now, empty=False))
    talk.hear("History", about="stretch")
    assert talk.said()[-1] == told


@pytest.mark.parametrize(
    ("done", "broken_off", "told"),
    [
        ("knee-to-chest", "childs-pose", "You did knee to chest this morning."),
        ("childs-pose", "stretches", "You did child's pose this morning."),
    ],
)
def test_what_was_broken_off_is_not_told_as_done(
    pack: Pack, done: str, broken_off: str, told: str
) -> None:
    sessions = (
        Done(done, 0, MORNING, finished=True),
        Done(broken_off, 0, MORNING, finished=False),
    )
    for order in (sessions, sessions[::-1]):
        talk = Talk(pack, past=Past(sessions=order, empty=False))
        talk.hear("History", about="stretch")
        assert talk.said()[-1] == told


def test_all_stretches_broken_off_are_not_told_as_one_of_them_begun(pack: Pack) -> None:
    """Whether they came as far as knee to chest, the diary doesn't know."""
    begun = (Done("stretches", 1, EVENING, finished=False),)
    talk = Talk(pack, past=Past(sessions=begun, empty=False))
    talk.hear("History", about="knee-to-chest")
    assert talk.said()[-1] == "You started your stretches yesterday evening, but didn't finish."


@pytest.mark.parametrize("about", ["stretch", "all"])
def test_of_two_stretches_of_one_morning_the_later_was_the_last(pack: Pack, about: str) -> None:
    done = (
        Done("childs-pose", 1, MORNING, finished=True),
        Done("knee-to-chest", 1, MORNING, finished=True),
    )
    talk = Talk(pack, past=Past(sessions=done, empty=False))
    talk.hear("History", about=about)
    assert talk.said()[-1] == "You last did knee to chest yesterday morning."
