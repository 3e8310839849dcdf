"""Whom it listens to: called by name, by a key, by a question of its own, or not at all."""

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conversation.talk import Talk
from voiceguide.content.pack import Pack
from voiceguide.conversation.attention import FOLLOW_UP, FOLLOW_UP_QUESTION, Attention, Mode
from voiceguide.conversation.guiding import PATIENCE
from voiceguide.conversation.heeding import heeded
from voiceguide.conversation.state import Conversation
from voiceguide.messages.effects import Say
from voiceguide.messages.events import Called, Due, Heard
from voiceguide.messages.intents import Engine, Intent
from voiceguide.messages.memory import Reminder

MODES = list(Mode)
QUESTION = "WalkAmount"
SURE = 10.0


@pytest.fixture
def room(pack: Pack) -> "Room":
    return Room(pack)


class Room(Talk):
    """A conversation in which only what is heeded is heard, as live."""

    def in_mode(self, mode: Mode) -> "Room":
        self.conversation = Conversation(attention=Attention(mode))
        return self

    def overhear(self, name: str, woken: bool = False) -> bool:
        """Whether that was taken as said to it; then it was answered too."""
        intent = Intent(name, 1.0, Engine.TEMPLATE)
        heard = Heard(self.now, intent, called=False, woken=woken, sureness=SURE)
        heed = heeded(self.conversation, heard)
        if heed:
            self.event(heard)
        return heed


def test_the_wake_word_alone_is_answered_and_opens_a_window(room: Room) -> None:
    room.in_mode(Mode.WAKE)
    assert not room.overhear(QUESTION)
    (listening,) = room.event(Called(room.now))
    assert isinstance(listening, Say) and listening.text
    room.finish_speaking()
    room.wait(FOLLOW_UP - 0.1)
    assert room.overhear(QUESTION)


def test_the_window_closes(room: Room) -> None:
    room.in_mode(Mode.WAKE)
    room.event(Called(room.now))
    room.finish_speaking()
    room.wait(FOLLOW_UP + 0.1)
    assert not room.overhear(QUESTION)


def test_a_key_is_answered_by_listening(room: Room) -> None:
    room.in_mode(Mode.PUSH)
    assert room.event(Called(room.now, answer=False)) == ()
    room.wait(FOLLOW_UP - 0.1)
    assert room.overhear(QUESTION)


def test_with_the_wake_word_in_front_a_sentence_is_heard_in_every_mode(room: Room) -> None:
    for mode in MODES:
        assert room.in_mode(mode).overhear(QUESTION, woken=True)


def test_after_an_answer_the_next_question_needs_no_wake_word(room: Room) -> None:
    room.in_mode(Mode.WAKE).overhear(QUESTION, woken=True)
    room.finish_speaking()
    room.wait(FOLLOW_UP - 0.1)
    assert room.overhear(QUESTION)
    room.finish_speaking()
    room.wait(FOLLOW_UP + 0.1)
    assert not room.overhear(QUESTION)


def test_after_an_answer_a_push_is_needed_again(room: Room) -> None:
    room.in_mode(Mode.PUSH)
    room.event(Called(room.now, answer=False))
    assert room.overhear(QUESTION)
    room.finish_speaking()
    room.wait(FOLLOW_UP)
    assert not room.overhear(QUESTION)


@pytest.mark.parametrize("mode", MODES)
def test_a_question_of_its_own_may_be_answered_in_every_mode(room: Room, mode: Mode) -> None:
    room.in_mode(mode).overhear("WalkToday", woken=True)
    assert room.conversation.question is not None
    room.finish_speaking()
    room.wait(5)
    assert room.overhear("No")


@pytest.mark.parametrize("mode", MODES)
def test_told_to_stop_listening_it_says_how_it_is_called_and_hears_nothing_else(
    room: Room, pack: Pack, mode: Mode
) -> None:
    room.in_mode(mode).overhear("StopListening", woken=True)
    assert room.said() == [pack.answers.responses["StopListening"].parts[0].say]
    room.finish_speaking()
    room.wait(1)
    for name in ("WalkAmount", "Yes", "Louder", "StartChildsPose", "OutOfScope", ""):
        assert not room.overhear(name)
    assert room.overhear("Emergency")


@pytest.mark.parametrize("mode", MODES)
def test_the_wake_word_alone_ends_that(room: Room, mode: Mode) -> None:
    room.in_mode(mode).overhear("StopListening", woken=True)
    room.finish_speaking()
    room.event(Called(room.now))
    assert room.overhear(QUESTION)


