"""Routines made up by Hypothesis, and how long their words take."""

from hypothesis import strategies as st

from voiceguide.messages.routines import Chime, Hold, HoldCue, Place, Routine, Step
from voiceguide.routines.pace import LONGEST, SHORTEST, Pace


def lasts(text: str) -> float:
    """A third of a second a word."""
    return len(text.split()) / 3


PACES = st.floats(SHORTEST, LONGEST).map(Pace)
TEXTS = st.integers(1, 45).map(lambda words: "word " * words)
SHORT_TEXTS = st.integers(0, 12).map(lambda words: "word " * words)
HOLDS = st.one_of(
    st.floats(2, 600).map(lambda seconds: Hold(seconds=seconds)),
    st.integers(1, 20).map(lambda breaths: Hold(breaths=breaths)),
    st.just(Hold(asked=True)),
)


@st.composite
def hold_cues(draw: st.DrawFn) -> HoldCue:
    place = draw(st.sampled_from(Place))
    amount = draw(st.integers(1, 20) if place is Place.BREATH else st.floats(0, 600))
    if place is Place.EVERY:
        amount = 30 + amount
    say = draw(SHORT_TEXTS)
    chime = draw(st.sampled_from(Chime) if not say else st.none() | st.sampled_from(Chime))
    return HoldCue(place, amount, say, chime, asks=bool(say) and draw(st.booleans()))


@st.composite
def steps(draw: st.DrawFn) -> Step:
    told = Step(
        name=draw(st.sampled_from(["one", "another", "a third"])),
        say=draw(TEXTS),
        section=draw(st.none() | st.just("childs-pose")),
        settle=draw(st.floats(0, 60)),
        hold=None,
        hurts="Come up slowly.",
    )
    if draw(st.booleans()):
        return told
    return Step(
        name=told.name,
        say=told.say + "{side}",
        section=told.section,
        settle=told.settle,
        hold=draw(HOLDS),
        hurts=told.hurts,
        sides=draw(st.sampled_from([(), ("left", "right"), ("left",)])),
        times=draw(st.integers(1, 2)),
        again=draw(st.just("") | TEXTS),
        cues=tuple(draw(st.lists(hold_cues(), max_size=4))),
    )


@st.composite
def routines(draw: st.DrawFn) -> Routine:
    return Routine(
        key="made-up",
        name="a made-up routine",
        intent="",
        steps=tuple(draw(st.lists(steps(), min_size=1, max_size=3))),
        opening=draw(st.just("") | TEXTS),
        closing=draw(st.just("") | TEXTS),
    )
