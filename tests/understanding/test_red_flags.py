"""Emergencies stay emergencies when the fillers in them are dropped."""

import re
from pathlib import Path

import pytest
from hassil.intents import Intents

from voiceguide.content.files import data_folder
from voiceguide.content.pack import Pack, read_wordings
from voiceguide.messages.intents import EMERGENCY
from voiceguide.understanding.templates import RedFlags, Templates

_FILLERS = re.compile(r"\b(um|uh|er|erm|like|you know)\b")
TESTS: Path = data_folder("intents") / "tests" / "en"


@pytest.fixture(scope="module")
def red_flags(pack: Pack) -> RedFlags:
    return RedFlags(pack.red_flags)


def without_fillers(said: str) -> str:
    return " ".join(_FILLERS.sub(" ", said).split())


def test_every_emergency_example_is_one_without_its_fillers(
    pack: Pack, red_flags: RedFlags
) -> None:
    templates = Templates(pack.templates)
    missed = []
    for wording in pack.examples[EMERGENCY]:
        plain = without_fillers(wording)
        found = red_flags.match(plain) or templates.match(plain)
        if found is None or found.name != EMERGENCY:
            missed.append(wording)
    assert not missed


@pytest.mark.parametrize(
    "said",
    [
        "my legs feel they belong to somebody else",
        "chest feels someone is sitting on it",
        "it's moved to my hip and i can't feel my leg",
        "the pain has moved to my chest",
        "the pain has gone into my left arm",
        "ow ow my legs have gone dead",
        "remind me later my groin's gone all numb",
        "my pain is a nine and i've wet myself",
        "it's worse today and i can't pee at all",
    ],
)
def test_an_emergency_told_with_the_pain_is_an_emergency(red_flags: RedFlags, said: str) -> None:
    found = red_flags.match(said)
    assert found is not None and found.name == EMERGENCY


@pytest.mark.parametrize(
    "name", ["PainWorse", "PainMoved", "PainChanged", "PainBetter", "PainLevel", "History"]
)
def test_what_is_told_of_pain_is_no_emergency_in_itself(red_flags: RedFlags, name: str) -> None:
    wordings = read_wordings(TESTS / f"{name}.txt")
    assert wordings and not [said for said in wordings if red_flags.match(said)]


@pytest.mark.parametrize(
    "said",
    [
        "knee to chest hurts a lot",
        "bring my knee to my chest",
        "the pain has gone down my leg",
        "my fingers have gone numb in the cold",
        "i can't feel anything when i do the stretch",
    ],
)
def test_what_only_resembles_an_emergency_is_none(red_flags: RedFlags, said: str) -> None:
    assert red_flags.match(said) is None


@pytest.mark.parametrize(
    "said",
    [
        "came off my bike and my back is sore",
        "i've just come off a horse which stretch is best",
        "i'm after falling off the ladder",
        "i have fallen from the two wheeler",
        "went over the handlebars on the bend",
        "i went flying on the gravel",
        "i took a right old tumble on the steps",
        "my back's been bad since i toppled off the kerb",
        "the stool broke under me",
        "slipped getting off the bus",
        "landed hard on the base of my spine",
        "i hit the patio with my back",
        "got bucked off my pony",
        "my brother pushed me off the wall",
        "i rolled the quad and my spine aches",
        "my van flipped in a ditch",
        "a car went into the back of me",
        "got rear ended on the way home",
        "took a cricket ball to the spine",
        "got kicked square in the back",
        "a shelf came down on my back",
        "i was crushed between the van and the gate",
    ],
)
def test_a_fall_a_crash_or_a_blow_is_an_emergency(red_flags: RedFlags, said: str) -> None:
    assert red_flags.match(said) is not None


@pytest.mark.parametrize(
    "said",
    [
        "tingling all down the back of my leg",
        "my undercarriage has gone numb",
        "there's a numb patch on my calf",
        "i cannae feel ma legs",
        "my legs fold up under me",
        "my two legs are not carrying me",
        "i am passing urine without knowing",
        "is it normal to be incontinent",
        "my waterworks have packed up",
        "i've messed the bed",
        "ma chest's awfy sore",
        "a heaviness has come over my chest",
        "i'm awful short of breath",
        "can you ring for the ambulance",
        "call ambulance for me",
    ],
)
def test_nerves_chest_and_calls_for_help_in_many_tongues(red_flags: RedFlags, said: str) -> None:
    assert red_flags.match(said) is not None


@pytest.mark.parametrize(
    "said",
    [
        "i fell asleep on the sofa",
        "i fell in love with yoga",
        "i've fallen behind with my exercises",
        "i fell out with my physio",
        "the ball fell and i picked it up",
        "i dropped my phone",
        "is it a slipped disc",
        "i tripped the fuse",
        "i crashed on the sofa",
        "we landed in glasgow",
        "i just came off the phone",
        "i came off the tablets last month",
        "let's hit the road",
        "i went over the exercises twice",
        "just knocked off work",
        "i rolled onto my side",
        "should i lie down on my back",
        "i sat down on my bum",
        "the pain hit me in the back",
        "i came down with a cold",
        "how do i stop falling asleep",
        "my grandad came off a horse in the war",
        "my nephew crashed his car in the nineties",
        "when do i breathe in during the stretch",
        "what if i fall",
        "i have a fear of falling",
        "which shoes do i wear to avoid slipping",
        "i've never fallen",
    ],
)
def test_words_of_falling_that_tell_of_no_fall(red_flags: RedFlags, said: str) -> None:
    assert red_flags.match(said) is None


def test_alternatives_are_not_written_out() -> None:
    many = " ".join(["(fell|slipped|[quite] tripped)"] * 40)
    data = {"data": [{"sentences": [f"i {many} badly"]}]}
    flags = RedFlags(Intents.from_dict({"language": "en", "intents": {EMERGENCY: data}}))
    said = "oh i " + "fell quite tripped " * 20 + "badly"
    assert flags.match(said) is not None
    assert flags.match(said + "ly") is None and flags.match("o" + said[3:]) is None