def test_the_wake_word_in_front_of_a_sentence_ends_that_too(room: Room) -> None:
    room.overhear("StopListening", woken=True)
    room.finish_speaking()
    assert room.overhear("WalkToday", woken=True)
    room.finish_speaking()
    room.wait(1)
    assert room.overhear("No")


def test_told_by_name_to_stop_listening_it_does(room: Room) -> None:
    room.overhear("StopListening", woken=True)
    assert room.conversation.attention.asleep


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("answer", ["Yes", "No"])
def test_a_reminder_breaks_its_silence_and_may_be_answered(
    room: Room, mode: Mode, answer: str
) -> None:
    room.in_mode(mode).overhear("StopListening", woken=True)
    room.finish_speaking()
    room.wait(3600)
    room.event(Due(room.now, Reminder("evening", 20, 0)))
    room.finish_speaking()
    room.wait(2)
    assert not room.overhear(QUESTION)
    assert room.overhear(answer)
    guided = room.conversation.session is not None
    assert guided == (answer == "Yes")
    assert room.conversation.attention.asleep != guided
    assert room.overhear("Pause") == guided


@pytest.fixture
def asleep_in_a_pause(room: Room) -> Room:
    """Paused, told to stop listening, and asked whether they are still there."""
    room.event(Heard(room.now, Intent("StartChildsPose", 1.0, Engine.TEMPLATE)))
    room.wait_for("holding")
    for name in ("Pause", "StopListening"):
        assert room.overhear(name)
        room.finish_speaking()
    assert not room.overhear("Resume")
    room.wait(PATIENCE + 5)
    assert room.said()[-1] == room.words("Pause", "still_there")
    room.wait(60)
    assert room.conversation.attention.asleep
    return room


@pytest.mark.parametrize("answer", ["Resume", "Yes"])
def test_asleep_in_a_pause_it_asks_and_whoever_goes_on_is_listened_to(
    asleep_in_a_pause: Room, answer: str
) -> None:
    assert asleep_in_a_pause.overhear(answer)
    asleep_in_a_pause.finish_speaking()
    assert asleep_in_a_pause.doing == "holding"
    assert asleep_in_a_pause.overhear("Pause")


def test_asleep_in_a_pause_a_no_is_told_how_to_go_on_and_may(asleep_in_a_pause: Room) -> None:
    assert asleep_in_a_pause.overhear("No")
    assert asleep_in_a_pause.said()[-1] == asleep_in_a_pause.words("Pause", "paused")
    asleep_in_a_pause.finish_speaking()
    assert asleep_in_a_pause.overhear("Resume")


def test_asleep_in_a_pause_it_may_be_stopped_and_sleeps_on(asleep_in_a_pause: Room) -> None:
    assert asleep_in_a_pause.overhear("Stop")
    assert asleep_in_a_pause.doing == "idle"
    assert asleep_in_a_pause.conversation.attention.asleep


def test_asleep_in_a_pause_it_hears_nothing_but_the_answer(asleep_in_a_pause: Room) -> None:
    for name in (QUESTION, "NextStep", "Louder", "Thanks", "OutOfScope"):
        assert not asleep_in_a_pause.overhear(name)


@pytest.mark.parametrize("mode", [Mode.WAKE, Mode.PUSH])
def test_after_a_session_that_guided_on_by_itself_nobody_is_talking_with_it(
    room: Room, mode: Mode
) -> None:
    room.in_mode(mode).overhear("StartChildsPose", woken=True)
    room.wait_for("holding")
    room.finish_speaking()
    room.wait(FOLLOW_UP + FOLLOW_UP)
    assert room.conversation.attention.until < room.now


TIMES = st.floats(0, 1000)
ATTENTIONS = st.builds(
    Attention, st.sampled_from(MODES), st.booleans(), st.one_of(st.just(-inf), TIMES)
)


@given(ATTENTIONS, TIMES, st.booleans())
def test_its_own_words_never_wake_it_nor_close_a_window(
    attention: Attention, now: float, asked: bool
) -> None:
    after = attention.spoken(now, asked)
    assert after.asleep == attention.asleep
    assert after.mode is attention.mode
    assert after.until >= attention.until


@given(ATTENTIONS, TIMES)
def test_a_question_is_waited_for_longer(attention: Attention, now: float) -> None:
    asked, told = attention.spoken(now, asked=True), attention.spoken(now, asked=False)
    assert asked.until >= told.until
    if not attention.asleep:
        assert asked.until >= now + FOLLOW_UP_QUESTION


@given(ATTENTIONS, TIMES)
def test_called_it_is_awake_in_the_same_mode(attention: Attention, now: float) -> None:
    assert attention.called(now) == Attention(attention.mode, False, now + FOLLOW_UP)
    assert attention.sent_to_sleep() == Attention(attention.mode, True)
