"""What the diary tells of pain and of routines when it is asked."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conversation.talk import Talk
from voiceguide.content.pack import Pack
from voiceguide.messages.memory import DayPart, Done, NoteKind, PainTold, Past


@pytest.mark.parametrize(
    ("past", "told"),
    [
        (Past(place="left hip", empty=False), "your left hip"),
        (Past(place="other side", empty=False), "on the other side"),
        (Past(feeling="stabbing", empty=False), "called it stabbing"),
        (Past(changes={NoteKind.CHANGED: 0}, empty=False), "today that the pain had changed"),
        (Past(levels=(PainTold(3, 6), PainTold(0, 4)), level=4, empty=False), "from 6 to 4"),
        (Past(levels=(PainTold(1, 3),), level=3, empty=False), "yesterday that your pain was 3"),
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
        ((4, 4, 4), "Your pain stayed at 4 in the last seven days."),
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


def answer(pack: Pack, past: Past, **slots: str) -> str:
    talk = Talk(pack, past=past)
    talk.hear("History", **slots)
    return talk.said()[-1]


def week(*levels: int) -> Past:
    """A level a day, the last of them today."""
    days = reversed(range(len(levels)))
    told = tuple(PainTold(day, level) for day, level in zip(days, levels, strict=True))
    return Past(levels=told, level=levels[-1], empty=False)


@pytest.mark.parametrize(
    ("slots", "told"),
    [
        ({}, "Your pain went from 4 to 5 in the last seven days, and was 9 at its worst."),
        ({"asked": "worst"}, "The worst you told me in the last seven days was 9, yesterday."),
        ({"asked": "best"}, "The lowest you told me in the last seven days was 4, 2 days ago."),
        ({"asked": "worst", "day": "today"}, "The worst you told me today was 5."),
        ({"day": "yesterday"}, "You told me yesterday that your pain was 9."),
    ],
)
def test_the_worst_of_the_week_is_not_hidden_by_its_ends(
    pack: Pack, slots: dict[str, str], told: str
) -> None:
    assert answer(pack, week(4, 9, 5), about="pain", **slots) == told


@given(
    levels=st.lists(st.builds(PainTold, st.integers(0, 6), st.integers(0, 10)), min_size=1),
    day=st.sampled_from(["", "today", "yesterday", "week"]),
    asked=st.sampled_from(["", "worst", "change"]),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_was_told_the_worst_of_the_span_is_told(
    pack: Pack, levels: list[PainTold], day: str, asked: str
) -> None:
    ordered = tuple(sorted(levels, key=lambda one: -one.days_ago))
    past = Past(levels=ordered, level=ordered[-1].level, empty=False)
    told = answer(pack, past, about="pain", day=day, asked=asked)
    days = {"today": {0}, "yesterday": {1}}.get(day, set(range(7)))
    spoken = [
        int(word) for word in told.replace(",", " ").replace(".", " ").split() if word.isdecimal()
    ]
    within = [one.level for one in ordered if one.days_ago in days]
    assert not within or max(within) in spoken


def test_a_day_without_a_level_is_told_with_what_there_is(pack: Pack) -> None:
    told = answer(pack, week(4), about="pain", day="yesterday")
    assert told == (
        "You didn't tell me how strong your pain was yesterday."
        " You told me today that your pain was 4."
    )


MOVED = Past(
    levels=(PainTold(0, 3),),
    level=3,
    place="left leg",
    changes={NoteKind.MOVED: 0},
    changed_today=True,
    empty=False,
)


def test_where_the_pain_is_is_told_when_asked_whatever_its_level(pack: Pack) -> None:
    told = "You told me today that the pain had moved. You last told me it was in your left leg."
    assert answer(pack, MOVED, about="pain", asked="place") == told
    assert answer(pack, MOVED, asked="place") == told
    nowhere = answer(pack, week(3), about="pain", asked="place")
    assert nowhere == "You haven't told me where it is, or that it moved."


def test_a_change_today_is_told_beside_the_level(pack: Pack) -> None:
    told = answer(pack, MOVED, about="pain")
    assert told.startswith(
        "You told me today that your pain was 3. You told me today that the pain had moved."
    )
    earlier = replace(MOVED, changes={NoteKind.MOVED: 2})
    assert answer(pack, earlier, about="pain") == "You told me today that your pain was 3."
    assert "2 days ago that the pain had moved" in answer(
        pack, earlier, about="pain", asked="change"
    )


STRETCHED = (Done("stretches", 2, MORNING, finished=True), Done("childs-pose", 1, MORNING, False))
BEGUN = "You started child's pose yesterday morning, but didn't finish."


@pytest.mark.parametrize(
    ("slots", "told"),
    [
        ({}, f"You last did your stretches 2 days ago. {BEGUN}"),
        (
            {"day": "week"},
            f"You did your stretches once in the last seven days, 2 days ago. {BEGUN}",
        ),
        (
            {"day": "yesterday"},
            "Not yesterday, as far as my diary goes."
            f" You last did your stretches 2 days ago. {BEGUN}",
        ),
    ],
)
def test_a_stretch_broken_off_does_not_hide_the_one_that_was_finished(
    pack: Pack, slots: dict[str, str], told: str
) -> None:
    past = Past(sessions=STRETCHED, empty=False)
    assert answer(pack, past, about="stretch", **slots) == told


def walks(*days_and_minutes: tuple[int, float]) -> Past:
    """Finished morning walks."""
    done = [Done("walk", day, MORNING, True, 60 * each) for day, each in days_and_minutes]
    return Past(sessions=tuple(done), empty=False)


@pytest.mark.parametrize(
    ("past", "slots", "told"),
    [
        (
            walks((0, 10)),
            {"day": "yesterday"},
            "Not yesterday, as far as my diary goes. You did your walk this morning.",
        ),
        (walks((1, 10), (0, 10)), {"day": "yesterday"}, "You did your walk yesterday morning."),
        (
            walks((1, 10)),
            {"day": "today"},
            "Not today, as far as my diary goes. You last did your walk yesterday morning.",
        ),
        (
            walks((9, 10), (3, 10), (1, 10), (0, 10)),
            {"asked": "count"},
            "You did your walk 3 times in the last seven days, most recently this morning.",
        ),
        (
            walks((0, 10), (0, 10)),
            {"asked": "count", "day": "today"},
            "You did your walk twice today.",
        ),
        (
            walks((9, 10)),
            {"asked": "count", "day": "week"},
            "Not in the last seven days, as far as my diary goes."
            " You last did your walk a week ago.",
        ),
        (
            walks((3, 10), (1, 12.2)),
            {"asked": "length"},
            "You spent 12 minutes on your walk yesterday morning.",
        ),
        (
            walks((3, 10), (1, 12.2)),
            {"asked": "length", "day": "week"},
            "You spent 22 minutes on your walk in the last seven days.",
        ),
        (
            walks((1, 0.3)),
            {"asked": "length", "day": "yesterday"},
            "You spent less than a minute on your walk yesterday.",
        ),
        (
            walks((0, 10)),
            {"asked": "length", "day": "yesterday"},
            "Not yesterday, as far as my diary goes. You did your walk this morning.",
        ),
    ],
)
def test_a_walk_is_told_for_the_day_and_the_measure_that_was_asked_for(
    pack: Pack, past: Past, slots: dict[str, str], told: str
) -> None:
    assert answer(pack, past, about="walk", **slots) == told


def test_a_day_without_anything_is_told_with_what_there_is(pack: Pack) -> None:
    told = answer(pack, walks((3, 10)), about="all", day="yesterday")
    assert told == "I noted nothing yesterday. You last did your walk 3 days ago."


SESSIONS = st.builds(
    Done,
    st.sampled_from(["stretches", "childs-pose", "knee-to-chest", "walk"]),
    st.integers(0, 40),
    st.sampled_from(DayPart),
    st.booleans(),
    st.floats(0, 3600),
)


@given(
    sessions=st.lists(SESSIONS, max_size=8),
    levels=st.lists(st.integers(0, 10), max_size=5),
    changes=st.dictionaries(st.sampled_from([NoteKind.MOVED, NoteKind.CHANGED]), st.integers(0, 9)),
    slots=st.fixed_dictionaries(
        {
            "about": st.sampled_from(["all", "pain", "stretch", "walk", "knee-to-chest"]),
            "day": st.sampled_from(["", "today", "yesterday", "week"]),
            "asked": st.sampled_from(["", "count", "length", "worst", "best", "place", "change"]),
        }
    ),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_question_to_any_diary_gets_a_short_answer(
    pack: Pack,
    sessions: list[Done],
    levels: list[int],
    changes: dict[NoteKind, int],
    slots: dict[str, str],
) -> None:
    past = replace(
        week(*levels) if levels else Past(empty=False),
        sessions=tuple(sorted(sessions, key=lambda one: -one.days_ago)),
        changes=changes,
        place="left leg" if changes else "",
        feeling="burning" if changes else "",
    )
    told = answer(pack, past, **slots)
    assert told and len(told.split()) <= 45
