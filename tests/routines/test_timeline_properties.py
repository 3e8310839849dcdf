"""What holds for every routine at every pace."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from pytest import approx

from tests.routines.made import PACES, lasts, routines
from voiceguide.messages.routines import CHIME_LENGTH, Chime, Cue, Routine, Step
from voiceguide.routines.cues import HALF_FROM
from voiceguide.routines.pace import Pace
from voiceguide.routines.timeline import carried, timeline

MINUTES = st.integers(1, 12)
SHARES = st.floats(0, 1)


def heard_until(cue: Cue) -> float:
    return cue.at + (CHIME_LENGTH if cue.chime else 0) + (lasts(cue.say) if cue.say else 0)


def done(routine: Routine) -> list[Step]:
    """Each step as often as it is done."""
    return [step for step in routine.steps for _ in range(step.times * max(1, len(step.sides)))]


@given(routines(), PACES, MINUTES)
def test_stages_follow_one_another_from_start_to_end(
    routine: Routine, pace: Pace, minutes: int
) -> None:
    laid_out = timeline(routine, pace, lasts, minutes)
    starts = [stage.start for stage in laid_out.stages]
    ends = [stage.end for stage in laid_out.stages]
    assert starts == [0, *ends[:-1]]
    assert ends[-1] == laid_out.length
    for stage in laid_out.stages:
        assert stage.start < stage.hold_start <= stage.hold_end < stage.end


@given(routines(), PACES, MINUTES)
def test_every_hold_is_as_long_as_asked(routine: Routine, pace: Pace, minutes: int) -> None:
    stages = list(timeline(routine, pace, lasts, minutes).stages)
    stages = stages[bool(routine.opening) : len(stages) - bool(routine.closing)]
    for step, stage in zip(done(routine), stages, strict=True):
        asked = 0.0
        if step.hold is not None:
            asked = step.hold.seconds + step.hold.breaths * pace.breath
            asked += 60 * minutes if step.hold.asked else 0
        assert stage.hold_end - stage.hold_start == approx(asked)
        settled = stage.hold_start - stage.start - lasts(stage.instruction)
        assert settled == approx(step.settle * pace.breath / 6, abs=1e-6)


@given(routines(), PACES, MINUTES)
def test_nothing_is_said_while_something_else_is_heard(
    routine: Routine, pace: Pace, minutes: int
) -> None:
    cues = timeline(routine, pace, lasts, minutes).cues
    for cue, following in pairwise(cues):
        assert heard_until(cue) <= following.at


@given(routines(), PACES, MINUTES)
def test_every_hold_has_its_chimes_and_keeps_its_words_within(
    routine: Routine, pace: Pace, minutes: int
) -> None:
    laid_out = timeline(routine, pace, lasts, minutes)
    for index, stage in enumerate(laid_out.stages):
        first, *rest = [cue for cue in laid_out.cues if cue.stage == index]
        assert (first.at, first.say) == (stage.start, stage.instruction)
        if stage.hold_start == stage.hold_end:
            assert not rest
            continue
        begins, *within, ends = rest
        assert (begins.at, begins.chime) == (stage.hold_start, Chime.START)
        assert (ends.at, ends.chime) == (stage.hold_end, Chime.END)
        assert all(heard_until(cue) <= stage.hold_end for cue in within)
        assert all(cue.small is not cue.asks for cue in within)
        middle = (stage.hold_start + stage.hold_end) / 2
        if stage.hold_end - stage.hold_start >= HALF_FROM:
            assert any(cue.chime and cue.at == approx(middle) for cue in within)


@given(routines(), PACES, SHARES, SHARES)
def test_what_is_left_shrinks_as_fast_as_time_goes_by(
    routine: Routine, pace: Pace, one: float, other: float
) -> None:
    laid_out = timeline(routine, pace, lasts, 5)
    for stage in laid_out.stages:
        long = stage.hold_end - stage.hold_start
        early, late = sorted(stage.hold_start + share * long * 0.999 for share in (one, other))
        before, after = laid_out.hold_left(early), laid_out.hold_left(late)
        if not long:
            assert before is None
            continue
        assert before is not None
        assert after is not None
        assert 0 < after <= before <= long
        assert before - after == approx(late - early, abs=1e-6)
        assert laid_out.hold_left(stage.hold_end) is None
        assert laid_out.hold_left(stage.start) is None
        assert laid_out.left(early) - laid_out.left(late) == approx(late - early, abs=1e-6)
    assert laid_out.left(laid_out.length) == 0 == laid_out.left(laid_out.length + 1)


@given(routines(), PACES, SHARES)
def test_the_first_cue_from_a_moment_on_is_found(
    routine: Routine, pace: Pace, share: float
) -> None:
    laid_out = timeline(routine, pace, lasts, 5)
    moment = share * laid_out.length
    index = laid_out.cue_from(moment)
    assert all(cue.at < moment for cue in laid_out.cues[:index])
    assert all(cue.at >= moment for cue in laid_out.cues[index:])
    for at, cue in enumerate(laid_out.cues):
        assert laid_out.cue_from(cue.at) == at


@given(routines(), PACES, PACES, SHARES)
def test_another_pace_goes_on_at_the_same_place(
    routine: Routine, pace: Pace, other: Pace, share: float
) -> None:
    old, new = timeline(routine, pace, lasts, 5), timeline(routine, other, lasts, 5)
    for index, (before, after) in enumerate(zip(old.stages, new.stages, strict=True)):
        assert carried(old, new, before.start) == after.start
        long = before.hold_end - before.hold_start
        if long:
            position = carried(old, new, before.hold_start + share * long * 0.999)
            assert new.stage_at(position) == index
            reached = (position - after.hold_start) / (after.hold_end - after.hold_start)
            assert reached == approx(share * 0.999, abs=1e-6)
    assert carried(old, new, old.length) == approx(new.length)


@given(routines(), PACES, SHARES)
def test_the_same_pace_changes_nothing_within_a_hold(
    routine: Routine, pace: Pace, share: float
) -> None:
    laid_out = timeline(routine, pace, lasts, 5)
    moment = share * laid_out.length
    if laid_out.hold_left(moment) is not None:
        assert carried(laid_out, laid_out, moment) == approx(moment)


@given(routines(), PACES, PACES)
def test_a_hold_that_is_over_is_not_begun_again_by_another_pace(
    routine: Routine, pace: Pace, other: Pace
) -> None:
    old, new = timeline(routine, pace, lasts, 5), timeline(routine, other, lasts, 5)
    for index, stage in enumerate(old.stages):
        for moment in (stage.hold_end, (stage.hold_end + stage.end) / 2):
            assert carried(old, new, moment) >= new.stages[index].hold_end
