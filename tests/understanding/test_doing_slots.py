"""Lengths of walks and numbers, as the templates of sessions read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.content.pack import Pack
from voiceguide.messages.intents import Intent
from voiceguide.understanding.normalise import normalise
from voiceguide.understanding.slots import SlotFinder
from voiceguide.understanding.templates import Templates

LONGEST = 120


@pytest.fixture(scope="module")
def templates(pack: Pack) -> Templates:
    return Templates(pack.templates)


def understood(templates: Templates, said: str) -> Intent:
    found = templates.match(normalise(said))
    assert found is not None, said
    return found


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("start a ten minute walk", "10"),
        ("start a twenty five minute walk", "25"),
        ("walk with me for ten minutes", "10"),
        ("walk with me for forty five minutes please", "45"),
        ("let's walk for half an hour", "30"),
        ("half an hour's walk", "30"),
        ("start an hour's walk", "60"),
        ("start a walk for an hour and a half", "90"),
        ("a quarter of an hour's walk please", "15"),
        ("a ten minute walk", "10"),
        ("um time me walking for five minutes", "5"),
        ("walk for 20 minutes", "20"),
        ("walk for three hours", "180"),
        ("a ninety second walk", "2"),
        ("let's walk for one hour thirty", "90"),
    ],
)
def test_a_walk_is_asked_for_with_its_length(templates: Templates, said: str, minutes: str) -> None:
    found = understood(templates, said)
    assert (found.name, found.slots) == ("StartWalk", {"minutes": minutes})


@pytest.mark.parametrize(
    ("said", "minutes"),
    [
        ("let's go for a walk of a hundred and twenty one minutes", "150"),
        ("come for a hundred and five minutes of walking", "105"),
        ("come along for ninety seconds", "2"),
        ("let's walk until eight", ""),
        ("come and walk until half past five", ""),
        ("come and walk at seven thirty", ""),
        ("let's walk until i've done ten minutes", "10"),
        ("a walk of about eight minutes then", "8"),
    ],
)
def test_a_length_is_told_from_a_time_of_day(pack: Pack, said: str, minutes: str) -> None:
    declared = {name: entry.slots for name, entry in pack.intents.items()}
    found = SlotFinder(pack.templates, declared).find("StartWalk", normalise(said))
    assert found.get("minutes", "") == minutes


@pytest.mark.parametrize("said", ["a walk", "the walk please", "start a walk", "time my walk"])
def test_a_walk_may_be_asked_for_without_a_length(templates: Templates, said: str) -> None:
    found = understood(templates, said)
    assert (found.name, found.slots) == ("StartWalk", {})


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("ten", "10"),
        ("twenty five", "25"),
        ("a quarter of an hour", "15"),
        ("um about fifteen i think", "15"),
        ("make it ten", "10"),
        ("twenty minutes please", "20"),
        ("three quarters of an hour", "45"),
        ("a few minutes", "5"),
        ("two and a half hours", "150"),
        ("one hundred and twenty", "120"),
        ("zero", "0"),
        ("no make it twelve", "12"),
    ],
)
def test_a_number_is_an_answer_of_its_own(templates: Templates, said: str, number: str) -> None:
    found = understood(templates, said)
    assert (found.name, found.slots) == ("Number", {"number": number})


@given(st.integers(1, LONGEST))
def test_every_number_of_minutes_is_understood(templates: Templates, minutes: int) -> None:
    walk = understood(templates, f"walk with me for {minutes} minutes")
    assert (walk.name, walk.slots) == ("StartWalk", {"minutes": str(minutes)})
    number = understood(templates, f"about {minutes}")
    assert (number.name, number.slots) == ("Number", {"number": str(minutes)})


def test_numbers_are_written_out_as_they_are_heard(templates: Templates) -> None:
    sentences = templates.sentences()["Number"]
    assert "twenty five minutes" in sentences
    assert all(normalise(sentence) == sentence for sentence in sentences)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("a minute", "Pause"),
        ("just a minute", "Pause"),
        ("one minute", "Pause"),
        ("give me a minute", "Pause"),
        ("how many minutes are left", "TimeLeft"),
        ("how many minutes should i walk", "WalkAmount"),
        ("should i walk", "WalkToday"),
        ("child's pose", "ChildsPoseInfo"),
        ("guide me through child's pose", "StartChildsPose"),
        ("go on", "Resume"),
        ("tell me more", "More"),
        ("again", "Repeat"),
        ("go back", "PreviousStep"),
        ("too fast", "Slower"),
        ("too loud", "Quieter"),
        ("that's enough", "Stop"),
    ],
)
def test_neighbours_are_kept_apart(templates: Templates, said: str, meant: str) -> None:
    assert understood(templates, said).name == meant
