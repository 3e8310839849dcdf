"""What templates make of pain, diary and reminders as people tell them."""

import pytest

from voiceguide.content.pack import Pack
from voiceguide.understanding.normalise import normalise
from voiceguide.understanding.slots import SlotFinder
from voiceguide.understanding.templates import Templates


@pytest.fixture(scope="module")
def templates(pack: Pack) -> Templates:
    return Templates(pack.templates)


@pytest.mark.parametrize(
    ("said", "meant", "slots"),
    [
        ("it's in my left leg now", "PainMoved", {"place": "left leg"}),
        ("the pain has moved to my hip", "PainMoved", {"place": "hip"}),
        ("it's in my bum now", "PainMoved", {"place": "bottom"}),
        ("it's in the middle of my back now", "PainMoved", None),
        ("it's on the other side now", "PainMoved", {"place": "other side"}),
        ("it's moved to the left", "PainMoved", {"place": "left side"}),
        ("my pain has moved", "PainMoved", {}),
        ("it went from burning to stabbing", "PainChanged", {"from": "burning", "to": "stabbing"}),
        ("dull to sharp", "PainChanged", {"from": "dull", "to": "sharp"}),
        ("it used to ache now it burns", "PainChanged", {"from": "aching", "to": "burning"}),
        ("it feels electric now", "PainChanged", {"to": "electric"}),
        ("it's sharper than before", "PainChanged", {"to": "sharp"}),
        ("the pain has changed", "PainChanged", {}),
        ("my pain is a six", "PainLevel", {"level": "6"}),
        ("six out of ten", "PainLevel", {"level": "6"}),
        ("6 out of 10", "PainLevel", {"level": "6"}),
        ("pain level four", "PainLevel", {"level": "4"}),
        ("about a seven today", "PainLevel", {"level": "7"}),
        ("nought out of ten", "PainLevel", {"level": "0"}),
        ("my pain is zero", "PainLevel", {"level": "0"}),
        ("my pain is ten out of ten", "PainLevel", {"level": "10"}),
        ("did i stretch today", "History", {"about": "stretch", "day": "today"}),
        ("when did i last walk", "History", {"about": "walk"}),
        ("have i done child's pose yet", "History", {"about": "childs-pose"}),
        (
            "did i do knee to chest this morning",
            "History",
            {"about": "knee-to-chest", "day": "today"},
        ),
        ("how has my pain been", "History", {"about": "pain"}),
        ("what did i do this week", "History", {"about": "all", "day": "week"}),
        ("did i walk yesterday", "History", {"about": "walk", "day": "yesterday"}),
        (
            "how often did i walk this week",
            "History",
            {"about": "walk", "asked": "count", "day": "week"},
        ),
        (
            "how long did i walk last night",
            "History",
            {"about": "walk", "asked": "length", "day": "yesterday"},
        ),
        ("how long did i walk", "History", {"about": "walk", "asked": "length"}),
        (
            "what was my worst pain this week",
            "History",
            {"about": "pain", "asked": "worst", "day": "week"},
        ),
        ("what was my lowest pain level", "History", {"about": "pain", "asked": "best"}),
        ("where is my pain", "History", {"about": "pain", "asked": "place"}),
        ("has my pain moved", "History", {"about": "pain", "asked": "place"}),
        ("has my pain changed", "History", {"about": "pain", "asked": "change"}),
        ("what does my diary say about walking", "History", {"about": "walk"}),
    ],
)
def test_what_is_told_fills_its_slots(
    templates: Templates, said: str, meant: str, slots: dict[str, str] | None
) -> None:
    found = templates.match(normalise(said))
    if slots is None:
        assert found is None or found.name == meant
    else:
        assert found is not None and (found.name, dict(found.slots)) == (meant, slots)


def free(pack: Pack, intent: str, said: str) -> dict[str, str]:
    """What the slots of `intent` are filled with when no template fits."""
    declared = {name: entry.slots for name, entry in pack.intents.items()}
    return SlotFinder(pack.templates, declared).find(intent, normalise(said))


def when_of(pack: Pack, intent: str, said: str) -> str:
    """The times of day in the order of the words; "to" only counts where a reminder is moved."""
    found = free(pack, intent, said).get("when", "")
    return " ".join(one for one in found.split() if one != "to")


BOTH = "morning and evening"


