"""A guided session, whatever is said in the middle of it."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.conversation.talk import Talk, lasts
from voiceguide.content.files import data_folder
from voiceguide.content.pack import Pack, read_pack
from voiceguide.conversation.attention import FOLLOW_UP
from voiceguide.conversation.guiding import PATIENCE
from voiceguide.conversation.lengths import spoken_length
from voiceguide.messages.effects import Remember, Say, Silence, Tell
from voiceguide.messages.events import Called
from voiceguide.messages.memory import Note, NoteKind, PainTold, Past

START = "StartChildsPose"


@pytest.fixture
def talk(pack: Pack) -> Talk:
    return Talk(pack)


@pytest.fixture
def holding(talk: Talk) -> Talk:
    """Ten seconds into the first hold."""
    talk.hear(START)
    talk.wait_for("holding")
    talk.wait(10.0)
    talk.finish_speaking()
    assert talk.doing == "holding"
    return talk


def test_a_routine_ends_by_itself_and_is_noted_as_finished(talk: Talk) -> None:
    talk.hear(START)
    talk.wait_for("idle", longest=900)
    routine = talk.pack.routines["childs-pose"]
    assert talk.said()[0] == routine.opening
    assert talk.said()[-1] == routine.closing
    (noted,) = (one.note for one in talk.told(Remember) if isinstance(one, Remember))
    assert (noted.kind, noted.routine, noted.finished) == (NoteKind.SESSION, "childs-pose", True)


def test_every_cue_comes_at_its_time(talk: Talk) -> None:
    talk.hear("StartRoutine")
    begun, session = talk.now, talk.conversation.session
    assert session is not None
    talk.wait_for("idle", longest=1800)
    due = [begun + cue.at for cue in session.timeline.cues if not cue.small]
    small = [begun + cue.at for cue in session.timeline.cues if cue.small]
    told = [at for at, effect in talk.effects if isinstance(effect, Tell)]
    assert len(told) >= len(due)
    for at in told:
        assert min(abs(at - planned) for planned in (*due, *small)) <= talk.tick + 1e-6
    for planned in due:
        assert min(abs(at - planned) for at in told) <= talk.tick + 1e-6


def test_told_to_stop_listening_in_an_instruction_it_tells_that_again(talk: Talk) -> None:
    talk.hear(START)
    instruction = talk.said()[-1]
    talk.hear("StopListening")
    assert talk.doing == "waiting"
    talk.wait_for("telling")
    assert talk.said()[-1] == instruction


def test_a_pause_stands_as_long_as_it_is_wished(holding: Talk) -> None:
    left = holding.hold_left
    holding.hear("Pause")
    assert holding.said()[-1] == holding.words("Pause", "paused")
    holding.wait(50)
    assert holding.doing == "paused"
    assert holding.hold_left == pytest.approx(left)
    holding.hear("Resume")
    holding.finish_speaking()
    assert holding.doing == "holding"
    assert holding.hold_left == pytest.approx(left)


def test_after_a_long_silent_pause_it_asks_once_and_then_ends(holding: Talk) -> None:
    holding.hear("Pause")
    holding.wait(PATIENCE + 5)
    assert holding.said()[-1] == holding.words("Pause", "still_there")
    holding.wait(PATIENCE + 10)
    assert holding.said()[-1] == holding.words("Pause", "ended")
    assert holding.said().count(holding.words("Pause", "still_there")) == 1
    assert holding.doing == "idle"
    assert [one.note.finished for one in holding.told(Remember)] == [False]  # type: ignore[union-attr]


def test_a_question_in_a_hold_is_answered_and_the_hold_goes_on(holding: Talk) -> None:
    left = holding.hold_left
    holding.hear("PainMedication")
    assert holding.said()[-1] == holding.pack.answers.responses["PainMedication"].parts[0].say
    assert holding.doing == "waiting"
    holding.wait_for("returning")
    assert left is not None
    name = holding.conversation.standing(holding.now)
    assert name is not None
    expected = holding.words("Resume", "back_left", name=name.step, left=spoken_length(left))
    assert holding.said()[-1] == expected
    holding.wait_for("holding")
    assert holding.hold_left == pytest.approx(left, abs=2 * holding.tick)


def test_called_by_its_name_it_waits_for_what_follows(holding: Talk) -> None:
    left = holding.hold_left
    holding.event(Called(holding.now))
    holding.finish_speaking()
    holding.wait(FOLLOW_UP - 1.0)
    assert holding.doing == "listening"
    holding.wait(20.0, hearing=True)
    assert holding.said()[-1] == holding.words("_attention", "listening")
    holding.hear("PainMedication")
    assert holding.doing == "waiting"
    holding.wait_for("holding")
    assert holding.hold_left == pytest.approx(left, abs=3 * holding.tick)


def test_called_by_its_name_and_told_nothing_it_goes_on(holding: Talk) -> None:
    left = holding.hold_left
    holding.event(Called(holding.now))
    holding.finish_speaking()
    holding.wait(FOLLOW_UP + 1.0)
    assert holding.doing == "returning"
    holding.wait_for("holding")
    assert holding.hold_left == pytest.approx(left, abs=3 * holding.tick)


def test_called_by_its_name_and_asked_something_it_goes_on_once_that_is_answered(
    holding: Talk,
) -> None:
    holding.event(Called(holding.now))
    holding.finish_speaking()
    holding.hear("TimeLeft")
    holding.finish_speaking()
    assert holding.doing in ("returning", "holding")


def test_called_by_its_name_in_a_pause_it_stays_one(holding: Talk) -> None:
    holding.hear("Pause")
    holding.event(Called(holding.now))
    holding.finish_speaking()
    holding.wait(FOLLOW_UP + 1.0)
    assert holding.doing == "paused"


def test_called_by_its_name_in_a_question_on_a_walk_it_walks_on_once_that_is_answered(
    talk: Talk,
) -> None:
    talk.hear("StartWalk", minutes="10")
    while talk.conversation.question is None:
        talk.wait(1.0)
    talk.finish_speaking()
    talk.event(Called(talk.now))
    talk.finish_speaking()
    talk.hear("Yes")
    talk.finish_speaking()
    assert talk.doing in ("returning", "holding")


def test_repeat_after_its_name_repeats_the_answer_that_this_cut(holding: Talk) -> None:
    holding.hear("PainMedication")
    answer = holding.said()[-1]
    holding.event(Called(holding.now))
    holding.finish_speaking()
    holding.hear("Repeat")
    assert holding.said()[-1] == answer


def test_it_goes_on_over_nobody_who_speaks_after_an_answer(holding: Talk) -> None:
    holding.hear("PainMedication")
    answer = holding.said()[-1]
    holding.wait(lasts(answer) + 3.0, hearing=True)
    assert holding.said()[-1] == answer
    holding.wait(0.1)
    assert holding.doing == "returning"


def test_an_instruction_is_told_again_over_nobody_who_speaks(talk: Talk) -> None:
    talk.hear(START)
    talk.hear("PainMedication")
    talk.wait_for("returning")
    back = talk.said()[-1]
    talk.wait(lasts(back) + 3.0, hearing=True)
    assert talk.said()[-1] == back
    talk.wait(0.1)
    assert talk.doing == "telling"


def test_a_question_in_an_instruction_has_the_instruction_told_again(talk: Talk) -> None:
    talk.hear(START)
    talk.wait(2.0)
    instruction = talk.said()[-1]
    talk.hear("PainMedication")
    talk.wait_for("telling")
    assert talk.said()[-1] == instruction


def test_time_left_is_told_while_the_hold_goes_on(holding: Talk) -> None:
    left = holding.hold_left
    assert left is not None
    holding.hear("TimeLeft")
    assert holding.doing == "holding"
    assert spoken_length(left) in holding.said()[-1]
    holding.wait(1.0)
    assert holding.hold_left == pytest.approx(left - 1.0)


@pytest.mark.parametrize(("name", "direction"), [("Slower", 1), ("Faster", -1)])
def test_pace_changes_what_is_left_of_a_hold_in_breaths(
    holding: Talk, name: str, direction: int
) -> None:
    left = holding.hold_left
    holding.hear(name)
    assert left is not None
    assert holding.hold_left is not None
    assert (holding.hold_left - left) * direction > 0


def test_a_repeated_instruction_is_told_once_more_only(talk: Talk) -> None:
    talk.hear(START)
    talk.wait(3.0)
    talk.hear("Repeat")
    talk.wait_for("holding")
    opening = talk.pack.routines["childs-pose"].opening
    assert talk.said().count(opening) == 2


def test_an_instruction_repeated_in_a_hold_leaves_the_hold_as_it_was(holding: Talk) -> None:
    left = holding.hold_left
    holding.hear("Repeat")
    holding.wait_for("holding")
    assert holding.hold_left == pytest.approx(left, abs=3 * holding.tick)


def test_next_and_back_move_by_one(talk: Talk) -> None:
    talk.hear(START)
    session = talk.conversation.session
    assert session is not None
    names = [stage.start for stage in session.timeline.stages]
    talk.hear("NextStep")
    talk.hear("NextStep")
    assert talk.conversation.session is not None
    assert talk.conversation.session.at(talk.now) == names[2]
    talk.hear("PreviousStep")
    assert talk.conversation.session.at(talk.now) == names[1]
    for _ in range(5):
        talk.hear("PreviousStep")
    assert talk.conversation.session.at(talk.now) == names[0]


def test_a_stretch_that_cannot_be_done_is_left_for_the_other(talk: Talk) -> None:
    talk.hear("StartRoutine")
    talk.wait_for("holding")
    session = talk.conversation.session
    assert session is not None
    hurts = session.stage(talk.now).hurts
    talk.hear("AnotherStretch")
    words = talk.words("AnotherStretch", "next", hurts=hurts, name="knee to chest")
    assert talk.said()[-1] == words
    talk.wait_for("telling")
    assert talk.said()[-1] == talk.pack.routines["knee-to-chest"].steps[0].say


def test_in_the_opening_words_it_is_the_first_stretch_that_is_left_out(talk: Talk) -> None:
    talk.hear("StartRoutine")
    talk.hear("AnotherStretch")
    assert talk.said()[-1] == talk.words(
        "AnotherStretch", "next", hurts="", name="knee to chest"
    ).replace("  ", " ")


@pytest.mark.parametrize("start", [START, "StartKneeToChest"])
def test_without_another_stretch_the_session_is_over(talk: Talk, start: str) -> None:
    talk.hear(start)
    talk.wait_for("holding")
    session = talk.conversation.session
    assert session is not None
    hurts = session.stage(talk.now).hurts
    talk.hear("AnotherStretch")
    assert talk.said()[-1] == talk.words("AnotherStretch", "last", hurts=hurts)
    assert finished(talk) == [False]
    assert talk.conversation.session is None


def test_one_that_is_named_and_comes_later_is_left_out_of_the_session(talk: Talk) -> None:
    talk.hear("StartRoutine")
    talk.wait_for("holding")
    talk.finish_speaking()
    left = talk.hold_left
    talk.hear("AnotherStretch", stretch="knee to chest")
    assert talk.said()[-1] == talk.words("AnotherStretch", "later", name="knee to chest")
    assert talk.hold_left == left
    talk.wait_for("idle", longest=900)
    assert talk.pack.routines["knee-to-chest"].steps[0].say not in talk.said()
    assert talk.pack.routines["stretches"].closing in talk.said()


def test_one_that_is_named_and_does_not_come_ends_nothing(holding: Talk) -> None:
    holding.hear("AnotherStretch", stretch="knee to chest")
    assert holding.said()[-1] == holding.pack.answers.responses["AnotherStretch"].parts[0].say
    holding.finish_speaking()
    holding.wait_for("holding")


def test_after_the_last_stretch_nothing_is_left_to_leave_out(talk: Talk) -> None:
    talk.hear(START)
    closing = talk.pack.routines["childs-pose"].closing
    while closing not in talk.said():
        talk.wait(1.0)
    talk.hear("AnotherStretch")
    assert talk.said()[-1] == talk.pack.answers.responses["AnotherStretch"].parts[0].say


def test_paused_too_another_stretch_goes_on_with_it(talk: Talk) -> None:
    talk.hear("StartRoutine")
    talk.wait_for("holding")
    talk.hear("Pause")
    talk.hear("AnotherStretch")
    talk.wait_for("telling")
    assert talk.said()[-1] == talk.pack.routines["knee-to-chest"].steps[0].say


def test_after_the_last_step_next_ends_the_session(talk: Talk) -> None:
    talk.hear(START)
    for _ in range(60):
        talk.hear("NextStep")
        if talk.conversation.session is None:
            break
    assert talk.said()[-1] == talk.words("NextStep", "last")


def test_what_was_skipped_is_not_noted_as_finished(talk: Talk) -> None:
    talk.hear(START)
    for _ in range(60):
        talk.hear("NextStep")
    assert finished(talk) == [False]


def test_stop_after_the_last_hold_leaves_it_finished(talk: Talk) -> None:
    talk.hear(START)
    for _ in range(2):
        talk.wait_for("holding")
        talk.wait_for("telling")
    talk.hear("Stop")
    assert finished(talk) == [True]


def finished(talk: Talk) -> list[bool]:
    """Of each session that was noted."""
    return [one.note.finished for one in talk.told(Remember) if isinstance(one, Remember)]


def test_stop_is_silence_and_a_broken_off_session(holding: Talk) -> None:
    effects = holding.hear("Stop")
    assert isinstance(effects[0], Silence)
    assert not any(isinstance(effect, Say | Tell) for effect in effects)
    before = len(holding.said())
    holding.wait(120)
    assert len(holding.said()) == before
    assert [one.note.finished for one in holding.told(Remember)] == [False]  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["PainWorse", "PainMoved", "PainChanged", "Emergency", "Goodbye"])
def test_worse_pain_and_emergencies_end_it_with_words(holding: Talk, name: str) -> None:
    stage = holding.conversation.standing(holding.now)
    assert stage is not None
    holding.hear(name)
    assert holding.doing == "idle"
    assert len(holding.said()[-1]) > 10
    before = len(holding.said())
    holding.wait(120)
    assert len(holding.said()) == before


def test_when_it_hurts_it_says_how_to_come_out_of_the_pose(holding: Talk) -> None:
    session = holding.conversation.session
    assert session is not None
    hurts = session.stage(holding.now).hurts
    holding.hear("PainWorse")
    assert hurts in holding.said()[-1]


def test_more_pain_than_before_ends_it_by_itself(pack: Pack) -> None:
    talk = Talk(pack, past=Past(level=4, empty=False))
    talk.hear(START)
    talk.hear("PainLevel", level="4")
    assert talk.conversation.session is not None
    talk.hear("PainLevel", level="6")
    assert talk.conversation.session is None
    assert talk.conversation.said is not None
    assert talk.conversation.said.section == "ok"


def test_starting_another_breaks_the_first_off(holding: Talk) -> None:
    holding.hear("StartKneeToChest")
    assert holding.pack.routines["knee-to-chest"].opening in holding.said()[-1]
    assert [one.note.routine for one in holding.told(Remember)] == ["childs-pose"]  # type: ignore[union-attr]


def test_louder_in_a_hold_does_not_stop_its_clock(holding: Talk) -> None:
    left = holding.hold_left
    holding.hear("Louder")
    holding.wait(1.0)
    assert left is not None
    assert holding.hold_left == pytest.approx(left - 1.0)


_PACK = read_pack(data_folder("intents"))
_STARTS = ("StartRoutine", "StartChildsPose", "StartKneeToChest")


class Sessions(RuleBasedStateMachine):
    """From any state any sequence of what may be heard leaves a valid state."""

    @initialize()
    def begin(self) -> None:
        self.talk = Talk(_PACK, tick=0.25)

    @rule(name=st.sampled_from(_STARTS))
    def start(self, name: str) -> None:
        self.talk.hear(name)
        assert self.talk.conversation.session is not None

    @rule(minutes=st.integers(1, 120))
    def walk(self, minutes: int) -> None:
        self.talk.hear("StartWalk", minutes=str(minutes))

    @rule(name=st.sampled_from([*_PACK.intents, ""]))
    def hear(self, name: str) -> None:
        self.talk.hear(name)

    @rule()
    def call(self) -> None:
        self.talk.event(Called(self.talk.now))

    @rule(seconds=st.floats(0.25, 90.0))
    def wait(self, seconds: float) -> None:
        self.talk.wait(seconds)

    @rule()
    def stop(self) -> None:
        effects = self.talk.hear("Stop")
        assert not any(isinstance(effect, Say | Tell) for effect in effects)
        assert self.talk.doing == "idle"
        assert not self.talk.conversation.speaking

    @rule(seconds=st.floats(0.5, 40.0))
    def pause_and_resume(self, seconds: float) -> None:
        """No hold is shortened or doubled by it."""
        if self.talk.conversation.session is None:
            return
        left = self.talk.hold_left
        self.talk.hear("Pause")
        self.talk.wait(seconds)
        assert self.talk.hold_left == left
        self.talk.hear("Resume")
        assert self.talk.hold_left == left

    @rule()
    def time_left(self) -> None:
        """What is announced is what is left."""
        session, left = self.talk.conversation.session, self.talk.hold_left
        effects = self.talk.hear("TimeLeft")
        if session is None or left is None:
            return
        (said,) = (effect.text for effect in effects if isinstance(effect, Say))
        assert spoken_length(left) in said

    @invariant()
    def valid(self) -> None:
        session = getattr(self, "talk", None) and self.talk.conversation.session
        if not session:
            return
        position = session.at(self.talk.now)
        assert 0.0 <= position <= session.timeline.length
        assert session.timeline.left(position) >= 0.0
        left = session.hold_left(self.talk.now)
        assert left is None or left >= 0.0
        assert 0 <= session.next_cue <= len(session.timeline.cues)


TestSessions = Sessions.TestCase
TestSessions.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)


def test_pain_elsewhere_ends_it_and_is_no_worse_back(holding: Talk) -> None:
    session = holding.conversation.session
    assert session is not None
    hurts = session.stage(holding.now).hurts
    holding.hear("Discomfort")
    assert holding.doing == "idle"
    stopped = holding.words("PainWorse", "stopped", hurts=hurts)
    assert holding.said()[-1] == f"{stopped} {holding.words('Discomfort', 'while_guided')}"
    (noted,) = (one.note for one in holding.told(Remember) if isinstance(one, Remember))
    assert noted.kind is NoteKind.SESSION


def test_pain_elsewhere_ends_it_whatever_was_asked(holding: Talk) -> None:
    holding.hear("PainLevel")
    holding.hear("Discomfort")
    assert holding.doing == "idle"


def test_without_one_pain_elsewhere_is_out_of_scope(talk: Talk) -> None:
    talk.hear("Discomfort")
    assert "article" in talk.said()[-1]
    assert not talk.told(Remember)


@pytest.mark.parametrize("past", [Past(), Past(level=9, empty=False)])
def test_very_strong_pain_ends_it_without_a_level_of_today(pack: Pack, past: Past) -> None:
    talk = Talk(pack, past=past)
    talk.hear(START)
    talk.wait_for("holding")
    talk.hear("PainLevel", level="9")
    assert talk.doing == "idle"
    assert talk.said()[-1].endswith(talk.words("PainLevel", "strong", level=9))
    assert Remember(Note(NoteKind.LEVEL, level=9)) in talk.told(Remember)


def test_as_strong_as_it_began_with_it_goes_on(pack: Pack) -> None:
    talk = Talk(pack, past=Past(level=9, levels=(PainTold(0, 9),), empty=False))
    talk.hear(START)
    talk.hear("PainLevel", level="9")
    assert talk.conversation.session is not None
    assert talk.said()[-1] == talk.words("PainLevel", "same", level=9)


def test_more_than_the_worst_ends_it_before_a_number_is_asked_for(holding: Talk) -> None:
    holding.hear("PainLevel", level="11")
    assert holding.conversation.session is None
    assert holding.said()[-1].endswith(holding.words("PainLevel", "out_of_range"))
    holding.finish_speaking()
    holding.hear("Number", number="10")
    assert Remember(Note(NoteKind.LEVEL, level=10)) in holding.told(Remember)


def test_a_rise_that_is_told_counts_for_more_than_the_diary(pack: Pack) -> None:
    talk = Talk(pack, past=Past(level=8, levels=(PainTold(0, 8),), empty=False))
    talk.hear(START)
    talk.hear("PainLevel", **{"from": "3", "level": "6"})
    assert talk.conversation.session is None
    assert talk.said()[-1].endswith(talk.words("PainLevel", "up", level=6, before=3))
    assert Remember(Note(NoteKind.WORSE)) in talk.told(Remember)


def test_no_i_am_fine_is_no_no_to_being_comfortable(talk: Talk) -> None:
    talk.hear("StartWalk", minutes="10")
    talk.wait_for("holding")
    while talk.conversation.question is None:
        talk.wait(1.0)
    talk.hear("No", unchanged="unchanged")
    assert talk.conversation.session is not None
    assert talk.said()[-1] == talk.words("StartWalk", "comfortable")


def test_no_worse_leaves_it_be(holding: Talk) -> None:
    before = holding.said()
    holding.hear("No", unchanged="unchanged")
    assert holding.doing == "holding"
    assert holding.said() == before
