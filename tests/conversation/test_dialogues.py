"""Questions of ours and their answers: the table, and what it makes of a conversation."""

import pytest

from tests.conversation.talk import Talk, lasts
from voiceguide.content.pack import Pack
from voiceguide.conversation.dialogues import DIALOGUES, PATIENCE
from voiceguide.conversation.knowledge import Knowledge
from voiceguide.conversation.state import Conversation
from voiceguide.conversation.step import step
from voiceguide.messages.effects import Forget, Remember, Remind, Say, Unremind
from voiceguide.messages.events import Called, Due, Heard
from voiceguide.messages.intents import Engine, Intent
from voiceguide.messages.memory import Note, NoteKind, Past, Reminder
from voiceguide.understanding.templates import Templates


@pytest.fixture
def talk(pack: Pack) -> Talk:
    return Talk(pack)


@pytest.fixture
def checkin(talk: Talk) -> Talk:
    talk.hear("WalkToday")
    assert talk.said()[-1] == talk.words("WalkToday", "ask")
    talk.finish_speaking()
    return talk


def test_every_question_is_answered_by_intents_that_exist(pack: Pack) -> None:
    for dialogue in DIALOGUES.values():
        assert set(dialogue.answers) <= set(pack.intents)
        if dialogue.again is not None:
            response, variant = dialogue.again
            assert variant in pack.answers.responses[response].variants


def test_pain_that_has_changed_means_reduce_and_see_a_doctor(checkin: Talk) -> None:
    checkin.hear("Yes")
    assert checkin.said()[-1] == checkin.words("WalkToday", "yes")
    assert checkin.conversation.question is None


def test_unchanged_pain_means_gently_and_an_offer(checkin: Talk) -> None:
    checkin.hear("No")
    assert checkin.words("WalkToday", "no") in checkin.said()[-1]
    assert checkin.words("WalkToday", "offer") in checkin.said()[-1]
    checkin.finish_speaking()
    checkin.hear("StartRoutine")
    assert checkin.conversation.session is not None


def test_the_offer_may_be_declined(checkin: Talk) -> None:
    checkin.hear("No")
    checkin.hear("No")
    assert checkin.said()[-1] == checkin.words("WalkToday", "declined")
    assert checkin.conversation.question is None


@pytest.mark.parametrize("unclear", ["", "OutOfScope"])
def test_an_unclear_answer_is_asked_again_once_and_then_careful(
    checkin: Talk, unclear: str
) -> None:
    checkin.hear(unclear)
    assert checkin.said()[-1] == checkin.words("WalkToday", "ask_again")
    checkin.finish_speaking()
    checkin.hear(unclear)
    assert checkin.said()[-1] == checkin.pack.answers.responses["WalkToday"].parts[0].say
    assert checkin.conversation.question is None


def test_so_is_silence(checkin: Talk) -> None:
    checkin.wait(PATIENCE + 1)
    assert checkin.said()[-1] == checkin.words("WalkToday", "ask_again")
    checkin.finish_speaking()
    checkin.wait(PATIENCE + 1)
    assert checkin.said()[-1] == checkin.pack.answers.responses["WalkToday"].parts[0].say
    before = len(checkin.said())
    checkin.wait(60)
    assert len(checkin.said()) == before


def test_not_knowing_gets_the_careful_advice_at_once(checkin: Talk) -> None:
    checkin.hear("Unsure")
    assert checkin.said()[-1] == checkin.pack.answers.responses["WalkToday"].parts[0].say


def test_another_question_is_answered_and_the_check_in_taken_up_again(checkin: Talk) -> None:
    checkin.hear("SwimmingInfo")
    assert checkin.said()[-1] == checkin.pack.answers.responses["SwimmingInfo"].parts[0].say
    checkin.finish_speaking()
    checkin.wait(0.1)
    assert checkin.said()[-1] == checkin.words("WalkToday", "ask")
    checkin.finish_speaking()
    checkin.hear("Yes")
    assert checkin.said()[-1] == checkin.words("WalkToday", "yes")


def test_it_is_dropped_when_the_person_keeps_to_other_things(checkin: Talk) -> None:
    for _ in range(4):
        checkin.hear("SwimmingInfo")
        checkin.finish_speaking()
        checkin.wait(0.1)
        checkin.finish_speaking()
    assert checkin.conversation.question is None


@pytest.mark.parametrize("answer", ["Yes", "No", "PainBetter", "Unsure"])
def test_more_goes_on_with_the_advice_rather_than_with_what_was_asked_before(
    talk: Talk, answer: str
) -> None:
    talk.hear("ChildsPoseInfo")
    talk.hear("WalkToday")
    talk.finish_speaking()
    talk.hear(answer)
    talk.hear("More")
    assert talk.said()[-1] == talk.pack.answers.responses["WalkToday"].parts[1].say


