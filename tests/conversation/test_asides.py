"""What is said in the middle of a session, or of a question, without being a command."""

import pytest

from tests.conversation.talk import Talk
from voiceguide.content.pack import Pack
from voiceguide.conversation.dialogues import PATIENCE as ANSWER_PATIENCE
from voiceguide.conversation.guiding import PATIENCE
from voiceguide.messages.effects import Say, Silence
from voiceguide.messages.memory import Past


@pytest.fixture
def talk(pack: Pack) -> Talk:
    return Talk(pack)


@pytest.fixture
def holding(talk: Talk) -> Talk:
    talk.hear("StartChildsPose")
    talk.wait_for("holding")
    talk.finish_speaking()
    return talk


@pytest.fixture
def prompted(holding: Talk) -> Talk:
    """Asked whether they are still there."""
    holding.hear("Pause")
    holding.wait(PATIENCE + 5.0)
    holding.finish_speaking()
    assert holding.said()[-1] == holding.words("Pause", "still_there")
    return holding


@pytest.mark.parametrize("name", ["Yes", "Fine", "Number", "Unsure"])
def test_an_okay_and_a_count_leave_the_session_be(holding: Talk, name: str) -> None:
    assert holding.hear(name) == ()
    assert holding.doing == "holding"


@pytest.mark.parametrize("name", ["Yes", "Thanks"])
def test_courtesy_cuts_no_instruction(talk: Talk, name: str) -> None:
    talk.hear("StartChildsPose")
    assert talk.hear(name) == ()
    assert talk.doing == "telling"


def test_thanks_in_a_hold_are_answered_while_it_goes_on(holding: Talk) -> None:
    (answer,) = holding.hear("Thanks")
    assert isinstance(answer, Say)
    assert holding.doing == "holding"


def test_hm_to_still_there_goes_on_with_nothing(prompted: Talk) -> None:
    assert prompted.hear("Unsure") == ()
    assert prompted.doing == "paused"


@pytest.mark.parametrize("name", ["Yes", "Fine"])
def test_yes_i_am_still_there_goes_on(prompted: Talk, name: str) -> None:
    prompted.hear(name)
    prompted.finish_speaking()
    prompted.wait(1.0)
    assert prompted.doing == "holding"


def test_an_okay_to_a_pause_leaves_it_one(holding: Talk) -> None:
    holding.hear("Pause")
    assert holding.hear("Yes") == ()
    assert holding.doing == "paused"


def test_no_to_still_there_is_a_pause_that_asks_again(prompted: Talk) -> None:
    prompted.hear("No")
    prompted.wait(PATIENCE + 5.0)
    assert prompted.doing == "paused"
    assert prompted.said()[-1] == prompted.words("Pause", "still_there")


def test_a_second_pause_says_that_it_is_one_already(holding: Talk) -> None:
    holding.hear("Pause")
    holding.hear("Pause")
    assert holding.said()[-1] == holding.words("Pause", "already")


def test_help_in_a_session_names_its_commands(holding: Talk) -> None:
    holding.hear("Help")
    assert holding.said()[-1] == holding.words("Help", "guided")
    holding.finish_speaking()
    holding.finish_speaking()
    assert holding.doing == "holding"


@pytest.mark.parametrize("name", ["Slower", "Faster"])
def test_on_a_walk_nobody_is_told_of_breaths(talk: Talk, name: str) -> None:
    talk.hear("StartWalk", minutes="10")
    talk.wait_for("holding")
    left = talk.hold_left
    talk.hear(name)
    assert talk.said()[-1] == talk.words(name, "own_pace")
    assert talk.hold_left == left


@pytest.mark.parametrize(
    ("name", "slots"),
    [("PainMoved", {"place": "left leg"}), ("PainChanged", {}), ("PainLevel", {"level": "6"})],
)
def test_a_change_for_the_worse_says_that_it_stopped_and_the_way_out(
    pack: Pack, name: str, slots: dict[str, str]
) -> None:
    talk = Talk(pack, past=Past(level=4, empty=False))
    talk.hear("StartChildsPose")
    talk.wait_for("holding")
    session = talk.conversation.session
    assert session is not None
    hurts = session.stage(talk.now).hurts
    talk.hear(name, **slots)
    assert talk.said()[-1].startswith(talk.words("PainWorse", "stopped", hurts=hurts))
    assert "doctor" in talk.said()[-1]


def test_a_yes_to_the_check_in_on_a_walk_ends_the_walk(talk: Talk) -> None:
    talk.hear("StartWalk", minutes="10")
    talk.wait_for("holding")
    talk.hear("WalkToday")
    talk.hear("Yes")
    assert talk.doing == "idle"
    assert talk.words("WalkToday", "yes") in talk.said()[-1]


def test_a_no_to_it_offers_no_second_session(holding: Talk) -> None:
    holding.hear("WalkToday")
    holding.hear("No")
    assert holding.said()[-1] == holding.words("WalkToday", "no")
    assert holding.conversation.question is None
    holding.wait_for("holding")


def test_wait_silences_an_answer(talk: Talk) -> None:
    talk.hear("WalkingOk")
    assert talk.hear("Pause") == (Silence(),)


def test_going_on_after_it_begins_with_what_was_cut(talk: Talk) -> None:
    talk.hear("WalkingOk")
    talk.hear("Pause")
    talk.hear("Resume")
    first, again = talk.said()
    assert first == again


def test_wait_gives_time_for_an_answer(talk: Talk) -> None:
    talk.hear("WalkToday")
    talk.finish_speaking()
    talk.wait(ANSWER_PATIENCE - 1.0)
    assert talk.hear("Pause") == (Silence(),)
    talk.wait(59.0)
    assert talk.said() == [talk.words("WalkToday", "ask")]
    talk.wait(2.0)
    assert talk.said()[-1] == talk.words("WalkToday", "ask_again")


def test_with_no_more_to_tell_there_is_nothing_to_go_on_with(talk: Talk) -> None:
    talk.hear("Resume")
    assert talk.said()[-1] == talk.pack.answers.responses["Resume"].parts[0].say


def test_what_is_not_understood_in_a_session_is_told_how_to_stop(holding: Talk) -> None:
    holding.hear("OutOfScope")
    assert holding.said()[-1] == holding.words("OutOfScope", "guided")
    holding.finish_speaking()
    assert holding.doing == "holding"


@pytest.mark.parametrize(
    ("name", "response", "variant"),
    [("Unsure", "StartWalk", "unsure"), ("OutOfScope", "OutOfScope", "guided")],
)
def test_no_half_hearted_answer_on_a_walk_goes_without_a_word(
    talk: Talk, name: str, response: str, variant: str
) -> None:
    talk.hear("StartWalk", minutes="10")
    talk.wait_for("holding")
    talk.wait(182.0)
    assert talk.conversation.question is not None
    talk.hear(name)
    assert talk.said()[-1] == talk.words(response, variant)
    talk.finish_speaking()
    assert talk.doing == "holding"


def test_a_no_in_a_pause_says_that_it_is_one(holding: Talk) -> None:
    holding.hear("Pause")
    holding.hear("No")
    assert holding.said()[-1] == holding.words("Pause", "already")


def test_whoever_asked_something_is_asked_again_before_it_ends(prompted: Talk) -> None:
    prompted.hear("TimeLeft")
    prompted.wait(PATIENCE + 5.0)
    assert prompted.doing == "paused"
    assert prompted.said()[-1] == prompted.words("Pause", "still_there")
