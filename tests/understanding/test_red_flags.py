"""Emergencies stay emergencies when the fillers in them are dropped."""

import re
from pathlib import Path

import pytest

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
