"""Which answers to a question count only word for word, and what stands for another meanwhile."""

import pytest

from tests.conversation.talk import Talk
from voiceguide.content.pack import Pack
from voiceguide.conversation.dialogues import DIALOGUES
from voiceguide.messages.effects import Forget, Remember, Remind, Tell
from voiceguide.messages.events import Due, Heard
from voiceguide.messages.intents import Engine, Intent
from voiceguide.messages.memory import Note, NoteKind, Past, Reminder


@pytest.fixture
def talk(pack: Pack) -> Talk:
    return Talk(pack, past=Past(empty=False))


def asked(talk: Talk, name: str, **slots: str) -> Talk:
    """After our question, which that intent leads to."""
    talk.hear(name, **slots)
    talk.finish_speaking()
    assert talk.conversation.question is not None
    return talk


def nearly(talk: Talk, name: str) -> None:
    """Hear what only means about the same."""
    talk.event(Heard(talk.now, Intent(name, 0.9, Engine.NEAREST)))
    talk.finish_speaking()


@pytest.fixture
def due(talk: Talk) -> Talk:
    talk.event(Due(talk.now, Reminder("", 15, 0)))
    talk.finish_speaking()
    return talk


@pytest.fixture
def on_a_walk(talk: Talk) -> Talk:
    talk.hear("StartWalk", minutes="10")
    while talk.conversation.question is None:
        talk.wait(1.0)
    talk.finish_speaking()
    return talk


def test_what_is_nearly_a_yes_erases_nothing(talk: Talk) -> None:
    nearly(asked(talk, "ForgetMe"), "Yes")
    assert talk.said()[-1] == talk.words("ForgetMe", "ask_again")
    nearly(talk, "Yes")
    assert talk.said()[-1] == talk.words("ForgetMe", "no_answer")
    assert not talk.told(Forget)


@pytest.mark.parametrize("name", ["Unsure", "Fine"])
def test_neither_does_hm(talk: Talk, name: str) -> None:
    asked(talk, "ForgetMe").hear(name)
    assert not talk.told(Forget)


@pytest.mark.parametrize("name", ["No", "Fine"])
def test_what_is_nearly_a_no_gets_the_careful_advice(talk: Talk, name: str) -> None:
    nearly(asked(talk, "WalkToday"), name)
    assert talk.said()[-1] == talk.pack.answers.responses["WalkToday"].parts[0].say
    assert not talk.told(Remember)


def test_nearly_a_yes_is_enough_to_be_careful(talk: Talk) -> None:
    nearly(asked(talk, "WalkToday"), "Yes")
    assert talk.told(Remember) == [Remember(Note(NoteKind.CHANGED))]


def test_who_is_fine_has_no_new_pain(talk: Talk) -> None:
    asked(talk, "WalkToday").hear("Fine")
    assert talk.words("WalkToday", "no") in talk.said()[-1]
    assert not talk.told(Remember)


def test_a_bare_fine_may_be_either(talk: Talk) -> None:
    asked(talk, "WalkToday").hear("Yes", fine="fine")
    assert talk.said()[-1] == talk.pack.answers.responses["WalkToday"].parts[0].say
    assert not talk.told(Remember)


def test_who_is_fine_on_a_walk_is_comfortable(on_a_walk: Talk) -> None:
    on_a_walk.hear("Fine")
    assert on_a_walk.said()[-1] == on_a_walk.words("StartWalk", "comfortable")
    assert on_a_walk.doing == "holding"


def test_who_is_fine_needs_no_stretch(due: Talk) -> None:
    due.hear("Fine")
    assert due.conversation.session is None and due.conversation.question is None


def test_hm_to_a_reminder_leaves_it_open(due: Talk) -> None:
    due.hear("Unsure")
    assert due.conversation.session is None
    due.wait(3.0)
    due.hear("Yes")
    assert due.conversation.session is not None


def test_a_minute_to_answer_is_a_minute(due: Talk) -> None:
    due.hear("Pause")
    due.wait(55.0)
    due.hear("Yes")
    assert due.conversation.session is not None


def test_and_no_more(due: Talk) -> None:
    due.hear("Pause")
    due.wait(61.0)
    assert due.conversation.question is None


def test_a_minute_of_it_needs_no_wake_word(due: Talk) -> None:
    due.hear("Pause")
    assert due.conversation.attention.until == due.now + 60.0


def test_one_minute_is_a_length_where_one_is_asked_for(talk: Talk) -> None:
    asked(talk, "StartWalk").hear("Pause", minutes="1")
    assert talk.conversation.session is not None and talk.conversation.session.minutes == 1


def test_only_word_for_word(talk: Talk) -> None:
    asked(talk, "StartWalk")
    slots = {"minutes": "1"}
    talk.event(Heard(talk.now, Intent("Pause", 0.9, Engine.NEAREST, slots)))
    assert talk.conversation.session is None and talk.conversation.question is not None


def test_and_a_moment_elsewhere(talk: Talk) -> None:
    asked(talk, "ForgetMe").hear("Pause", minutes="1")
    assert talk.conversation.question is not None and talk.conversation.session is None


def test_none_is_a_level_of_nought(talk: Talk) -> None:
    asked(talk, "PainLevel").hear("No", level="0")
    assert talk.told(Remember) == [Remember(Note(NoteKind.LEVEL, level=0))]


def test_a_time_of_day_is_no_level(talk: Talk) -> None:
    asked(talk, "PainLevel").hear("Number", time="09:00")
    assert not talk.told(Remind) and not talk.told(Remember)
    assert talk.conversation.question is not None
    talk.hear("Number", number="6", time="05:55")
    assert talk.told(Remember) == [Remember(Note(NoteKind.LEVEL, level=6))]


def test_it_tells_when_to_remind(talk: Talk) -> None:
    asked(talk, "SetReminder").hear("Number", time="07:30")
    assert talk.told(Remind) == [Remind((Reminder("", 7, 30),))]


def test_who_asks_what_on_a_walk_walks_on(on_a_walk: Talk) -> None:
    left, since = on_a_walk.hold_left, on_a_walk.now
    on_a_walk.hear("Repeat")
    assert on_a_walk.said()[-1] == "Still comfortable?"
    on_a_walk.finish_speaking()
    asked_at = on_a_walk.now
    on_a_walk.wait(20.0)
    assert on_a_walk.doing == "holding" and on_a_walk.conversation.question is not None
    assert left is not None and on_a_walk.hold_left is not None
    counted = left - on_a_walk.hold_left
    assert counted == pytest.approx(on_a_walk.now - asked_at, abs=0.1)
    assert asked_at - since < 2.0
    on_a_walk.hear("Yes")
    assert isinstance(on_a_walk.effects[-1][1], Tell)


def test_certain_answers_are_answers() -> None:
    for dialogue in DIALOGUES.values():
        assert dialogue.certain <= set(dialogue.answers)


def test_slots_of_answers_exist(pack: Pack) -> None:
    for dialogue in DIALOGUES.values():
        for name, slot in dialogue.slots:
            assert slot in pack.intents[name].slots