@pytest.mark.parametrize(
    ("said", "when"),
    [
        ("remind me in the morning and the evening", BOTH),
        ("morning and evening", BOTH),
        ("remind me when i wake up and before bed", BOTH),
        ("remind me every morning", "morning"),
        ("set an evening reminder", "evening"),
        ("remind me to stretch at seven", "07:00"),
        ("remind me at half past seven", "07:30"),
        ("remind me at half seven", "07:30"),
        ("remind me at quarter to eight", "07:45"),
        ("remind me at quarter to one", "12:45"),
        ("remind me at seven thirty", "07:30"),
        ("at eight in the evening", "08:00 evening"),
        ("remind me at nine in the morning", "09:00 morning"),
        ("remind me every evening at ten past nine", "evening 09:10"),
        ("remind me in the afternoon", "afternoon"),
        ("at five in the afternoon", "05:00 afternoon"),
        ("remind me at seven twenty", "07:20"),
        ("remind me at 7:05", "07:05"),
        ("remind me at five to eight", "07:55"),
        ("the evening", "evening"),
        ("remind me", ""),
    ],
)
def test_a_reminder_knows_its_time(pack: Pack, templates: Templates, said: str, when: str) -> None:
    found = templates.match(normalise(said))
    assert found is not None and found.name == "SetReminder"
    assert when_of(pack, "SetReminder", said) == when


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ("on a scale of one to ten i'd say six", "6"),
        ("on a scale from zero to ten it's five", "5"),
        ("out of ten it's a six", "6"),
        ("it is paining me like eight over ten", "8"),
        ("my pain is eleven out of ten", "11"),
        ("it's gone from six to about four", "4"),
        ("it was a two and now it's up to seven", "7"),
        ("it's six now up from four", "6"),
        ("it's a five this one", "5"),
        ("it's been a seven for two days", "7"),
        ("it's a three today and a six yesterday", "3"),
        ("a three now it had been a six", "3"),
        ("dropped to a three after being a six", "3"),
        ("a three today compared to a six yesterday", "3"),
        ("i've had a four since ten this morning", "4"),
        ("it was more like a six", "6"),
        ("not bad a two", "2"),
        ("it's up one from five today i'd say six", "6"),
    ],
)
def test_of_several_numbers_the_level_is_what_the_pain_is_now(
    pack: Pack, said: str, level: str
) -> None:
    assert free(pack, "PainLevel", said)["level"] == level


def test_a_level_that_was_is_none_now(pack: Pack) -> None:
    assert "level" not in free(pack, "PainLevel", "it's down from a six")


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("it's moved from my lower back to my left leg", "left leg"),
        ("well it's gone to my hip from my leg", "hip"),
        ("the pain in my leg has moved down to my foot", "foot"),
        ("it's in my hip right now", "hip"),
        ("it isn't in my hip it's in my knee", "knee"),
        ("in my left hip it had been in my right hip", "left hip"),
    ],
)
def test_of_several_places_it_is_the_one_where_the_pain_is_now(
    pack: Pack, said: str, place: str
) -> None:
    assert free(pack, "PainMoved", said)["place"] == place


@pytest.mark.parametrize(
    ("said", "slots"),
    [
        ("the burning has turned into stabbing", {"from": "burning", "to": "stabbing"}),
        ("it used to be dull but now it's sharp", {"from": "dull", "to": "sharp"}),
        ("went from a dull ache to a burning pain", {"from": "dull", "to": "burning"}),
        ("it's stabbing today and it was burning", {"from": "burning", "to": "stabbing"}),
        ("it isn't burning any more it's dull", {"from": "burning", "to": "dull"}),
        ("it's gone all sharp and stabbing", {"to": "stabbing"}),
        ("more stabbing than aching now", {"from": "aching", "to": "stabbing"}),
    ],
)
def test_what_the_pain_was_is_told_from_what_it_is(
    pack: Pack, said: str, slots: dict[str, str]
) -> None:
    assert free(pack, "PainChanged", said) == slots


@pytest.mark.parametrize(
    ("said", "when"),
    [
        ("could you remind me around six pm", "06:00 pm"),
        ("remind me please at seven thirty am", "07:30 am"),
        ("at quarter to eight tonight please", "07:45 evening"),
        ("at half past seven in the morning", "07:30 morning"),
        ("please at seven twenty", "07:20"),
        ("remind me to do my two stretches in the morning", "morning"),
        ("remind me to stretch for five minutes at seven", "07:00"),
        ("remind me every morning for two weeks", "morning"),
        ("set one for two stretches a day", ""),
        ("please at five minutes to eight", "07:55"),
    ],
)
def test_a_time_is_found_in_free_wording(pack: Pack, said: str, when: str) -> None:
    assert when_of(pack, "SetReminder", said) == when