def test_so_it_does_when_the_diary_knew(pack: Pack) -> None:
    talk = Talk(pack, past=Past(changed_today=True, empty=False))
    talk.hear("ChildsPoseInfo")
    talk.hear("WalkToday")
    talk.hear("More")
    assert talk.said()[-1] == pack.answers.responses["WalkToday"].parts[1].say


def test_stronger_pain_answers_it(checkin: Talk) -> None:
    checkin.past = Past(level=4, empty=False)
    checkin.hear("PainLevel", level="6")
    assert checkin.said()[-1] == checkin.words("PainLevel", "up", level=6, before=4)
    checkin.wait(60)
    assert checkin.said()[-1] == checkin.words("PainLevel", "up", level=6, before=4)
    checkin.hear("No")
    assert checkin.words("WalkToday", "no") not in checkin.said()[-1]


def test_pain_no_stronger_leaves_it_open(checkin: Talk) -> None:
    checkin.past = Past(level=6, empty=False)
    checkin.hear("PainLevel", level="6")
    checkin.finish_speaking()
    assert checkin.said()[-1] == checkin.words("WalkToday", "ask")


def test_stop_drops_it(checkin: Talk) -> None:
    checkin.hear("Stop")
    before = len(checkin.said())
    checkin.wait(60)
    assert len(checkin.said()) == before


def test_the_diary_may_already_know(pack: Pack) -> None:
    talk = Talk(pack, past=Past(changed_today=True, empty=False))
    talk.hear("WalkToday")
    assert talk.said() == [talk.words("WalkToday", "known")]
    assert talk.conversation.question is None


def test_it_is_heeded_when_no_answer_could_be_heard(pack: Pack) -> None:
    past = Past(changed_today=True, empty=False)
    knowledge = Knowledge(pack.answers, pack.routines, lasts, past, converses=False)
    heard = Heard(0.0, Intent("WalkToday", 1.0, Engine.TEMPLATE))
    conversation, effects = step(Conversation(), heard, knowledge)
    assert effects == (Say(knowledge.words("WalkToday", "known"), "ok"),)
    assert conversation.question is None


def test_a_moved_pain_told_in_answer_is_noted_and_answered(checkin: Talk) -> None:
    checkin.hear("PainMoved", place="left hip")
    assert Remember(Note(NoteKind.MOVED, place="left hip")) in checkin.told(Remember)
    assert "left hip" in checkin.said()[-1]
    assert checkin.conversation.question is None


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("Yes", NoteKind.CHANGED),
        ("PainWorse", NoteKind.WORSE),
        ("PainMoved", NoteKind.MOVED),
        ("PainChanged", NoteKind.CHANGED),
        ("PainBetter", NoteKind.BETTER),
    ],
)
def test_what_the_answer_tells_of_the_pain_is_noted_once(
    checkin: Talk, answer: str, kind: NoteKind
) -> None:
    checkin.hear(answer)
    assert checkin.told(Remember) == [Remember(Note(kind))]
    question = checkin.conversation.question
    assert question is None or question.key == "offer"


def test_less_pain_means_gently_and_an_offer_too(checkin: Talk) -> None:
    checkin.hear("PainBetter")
    better = checkin.said()[-1]
    checkin.hear("WalkToday")
    checkin.hear("No")
    assert checkin.said()[-1] == better


def test_less_pain_on_a_walk_is_noted_and_the_walk_goes_on(talk: Talk) -> None:
    talk.hear("StartWalk", minutes="10")
    while talk.conversation.question is None:
        talk.wait(1.0)
    talk.finish_speaking()
    talk.hear("PainBetter")
    assert talk.said()[-1] == talk.words("StartWalk", "comfortable")
    assert talk.told(Remember) == [Remember(Note(NoteKind.BETTER))]
    assert talk.doing == "holding"


def test_a_walk_without_a_length_asks_for_it(talk: Talk) -> None:
    talk.hear("StartWalk")
    assert talk.said()[-1] == talk.words("StartWalk", "how_many")
    talk.finish_speaking()
    talk.hear("Number", number="15")
    assert talk.conversation.session is not None
    assert talk.conversation.session.minutes == 15


def test_a_walk_that_is_too_long_is_asked_about(talk: Talk) -> None:
    talk.hear("StartWalk", minutes="500")
    assert talk.said()[-1] == talk.words("StartWalk", "too_long")
    assert talk.conversation.session is None


