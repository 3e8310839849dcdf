"""The sound was away and is back: what is said, and where a session goes on."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conversation.talk import Talk
from voiceguide.content.files import data_folder
from voiceguide.content.pack import Pack, read_pack
from voiceguide.conversation.guiding import PATIENCE
from voiceguide.conversation.lengths import spoken_length
from voiceguide.messages.effects import Say
from voiceguide.messages.events import Returned
from voiceguide.messages.memory import NoteKind


@pytest.fixture
def talk(pack: Pack) -> Talk:
    return Talk(pack)


def back(talk: Talk, away: float = 3.0) -> str:
    """What is said when the sound is back."""
    (said,) = talk.event(Returned(talk.now, away))
    assert isinstance(said, Say)
    return said.text


def listening(talk: Talk) -> str:
    return talk.words("_sound", "back")


def holding(talk: Talk) -> float:
    """Ten seconds into a hold; the seconds that are left."""
    talk.hear("StartChildsPose")
    talk.wait_for("holding")
    talk.wait(10.0)
    talk.finish_speaking()
    assert talk.hold_left is not None
    return talk.hold_left


def test_out_of_a_session_it_says_that_it_listens(talk: Talk) -> None:
    assert back(talk) == listening(talk)
    talk.finish_speaking()
    assert talk.doing == "idle"


def test_told_to_stop_listening_it_says_no_such_thing(talk: Talk) -> None:
    talk.hear("StopListening")
    talk.finish_speaking()
    assert back(talk) == talk.words("_sound", "back_asleep")


def test_an_answer_that_was_cut_is_given_again(talk: Talk) -> None:
    (answer,) = (one for one in talk.hear("Emergency") if isinstance(one, Say))
    talk.wait(1.0)
    assert back(talk) == f"{listening(talk)} {answer.text}"
    talk.finish_speaking()
    assert back(talk) == listening(talk)


def test_a_question_is_asked_again_and_its_answer_counts(talk: Talk) -> None:
    talk.hear("WalkToday")
    assert talk.conversation.question is not None
    words = talk.conversation.question.words
    assert back(talk) == f"{listening(talk)} {words}"
    talk.finish_speaking()
    talk.hear("No")
    assert talk.conversation.question is None or talk.conversation.question.words != words


def test_a_hold_goes_on_where_it_stood(talk: Talk) -> None:
    left = holding(talk)
    assert back(talk) == listening(talk)
    talk.wait_for("returning")
    name = talk.conversation.standing(talk.now)
    assert name is not None
    words = talk.words("Resume", "back_left", name=name.step, left=spoken_length(left))
    assert talk.said()[-1] == words
    talk.wait_for("holding")
    assert talk.hold_left == pytest.approx(left, abs=0.1)


def test_after_a_long_time_it_waits_to_be_told(talk: Talk) -> None:
    left = holding(talk)
    assert back(talk, PATIENCE) == f"{listening(talk)} {talk.words('Pause', 'paused')}"
    talk.wait(60.0)
    assert talk.doing == "paused"
    talk.hear("Resume")
    talk.wait_for("holding")
    assert talk.hold_left == pytest.approx(left, abs=0.1)


def test_a_pause_stays_a_pause(talk: Talk) -> None:
    holding(talk)
    talk.hear("Pause")
    talk.finish_speaking()
    back(talk)
    talk.wait(60.0)
    assert talk.doing == "paused"


def test_an_answer_in_a_session_is_given_again(talk: Talk) -> None:
    holding(talk)
    (answer,) = (one for one in talk.hear("WalkOrRest") if isinstance(one, Say))
    assert back(talk) == f"{listening(talk)} {answer.text}"
    talk.wait_for("holding")


PACK = read_pack(data_folder("intents"))


@settings(max_examples=10)
@given(st.lists(st.tuples(st.floats(0.1, 60.0), st.floats(0.0, 100.0)), max_size=5))
def test_a_session_that_loses_its_sound_still_comes_to_its_end(
    losses: list[tuple[float, float]],
) -> None:
    talk = Talk(PACK, tick=0.2)
    talk.hear("StartChildsPose")
    for after, away in losses:
        talk.wait(after)
        back(talk, away)
    talk.wait_for("idle", longest=1200)
    (noted,) = (
        note for _, effect in talk.effects if (note := getattr(effect, "note", None)) is not None
    )
    assert (noted.kind, noted.finished) == (NoteKind.SESSION, True)
