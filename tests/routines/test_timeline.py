"""A routine laid out in time."""

from dataclasses import replace

import pytest

from tests.routines.made import lasts
from voiceguide.messages.routines import (
    CHIME_LENGTH,
    Chime,
    Cue,
    Hold,
    HoldCue,
    Place,
    Routine,
    Step,
)
from voiceguide.routines.pace import Pace
from voiceguide.routines.timeline import BREATHER, UNASKED, Timeline, carried, timeline

USUAL = Pace(6)
POSE = Step("the pose", "Fold forward now.", "childs-pose", 6, Hold(breaths=5), "Come up.")
WALK = Step("the walk", "We walk for {minutes}.", "amount", 0, Hold(asked=True), "Stop.")
CHECK = HoldCue(Place.EVERY, 180, "Still comfortable?", asks=True)


def laid_out(*steps: Step, pace: Pace = USUAL, minutes: int = 0) -> Timeline:
    return timeline(Routine("key", "a name", "", steps, "", ""), pace, lasts, minutes)


def within(step: Step, pace: Pace = USUAL, minutes: int = 0) -> list[tuple[float, str]]:
    """Seconds into the hold and words, or chimes in capitals, of its cues."""
    line = laid_out(step, pace=pace, minutes=minutes)
    start = line.stages[0].hold_start
    inside = [cue for cue in line.cues if start < cue.at < line.stages[0].hold_end]
    return [(round(cue.at - start, 1), cue.say or str(cue.chime).upper()) for cue in inside]


def test_the_hold_begins_when_the_instruction_is_over_and_the_person_has_settled() -> None:
    (stage,) = laid_out(POSE).stages
    assert stage.hold_start == lasts(POSE.say) + 6
    assert stage.hold_end == stage.hold_start + 30
    assert stage.end == stage.hold_end + CHIME_LENGTH + BREATHER


def test_slower_stretches_breaths_and_settling_but_no_seconds() -> None:
    (stage,) = laid_out(POSE, pace=Pace(9)).stages
    assert stage.hold_start == lasts(POSE.say) + 9
    assert stage.hold_end - stage.hold_start == 45
    (timed,) = laid_out(replace(POSE, hold=Hold(seconds=30)), pace=Pace(9)).stages
    assert timed.hold_end - timed.hold_start == 30


def test_both_sides_come_before_the_second_time() -> None:
    step = replace(
        POSE,
        name="the {side} leg",
        say="Lift the {side} knee.",
        again="Once more, {side}.",
        hurts="Lower the {side} foot.",
        sides=("left", "right"),
        times=2,
    )
    stages = laid_out(step).stages
    assert [stage.instruction for stage in stages] == [
        "Lift the left knee.",
        "Lift the right knee.",
        "Once more, left.",
        "Once more, right.",
    ]
    assert stages[3].name == "the right leg"
    assert stages[3].hurts == "Lower the right foot."


def test_without_other_words_the_second_time_is_told_like_the_first() -> None:
    first, second = laid_out(replace(POSE, times=2)).stages
    assert first.instruction == second.instruction == POSE.say


def test_opening_and_closing_are_told_under_the_name_of_the_routine() -> None:
    routine = Routine("key", "a name", "", (POSE,), "Let's begin.", "Well done.")
    line = timeline(routine, USUAL, lasts)
    assert [stage.name for stage in line.stages] == ["a name", "the pose", "a name"]
    assert line.cues[0] == Cue(0, 0, "Let's begin.")
    assert line.cues[-1].say == "Well done."


def test_an_instruction_carries_the_section_that_holds_it() -> None:
    line = laid_out(POSE)
    assert line.cues[0].section == line.stages[0].section == "childs-pose"


@pytest.mark.parametrize(("minutes", "told"), [(1, "1 minute"), (20, "20 minutes")])
def test_a_walk_takes_as_long_as_asked(minutes: int, told: str) -> None:
    (stage,) = laid_out(WALK, minutes=minutes).stages
    assert stage.hold_end - stage.hold_start == 60 * minutes
    assert stage.instruction == f"We walk for {told}."