@pytest.mark.parametrize(
    ("answer", "goes_on"), [("Yes", True), ("No", False), ("PainWorse", False)]
)
def test_a_walk_asks_how_it_is_and_understands(talk: Talk, answer: str, goes_on: bool) -> None:
    talk.hear("StartWalk", minutes="10")
    while talk.conversation.question is None:
        talk.wait(1.0)
    talk.finish_speaking()
    talk.hear(answer)
    assert (talk.conversation.session is not None) == goes_on
    assert talk.doing == ("holding" if goes_on else "idle")


def test_a_walk_goes_on_when_nothing_is_answered(talk: Talk) -> None:
    talk.hear("StartWalk", minutes="10")
    talk.wait_for("idle", longest=1000)
    assert talk.pack.routines["walk"].closing in talk.said()


def test_the_diary_is_erased_only_after_a_yes(pack: Pack) -> None:
    for answer, erased in (("Yes", True), ("No", False), ("OutOfScope", False), ("Thanks", False)):
        talk = Talk(pack, past=Past(empty=False))
        talk.hear("ForgetMe")
        talk.finish_speaking()
        talk.hear(answer)
        assert bool(talk.told(Forget)) == erased


def test_nothing_to_erase_is_said(talk: Talk) -> None:
    talk.hear("ForgetMe")
    assert talk.said() == [talk.words("ForgetMe", "nothing")]


def test_reminders_are_kept_at_the_time_that_was_said(talk: Talk) -> None:
    talk.hear("SetReminder", evening="evening", time="07:30")
    assert talk.told(Remind) == [Remind((Reminder("evening", 19, 30),))]
    talk.hear("SetReminder", morning="morning", evening="evening")
    assert talk.told(Remind)[-1] == Remind((Reminder("morning", 8, 0), Reminder("evening", 20, 0)))


def test_of_two_times_each_belongs_to_the_part_of_the_day_said_with_it(talk: Talk) -> None:
    talk.hear("SetReminder", evening="evening", earlier="09:00", morning="morning", time="07:00")
    assert talk.told(Remind) == [Remind((Reminder("evening", 21, 0), Reminder("morning", 7, 0)))]
    assert "every morning at 7 o'clock and every evening at 9 o'clock" in talk.said()[-1]


def test_an_afternoon_is_no_evening(talk: Talk) -> None:
    talk.hear("SetReminder", time="05:30", afternoon="afternoon")
    talk.hear("SetReminder", afternoon="afternoon")
    assert talk.told(Remind) == [Remind((Reminder("", 17, 30),)), Remind((Reminder("", 15, 0),))]
    assert "in the afternoon" in talk.said()[-1]


def test_two_times_alone_are_two_reminders(talk: Talk) -> None:
    talk.hear("SetReminder", earlier="09:00", time="12:30")
    assert talk.told(Remind) == [Remind((Reminder("", 9, 0), Reminder("", 12, 30)))]


@pytest.mark.parametrize("name", ["Both", "Yes"])
def test_both_is_an_answer_to_when_it_shall_remind(talk: Talk, name: str) -> None:
    talk.hear("SetReminder")
    talk.finish_speaking()
    talk.hear(name)
    assert talk.told(Remind) == [Remind((Reminder("morning", 8, 0), Reminder("evening", 20, 0)))]


def test_of_a_walk_and_a_stretch_both_come_one_after_the_other(talk: Talk) -> None:
    talk.hear("WalkToday")
    for name in ("No", "Both"):
        talk.finish_speaking()
        talk.hear(name)
    assert talk.said()[-1] == talk.words("WalkToday", "which_first")
    assert not talk.told(Remind)


def test_both_out_of_the_blue_sets_nothing(talk: Talk) -> None:
    talk.hear("Both")
    assert talk.said() and not talk.told(Remind)


def test_twelve_in_the_evening_is_midnight_and_in_the_morning_too(talk: Talk) -> None:
    for part in ("evening", "morning"):
        talk.hear("SetReminder", **{part: part}, time="12:30")
        assert talk.told(Remind)[-1] == Remind((Reminder(part, 0, 30),))


@pytest.mark.parametrize("name", ["Louder", "Quieter"])
@pytest.mark.parametrize("interrupted", [False, True])
def test_at_another_loudness_a_question_of_its_own_still_stands(
    pack: Pack, name: str, interrupted: bool
) -> None:
    talk = Talk(pack)
    talk.hear("PainLevel")
    (asked,) = talk.said()
    if not interrupted:
        talk.finish_speaking()
    talk.hear(name)
    talk.finish_speaking()
    if not interrupted:
        assert talk.said()[-1] == asked
    talk.hear("Number", number="6")
    assert talk.told(Remember)