def test_times_come_in_the_order_in_which_they_were_said(pack: Pack) -> None:
    found = free(pack, "SetReminder", "evening at nine please and in the morning at seven")
    assert found == {"when": "evening 09:00 and morning 07:00"}


@pytest.mark.parametrize(
    ("said", "when"),
    [
        ("no more reminders", ""),
        ("cancel the morning reminder", "morning"),
        ("stop reminding me in the evening", "evening"),
    ],
)
def test_a_reminder_is_cancelled_by_its_part_of_the_day(
    pack: Pack, templates: Templates, said: str, when: str
) -> None:
    found = templates.match(normalise(said))
    assert found is not None and found.name == "CancelReminder"
    assert when_of(pack, "CancelReminder", said) == when


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("ow", "PainWorse"),
        ("it hurts stop", "PainWorse"),
        ("stop it hurts", "PainWorse"),
        ("it got worse after my walk", "PainWorse"),
        ("this is making it worse", "PainWorse"),
        ("that feels better", "PainBetter"),
        ("it's easing off", "PainBetter"),
        ("forget everything about me", "ForgetMe"),
        ("erase my diary", "ForgetMe"),
        # Neighbours that keep their own meaning
        ("stop", "Stop"),
        ("forget it", "Stop"),
        ("never mind", "Stop"),
        ("it hurts when i walk", "WalkingWorse"),
        ("can walking make it worse", "WalkingWorse"),
        ("should i see a doctor", "SeeDoctor"),
        ("what if the pain moves", "SeeDoctor"),
        ("i can't feel my legs", "Emergency"),
    ],
)
def test_neighbours_keep_apart(templates: Templates, said: str, meant: str) -> None:
    found = templates.match(normalise(said))
    assert found is not None and found.name == meant


@pytest.mark.parametrize(
    ("said", "meant", "slots"),
    [
        *(
            (said, "Discomfort", {})
            for said in (
                "my knee hurts",
                "this hurts my knee",
                "i have a cramp in my calf",
                "i feel dizzy",
                "i feel sick",
                "my leg fell asleep",
                "it's uncomfortable",
                "i'm not comfortable",
                "how do i get out of this",
            )
        ),
        *(
            (said, "Emergency", {})
            for said in (
                "help me",
                "somebody help me",
                "please help",
                "help help",
                "i need help",
                "i can't get up",
                "i'm stuck on the floor",
                "i can't move",
            )
        ),
        *((said, "Help", {}) for said in ("help", "help me out", "can you help me")),
        *(
            (said, "PainWorse", {})
            for said in (
                "i feel a twinge",
                "a twinge",
                "there was a twinge",
                "something popped",
                "something cracked in my back",
                "something gave",
                "my pain is up two",
            )
        ),
        *(
            (said, "No", {"unchanged": "unchanged"})
            for said in (
                "it's not worse",
                "it's no worse",
                "no worse",
                "it isn't getting any worse",
                "my pain is the same",
                "the pain is the same",
                "the same",
            )
        ),
        ("no i'm fine", "Fine", {}),
        *(
            (said, "PainBetter", {})
            for said in (
                "my pain halved",
                "my pain is half what it was",
                "it's less sharp now",
                "it's not as sharp",
                "it's not so sharp any more",
                "it stopped burning",
                "the pain has left my leg",
                "less sharp",
            )
        ),
        ("my pain is six point five", "PainLevel", {"level": "7"}),
        ("my pain is zero point five", "PainLevel", {"level": "1"}),
        ("my pain is six and a half", "PainLevel", {"level": "7"}),
        ("it's 6.5 out of 10", "PainLevel", {"level": "7"}),
        ("it's 7/10", "PainLevel", {"level": "7"}),
        ("peace out", "Goodbye", {}),
    ],
)
def test_near_misses_are_told_apart(
    templates: Templates, said: str, meant: str, slots: dict[str, str]
) -> None:
    found = templates.match(normalise(said))
    assert found is not None and (found.name, dict(found.slots)) == (meant, slots)


@pytest.mark.parametrize(
    ("intent", "said", "slots"),
    [
        ("PainLevel", "it's six and a half", {"level": "7"}),
        ("PainLevel", "not as bad as a six", {"from": "6"}),
        ("PainChanged", "it's a good deal less sharp", {"from": "sharp"}),
        ("PainMoved", "it has left my leg", {"from": "leg"}),
    ],
)
def test_what_is_no_longer_so_is_not_told_as_now(
    pack: Pack, intent: str, said: str, slots: dict[str, str]
) -> None:
    declared = {name: entry.slots for name, entry in pack.intents.items()}
    finder = SlotFinder(pack.templates, declared)
    assert finder.find(intent, normalise(said)) == slots
