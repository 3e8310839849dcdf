"""From words to meaning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.assembly import make_matcher
from voiceguide.content.pack import Pack
from voiceguide.messages.intents import EMERGENCY, OUT_OF_SCOPE, Engine
from voiceguide.messages.speech import Hypothesis, Word
from voiceguide.settings import Settings
from voiceguide.understanding.matcher import Matcher
from voiceguide.understanding.normalise import normalise
from voiceguide.understanding.templates import RedFlags


@pytest.fixture(scope="session")
def matcher(pack: Pack) -> Matcher:
    return make_matcher(Settings(), pack)


@pytest.mark.parametrize(
    ("said", "meant", "engine"),
    [
        ("Should I walk today?", "WalkToday", Engine.TEMPLATE),
        ("stop", "Stop", Engine.TEMPLATE),
        ("reckon a wee wander would do my back any harm the day", "WalkToday", Engine.NEAREST),
        ("I can't feel my legs", EMERGENCY, Engine.RED_FLAG),
        ("turn the kitchen lights on", OUT_OF_SCOPE, Engine.REFUSAL),
        ("how do i get my sourdough to rise", OUT_OF_SCOPE, Engine.REFUSAL),
        ("", "", Engine.SILENCE),
        ("...", "", Engine.SILENCE),
        ("[unk]", OUT_OF_SCOPE, Engine.REFUSAL),
    ],
)
def test_what_was_meant(matcher: Matcher, said: str, meant: str, engine: Engine) -> None:
    found = matcher.match(Hypothesis(said))
    if said.startswith("reckon"):
        assert found.engine is engine and found.name.startswith("Walk")
    else:
        assert (found.name, found.engine) == (meant, engine)


@pytest.mark.parametrize(
    "said",
    [
        "i wanted to ask about walking but since the morning i can't feel my legs properly",
        "should i walk today i've wet myself twice",
        "stop i can't move my legs",
        "is swimming okay my groin has gone numb",
        "play some music i have pain in my chest",
    ],
)
def test_an_emergency_beats_everything_around_it(matcher: Matcher, said: str) -> None:
    assert matcher.match(Hypothesis(said)).name == EMERGENCY


@pytest.mark.parametrize(
    "said",
    [
        "i can't um feel my legs",
        "i can't like feel my uh left leg",
        "my um legs have you know gone sort of numb",
        "there's erm a pain i mean a pain in you know my chest",
        "i lost er control of kind of my bladder",
        "my legs um feel like they're not mine",
    ],
)
def test_fillers_do_not_hide_an_emergency(pack: Pack, said: str) -> None:
    found = RedFlags(pack.red_flags).match(said)
    assert found is not None and found.name == EMERGENCY


def test_an_emergency_counts_in_a_doubted_hearing(matcher: Matcher) -> None:
    heard = Hypothesis("should i walk today", doubted="should i walk i can't feel my legs")
    assert matcher.match(heard).name == EMERGENCY


@pytest.mark.parametrize(
    "said",
    [
        "um should i you know walk today",
        "i like swimming i mean the pool sort of thing",
        "what kind of stretch is knee to um chest",
    ],
)
def test_fillers_make_no_emergency(pack: Pack, said: str) -> None:
    assert RedFlags(pack.red_flags).match(said) is None


def test_every_emergency_example_is_caught(matcher: Matcher, pack: Pack) -> None:
    missed = [
        wording
        for wording in pack.examples[EMERGENCY]
        if matcher.match(Hypothesis(wording)).name != EMERGENCY
    ]
    assert not missed


def test_badly_heard_words_make_it_less_sure(matcher: Matcher) -> None:
    text = "would a little stroll be a bad idea this afternoon"

    def heard(confidence: float) -> Hypothesis:
        return Hypothesis(text, tuple(Word(w, confidence, 0.0, 0.1) for w in text.split()))

    exact = "should i walk today"
    sure = Hypothesis(exact, tuple(Word(w, 1.0, 0, 0.1) for w in exact.split()))
    unsure = Hypothesis(exact, tuple(Word(w, 0.4, 0, 0.1) for w in exact.split()))
    assert matcher.match(unsure).confidence < matcher.match(sure).confidence
    assert matcher.match(heard(1.0)).name == matcher.match(Hypothesis(text)).name


@given(st.text(max_size=200))
def test_any_text_has_a_meaning(matcher: Matcher, text: str) -> None:
    found = matcher.match(Hypothesis(text))
    assert 0.0 <= found.confidence <= 1.0


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("at 20:00", "at eight pm"),
        ("at 21:30", "at nine thirty pm"),
        ("at 7:00", "at seven o'clock"),
        ("at 7:05", "at seven five"),
        ("at 0:30", "at twelve thirty am"),
        ("at 12:00", "at twelve o'clock"),
    ],
)
def test_a_time_is_read_as_it_is_said(typed: str, said: str) -> None:
    assert normalise(typed) == said


@given(st.text(max_size=100))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert set(once) <= set("abcdefghijklmnopqrstuvwxyz' ")


def test_figures_are_spelled_as_they_are_spoken() -> None:
    assert normalise("Should I walk 10 minutes, or 25%?") == (
        "should i walk ten minutes or twenty five percent"
    )