def test_called_by_its_name_in_a_question_it_asks_that_again(pack: Pack) -> None:
    talk = Talk(pack)
    talk.hear("PainLevel")
    (asked,) = talk.said()
    talk.event(Called(talk.now))
    talk.finish_speaking()
    assert talk.said()[-1] == asked


def test_a_reminder_without_a_time_asks_for_one(talk: Talk) -> None:
    talk.hear("SetReminder")
    assert talk.said()[-1] == talk.words("SetReminder", "ask")
    talk.finish_speaking()
    talk.hear("SetReminder", morning="morning")
    assert talk.told(Remind)


def test_a_time_alone_is_said_with_its_part_of_the_day(talk: Talk) -> None:
    for time, part in (("09:30", "morning"), ("12:30", "afternoon"), ("04:00", "afternoon")):
        talk.hear("SetReminder", time=time)
        assert f"in the {part}" in talk.said()[-1]


def test_being_asked_for_a_reminder_it_tells_those_that_are_set(pack: Pack) -> None:
    talk = Talk(pack, past=Past(reminders=(Reminder("morning", 8, 0),)))
    talk.hear("SetReminder")
    assert "every morning at 8 o'clock" in talk.said()[-1]
    assert talk.words("SetReminder", "ask") in talk.said()[-1]


def test_cancelling_drops_what_is_there(pack: Pack) -> None:
    talk = Talk(pack, past=Past(reminders=(Reminder("morning", 8, 0),)))
    talk.hear("CancelReminder", evening="evening")
    assert talk.said()[-1] == talk.words("CancelReminder", "none_then", part="evening")
    talk.hear("CancelReminder", morning="morning")
    assert talk.told(Unremind) == [Unremind((Reminder("morning", 8, 0),))]


def test_a_reminder_at_a_time_is_cancelled_by_the_part_of_the_day_it_is_in(pack: Pack) -> None:
    kept = (Reminder("", 7, 0), Reminder("", 16, 0), Reminder("", 19, 0))
    talk = Talk(pack, past=Past(reminders=kept))
    talk.hear("CancelReminder", morning="morning")
    assert talk.told(Unremind) == [Unremind(kept[:1])]
    assert talk.said()[-1] == talk.words("CancelReminder", "cancelled_one", part="morning")
    talk.hear("CancelReminder", evening="evening")
    assert talk.told(Unremind)[-1] == Unremind(kept[2:])


def test_a_due_reminder_offers_to_guide(talk: Talk) -> None:
    talk.event(Due(0.0, Reminder("morning", 8, 0)))
    talk.finish_speaking()
    talk.hear("Yes")
    assert talk.conversation.session is not None


def test_a_level_is_asked_for_and_noted_against_the_one_before(pack: Pack) -> None:
    talk = Talk(pack, past=Past(level=6, empty=False))
    talk.hear("PainLevel")
    assert talk.said()[-1] == talk.words("PainLevel", "ask")
    talk.finish_speaking()
    talk.hear("Number", number="4")
    assert talk.said()[-1] == talk.words("PainLevel", "down", level=4, before=6)
    assert Remember(Note(NoteKind.LEVEL, level=4)) in talk.told(Remember)


def test_one_reminder_is_cancelled_by_its_time(pack: Pack) -> None:
    kept = (Reminder("morning", 8, 0), Reminder("evening", 19, 30))
    talk = Talk(pack, past=Past(reminders=kept))
    talk.hear("CancelReminder", time="07:30")
    assert talk.told(Unremind) == [Unremind(kept[1:])]
    talk.hear("CancelReminder", time="10:00")
    assert talk.said()[-1] == talk.words("CancelReminder", "none")


def test_two_times_are_for_two_parts_of_the_day(talk: Talk) -> None:
    talk.hear("SetReminder", morning="morning", evening="evening", earlier="07:00", time="09:00")
    kept = (Reminder("morning", 7, 0), Reminder("evening", 21, 0))
    assert talk.told(Remind) == [Remind(kept)]


def test_one_minute_is_a_walks_length_where_that_was_asked_for(pack: Pack) -> None:
    talk = Talk(pack)
    talk.hear("StartWalk")
    talk.finish_speaking()
    found = Templates(pack.templates).match("one minute")
    assert found is not None
    talk.hear(found.name, **found.slots)
    assert talk.conversation.session is not None and talk.conversation.session.minutes == 1


def test_a_long_walk_is_announced_in_hours(pack: Pack) -> None:
    talk = Talk(pack)
    talk.hear("StartWalk", minutes="120")
    assert "together for 2 hours." in talk.said()[-1]
