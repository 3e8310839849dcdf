"""Short answers that others resemble: what each is taken for, word for word."""

import pytest

from voiceguide.content.pack import Pack
from voiceguide.understanding.normalise import normalise
from voiceguide.understanding.templates import Templates


@pytest.fixture(scope="module")
def templates(pack: Pack) -> Templates:
    return Templates(pack.templates)


@pytest.mark.parametrize(
    ("meant", "said"),
    [
        ("Unsure", "hm|hmm|mm|hmm hmm|well|i see|no but i'm not sure"),
        ("Yes", "yes|mm hmm|yes erase everything"),
        ("No", "keep my diary|keep it|don't|no don't|as always|no nothing like that"),
        ("No", "no it's just the same|not really|nope all the same|it's no worse|no worse"),
        ("Fine", "i'm fine|i'm fine thanks|no i'm fine|comfortable|all good|so far so good"),
        ("PainWorse", "no, only a bit worse|no but it's worse|no but it hurts more"),
        ("PainMoved", "no but it moved|no but my leg hurts now|not moved but it's in my hip"),
        ("PainChanged", "no but it's sharper|it hasn't moved but it's sharper"),
        ("PainChanged", "no but it feels different"),
        ("PainBetter", "it quit hurting"),
        ("Pause", "give me a minute|just a minute|hold on|one minute"),
        ("Resume", "i'm back"),
        ("Stop", "go away"),
        ("Goodbye", "peace out|good luck now i'm off to the mart"),
        ("PainLevel", "i would say five from ten"),
        ("SwimmingInfo", "what did you say about freestyle again"),
        ("SetReminder", "remind me at nine o'clock|at seven pm|at seven am"),
    ],
)
def test_it_is_taken_for(templates: Templates, meant: str, said: str) -> None:
    for one in said.split("|"):
        found = templates.match(normalise(one))
        assert found is not None and found.name == meant, one


@pytest.mark.parametrize("said", ["right", "good", "interesting", "not much", "i hear you"])
def test_it_is_taken_for_nothing_for_certain(templates: Templates, said: str) -> None:
    assert templates.match(said) is None


@pytest.mark.parametrize(
    ("said", "meant", "slots"),
    [
        ("five to six", "Number", {"number": "6", "time": "05:55"}),
        ("between five and six", "Number", {"number": "5", "other": "6"}),
        ("three or four", "Number", {"number": "4"}),
        ("nine o'clock", "Number", {"time": "09:00"}),
        ("seven thirty", "Number", {"time": "07:30"}),
        ("at seven", "Number", {"time": "07:00"}),
        ("zero", "Number", {"number": "0"}),
        ("none", "No", {"level": "0"}),
        ("nothing", "No", {"level": "0"}),
        ("one minute", "Pause", {"minutes": "1"}),
        ("just a minute", "Pause", {}),
        ("fine", "Yes", {"fine": "fine"}),
        ("fine then", "Yes", {}),
    ],
)
def test_it_tells(templates: Templates, said: str, meant: str, slots: dict[str, str]) -> None:
    found = templates.match(normalise(said))
    assert found is not None and (found.name, dict(found.slots)) == (meant, slots)
