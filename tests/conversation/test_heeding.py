"""What was meant for it, in every mode and asleep."""

from dataclasses import replace
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conversation.overheard import (
    ASKING,
    IDLE,
    MODES,
    NOW,
    REPLIES,
    SPEAKING,
    STEERING,
    SURENESS,
    TALKING,
    attending,
    heard,
)
from voiceguide.conversation.attention import Attention, Mode
from voiceguide.conversation.heeding import NEEDED, SHORT, Claim, heeded
from voiceguide.conversation.state import Conversation
from voiceguide.messages.intents import EMERGENCY, OUT_OF_SCOPE, Engine


@pytest.mark.parametrize("name", REPLIES)
def test_a_reply_to_nothing_is_nothing_however_sure(name: str) -> None:
    assert not heeded(IDLE, heard(name, inf))


@pytest.mark.parametrize("asleep", [False, True])
@pytest.mark.parametrize("mode", MODES)
def test_a_call_for_help_is_heard_in_every_mode_and_asleep(mode: Mode, asleep: bool) -> None:
    conversation = attending(IDLE, mode=mode, asleep=asleep)
    assert heeded(conversation, heard(EMERGENCY, NEEDED[Claim.EMERGENCY].alone))


@pytest.mark.parametrize("asleep", [False, True])
@pytest.mark.parametrize("mode", MODES)
def test_what_means_about_the_same_is_heard_too_but_must_be_clear_among_others(
    mode: Mode, asleep: bool
) -> None:
    conversation = attending(IDLE, mode=mode, asleep=asleep)

    def is_heard(crowd: float, engine: Engine) -> bool:
        sureness = NEEDED[Claim.EMERGENCY].among(crowd, False, SHORT, None)
        return heeded(conversation, heard(EMERGENCY, sureness, crowd=crowd, engine=engine))

    assert is_heard(0.0, Engine.RED_FLAG) and is_heard(0.0, Engine.NEAREST)
    assert is_heard(1.0, Engine.RED_FLAG) and not is_heard(1.0, Engine.NEAREST)


@pytest.mark.parametrize("asleep", [False, True])
@pytest.mark.parametrize("mode", MODES)
def test_stop_is_heard_in_every_mode_and_asleep(
    session: Conversation, mode: Mode, asleep: bool
) -> None:
    for busy in (SPEAKING, session, ASKING.after(speaking=True)):
        conversation = attending(busy, mode=mode, asleep=asleep)
        assert heeded(conversation, heard("Stop", NEEDED[Claim.STOP].alone))


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", ["NextStep", "Pause", "Louder", "TimeLeft", "PainMedication"])
def test_a_session_is_open_in_every_mode(session: Conversation, mode: Mode, name: str) -> None:
    assert heeded(attending(session, mode=mode), heard(name))


@pytest.mark.parametrize("mode", [Mode.WAKE, Mode.PUSH])
@pytest.mark.parametrize("conversation", [IDLE, SPEAKING])
def test_outside_one_and_uncalled_the_other_modes_hear_only_that(
    conversation: Conversation, mode: Mode
) -> None:
    for name in ("WalkAmount", "StartChildsPose", "Louder", OUT_OF_SCOPE):
        assert not heeded(attending(conversation, mode=mode), heard(name))


@pytest.mark.parametrize("mode", MODES)
def test_a_refusal_is_only_for_someone_who_talks_with_it(mode: Mode) -> None:
    window = attending(IDLE, mode=mode, until=NOW)
    assert heeded(window, heard(OUT_OF_SCOPE))
    assert not heeded(attending(window, until=NOW - 0.1), heard(OUT_OF_SCOPE))


@pytest.mark.parametrize("conversation", [IDLE, SPEAKING, TALKING])
def test_asleep_it_hears_nothing_but_safety_and_its_name(conversation: Conversation) -> None:
    asleep = attending(conversation, asleep=True)
    for name in ("WalkAmount", "Yes", "Louder", "StopListening", OUT_OF_SCOPE):
        assert not heeded(asleep, heard(name))
        assert heeded(asleep, heard(name, woken=True))


def test_asleep_it_hears_the_answer_to_what_it_asks() -> None:
    asleep = attending(ASKING, asleep=True)
    assert heeded(asleep, heard("Yes", NEEDED[Claim.ANSWER].alone))
    assert not heeded(asleep, heard("WalkAmount", inf))


def test_asleep_in_a_session_it_hears_a_cry_of_pain(session: Conversation) -> None:
    asleep = attending(session, asleep=True)
    assert heeded(asleep, heard("PainWorse", NEEDED[Claim.PAIN].alone))
    assert not heeded(asleep, heard("NextStep", inf))


SITUATION = st.tuples(
    st.sampled_from([IDLE, SPEAKING, ASKING, TALKING]),
    st.builds(
        Attention, st.sampled_from(MODES), st.booleans(), st.sampled_from([-inf, NOW - 1, NOW + 1])
    ),
).map(lambda both: both[0].after(attention=both[1]))
NAMES = st.sampled_from([*REPLIES, *STEERING, "Stop", EMERGENCY, "WalkAmount"])


@given(SITUATION, NAMES, SURENESS, st.floats(0, 30), st.booleans(), st.floats(0, 1))
def test_surer_alone_or_by_name_it_is_never_heeded_less(
    there: Conversation, name: str, sureness: float, more: float, woken: bool, crowd: float
) -> None:
    if heeded(there, heard(name, sureness, woken=woken, crowd=crowd)):
        assert heeded(there, heard(name, sureness + more, woken=woken, crowd=crowd))
        assert heeded(there, heard(name, sureness, woken=woken, crowd=crowd / 2))
        assert heeded(there, heard(name, sureness, woken=True, crowd=crowd))


@given(SITUATION, NAMES, SURENESS)
def test_what_is_typed_is_always_heeded(there: Conversation, name: str, sureness: float) -> None:
    assert heeded(there, replace(heard(name, sureness), called=True))


@given(SITUATION, NAMES)
def test_after_its_name_everything_is_heeded_that_was_heard_clearly(
    there: Conversation, name: str
) -> None:
    assert heeded(there, heard(name, NEEDED[Claim.CALLED].alone, woken=True))


def test_a_wake_word_that_is_hardly_there_calls_nobody() -> None:
    assert not heeded(IDLE, heard("WalkAmount", NEEDED[Claim.CALLED].alone - 0.01, woken=True))
