"""What the mind makes of what it overhears: nothing, until it is said again."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conversation.overheard import MODES, SURENESS, heard
from tests.conversation.talk import lasts
from voiceguide.assembly import make_brief_memory, make_mind, make_parts
from voiceguide.conversation.attention import Mode
from voiceguide.conversation.heeding import AGAIN, NEEDED, Claim, again
from voiceguide.messages.speech import Hypothesis, Word
from voiceguide.mind import Mind
from voiceguide.settings import Settings


@pytest.fixture(scope="module")
def new_mind() -> Callable[[Mode], Mind]:
    """A mind that begins anew, in a mode."""
    parts = {
        mode: make_parts(Settings(attention=mode.value), make_brief_memory()) for mode in MODES
    }
    return lambda mode: make_mind(parts[mode], lasts)


SAID = [
    *(
        "stop",
        "yes",
        "no",
        "louder",
        "should i walk today",
        "hey guide",
        "what is the weather like",
    ),
    *(
        "i can't feel my legs",
        "stop listening",
        "okay guide how long",
        "guide me through child's pose",
    ),
    *("pause", "thanks", "", "[unk]", "my pain is a six"),
]


def utterances(*seconds: float) -> st.SearchStrategy[list[tuple[float, Hypothesis]]]:
    """When, and what is heard; so many seconds apart."""
    parts = st.tuples(
        st.sampled_from(SAID), st.floats(-20, 25), st.floats(*seconds), st.floats(0, 1)
    )
    return st.lists(parts, max_size=12).map(_spoken)


def _spoken(said: Sequence[tuple[str, float, float, float]]) -> list[tuple[float, Hypothesis]]:
    now, spoken = 0.0, []
    for text, support, seconds, crowd in said:
        now += seconds
        words = tuple(Word(word, 0.9, at / 2, at / 2 + 0.4) for at, word in enumerate(text.split()))
        spoken.append((now, Hypothesis(text, words, support=support, crowd=crowd)))
    return spoken


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("should i walk today", NEEDED[Claim.UNEXPECTED].crowded),
        ("[unk] should i walk today", NEEDED[Claim.UNEXPECTED].amid),
        ("should i walk today [unk]", NEEDED[Claim.UNEXPECTED].amid),
    ],
)
def test_what_stands_amid_unknown_words_must_be_surer_in_a_crowd(
    new_mind: Callable[[Mode], Mind], text: str, needed: float
) -> None:
    words = tuple(Word(word, 1.0, at / 2, at / 2 + 0.4) for at, word in enumerate(text.split()))
    turn = new_mind(Mode.OPEN).turn(Hypothesis(text, words, support=20.0, crowd=1.0), called=False)
    assert turn.needed == needed
    assert turn.intent.name == "WalkToday"


@settings(max_examples=40)
@given(st.sampled_from(MODES), utterances(0.1, 30))
def test_what_is_not_heeded_does_nothing(
    new_mind: Callable[[Mode], Mind], mode: Mode, said: Sequence[tuple[float, Hypothesis]]
) -> None:
    mind = new_mind(mode)
    for now, spoken in said:
        before = mind.conversation
        turn = mind.turn(spoken, now, called=False)
        if not turn.heeded:
            assert turn.effects == ()
            assert turn.reply == ""
            assert mind.conversation == before


@settings(max_examples=40)
@given(st.sampled_from(MODES), utterances(AGAIN + 0.1, 40))
def test_what_was_not_heeded_and_is_not_said_again_soon_changes_nothing(
    new_mind: Callable[[Mode], Mind], mode: Mode, said: Sequence[tuple[float, Hypothesis]]
) -> None:
    """Two conversations, one of which never hears what the other doesn't heed."""
    mind, spared = new_mind(mode), new_mind(mode)
    for now, spoken in said:
        if mind.turn(spoken, now, called=False).heeded:
            spared.turn(spoken, now, called=False)
        assert mind.conversation == spared.conversation


def test_who_says_it_again_is_heard(new_mind: Callable[[Mode], Mind]) -> None:
    def heeds(*said: tuple[float, str]) -> bool:
        mind = new_mind(Mode.OPEN)
        turns = [mind.turn(unsure(text), now, called=False) for now, text in said]
        assert not any(turn.heeded for turn in turns[:-1])
        return turns[-1].heeded

    def unsure(text: str) -> Hypothesis:
        words = tuple(Word(word, 1.0, at, at + 1) for at, word in enumerate(text.split()))
        return Hypothesis(text, words, support=11.0, crowd=1.0)

    walk = "should i walk today"
    assert not heeds((0, walk))
    assert heeds((0, walk), (5, walk))
    assert heeds((0, walk), (5, "what is the weather like"), (8, walk))
    assert not heeds((0, walk), (AGAIN + 0.1, walk))
    assert not heeds((0, walk), (5, "what is child's pose good for"))


@given(
    st.lists(
        st.tuples(st.sampled_from(["WalkToday", "Stop"]), SURENESS, st.floats(0, 30)), max_size=6
    )
)
def test_no_earlier_saying_makes_anything_less_sure(
    before: Sequence[tuple[str, float, float]],
) -> None:
    said = replace(heard("WalkToday", 3.0), now=30.0)
    earlier = [replace(heard(name, sureness), now=now) for name, sureness, now in before]
    assert again(said, earlier).sureness >= said.sureness
    assert replace(again(said, earlier), sureness=3.0) == said