def test_a_walk_without_a_length_has_the_usual_one() -> None:
    (stage,) = laid_out(WALK).stages
    assert stage.hold_end - stage.hold_start == 60 * UNASKED


def test_every_place_in_a_hold_has_its_moment() -> None:
    cues = (
        HoldCue(Place.AFTER, 2, "after"),
        HoldCue(Place.BREATH, 2, "breath"),
        HoldCue(Place.HALFWAY, 0, "halfway"),
        HoldCue(Place.EVERY, 20, "every"),
        HoldCue(Place.LEFT, 5, "left"),
    )
    assert within(replace(POSE, cues=cues)) == [
        (2, "after"),
        (6, "breath"),
        (15, "halfway"),
        (20, "every"),
        (25, "left"),
    ]


def test_the_half_is_chimed_in_a_long_hold_alone() -> None:
    assert within(POSE) == [(15, "HALF")]
    assert within(replace(POSE, hold=Hold(seconds=19))) == []


def test_words_at_the_half_follow_its_chime() -> None:
    line = laid_out(replace(POSE, cues=(HoldCue(Place.HALFWAY, 0, "Halfway."),)))
    (half,) = [cue for cue in line.cues if cue.say == "Halfway."]
    assert half.chime is Chime.HALF


def test_words_too_long_for_the_second_half_leave_the_chime() -> None:
    step = replace(POSE, cues=(HoldCue(Place.HALFWAY, 0, "word " * 45),))
    assert within(step) == [(15, "HALF")]


def test_the_first_breath_is_named_after_the_chime_that_begins_it() -> None:
    ((at, say), _) = within(replace(POSE, cues=(HoldCue(Place.BREATH, 1, "In."),)))
    assert say == "In."
    assert CHIME_LENGTH < at < CHIME_LENGTH + 1


def test_of_two_that_would_overlap_the_first_in_the_list_is_said() -> None:
    cues = (HoldCue(Place.AFTER, 6, "The one."), HoldCue(Place.LEFT, 24, "The other."))
    assert within(replace(POSE, cues=cues)) == [(6, "The one."), (15, "HALF")]


def test_what_would_be_said_past_the_end_is_left_out() -> None:
    step = replace(POSE, cues=(HoldCue(Place.LEFT, 2, "word " * 12), HoldCue(Place.AFTER, 40, "x")))
    assert within(step) == [(15, "HALF")]


def test_a_question_waits_for_its_turn() -> None:
    halfway = HoldCue(Place.HALFWAY, 0, "Halfway. Time to turn back.")
    cues = within(replace(WALK, cues=(halfway, CHECK)), minutes=6)
    (at_half, _), (asked, say) = cues
    assert at_half == 180
    assert say == "Still comfortable?"
    assert 180 + lasts(halfway.say) < asked < 190


def test_a_question_is_asked_until_near_the_end_and_keeps_room_for_its_answer() -> None:
    last = HoldCue(Place.AFTER, 182, "Soon home.")
    asked = within(replace(WALK, cues=(CHECK, last)), minutes=10)
    assert asked == [
        (180, "Still comfortable?"),
        (300, "HALF"),
        (360, "Still comfortable?"),
    ]


def test_once_a_hold_is_over_the_next_thing_is_being_done() -> None:
    line = laid_out(POSE, replace(POSE, name="the next"))
    first, second = line.stages
    assert line.stage_at(first.hold_end - 0.001) == 0
    assert line.stage_at(first.hold_end) == 1
    assert line.stage_at(second.end + 1) == 1


def test_another_pace_tells_a_cut_instruction_from_its_beginning() -> None:
    old, new = laid_out(POSE, POSE), laid_out(POSE, POSE, pace=Pace(8))
    assert carried(old, new, old.stages[1].start + 0.5) == new.stages[1].start


def test_another_pace_goes_on_after_the_same_share_of_the_hold() -> None:
    old, new = laid_out(POSE), laid_out(POSE, pace=Pace(8))
    third = old.stages[0].hold_start + 10
    assert carried(old, new, third) == pytest.approx(new.stages[0].hold_start + 40 / 3)
