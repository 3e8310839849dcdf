"""What an utterance claims to be, in every state."""

import pytest

from tests.conversation.overheard import ASKING, IDLE, REPLIES, SPEAKING, STEERING, TALKING, heard
from voiceguide.conversation.dialogues import DIALOGUES
from voiceguide.conversation.heeding import NEEDED, Claim, claimed
from voiceguide.conversation.state import Conversation
from voiceguide.messages.events import Heard
from voiceguide.messages.intents import DISCOMFORT, EMERGENCY, OUT_OF_SCOPE, Engine, Intent


@pytest.mark.parametrize(
    ("conversation", "name", "claim"),
    [
        *((one, EMERGENCY, Claim.EMERGENCY) for one in (IDLE, SPEAKING, ASKING, TALKING)),
        (SPEAKING, "Stop", Claim.STOP),
        (ASKING.after(speaking=True), "Stop", Claim.STOP),
        *((SPEAKING, name, Claim.STEERING) for name in STEERING),
        *((ASKING, name, Claim.ANSWER) for name in DIALOGUES["checkin"].answers),
        (SPEAKING, "PainWorse", Claim.PAIN),
        (IDLE, "PainWorse", Claim.UNEXPECTED),
        (SPEAKING, DISCOMFORT, Claim.POINTLESS),
        (IDLE, DISCOMFORT, Claim.POINTLESS),
        (TALKING, DISCOMFORT, Claim.REFUSED),
        (ASKING, "Stop", Claim.EXPECTED),
        (ASKING, "Number", Claim.EXPECTED),
        (ASKING, "WalkAmount", Claim.EXPECTED),
        (ASKING, OUT_OF_SCOPE, Claim.REFUSED),
        (TALKING, OUT_OF_SCOPE, Claim.REFUSED),
        (TALKING, "", Claim.REFUSED),
        *((TALKING, name, Claim.EXPECTED) for name in [*STEERING, "Yes", "Thanks", "WalkAmount"]),
        *((IDLE, name, Claim.POINTLESS) for name in [*REPLIES, "Goodbye"]),
        *((IDLE, name, Claim.UNASKED) for name in [*STEERING, "Stop"]),
        (SPEAKING, "Yes", Claim.POINTLESS),
        (IDLE, "WalkAmount", Claim.UNEXPECTED),
        (IDLE, "StartChildsPose", Claim.UNEXPECTED),
        (SPEAKING, "WalkAmount", Claim.UNEXPECTED),
        (IDLE, "AnotherStretch", Claim.UNEXPECTED),
    ],
)
def test_what_it_claims_to_be(conversation: Conversation, name: str, claim: Claim) -> None:
    assert claimed(conversation, heard(name)) is claim


@pytest.mark.parametrize(
    ("conversation", "name", "claim"),
    [
        (SPEAKING, "Stop", Claim.STOP),
        (IDLE, EMERGENCY, Claim.EMERGENCY),
        (ASKING, "Yes", Claim.ANSWER),
        *((IDLE, name, Claim.CALLED) for name in ["WalkAmount", "Stop", "Yes", OUT_OF_SCOPE, ""]),
        (SPEAKING, "Louder", Claim.CALLED),
        (TALKING, "WalkAmount", Claim.CALLED),
    ],
)
def test_what_it_claims_to_be_after_the_wake_word(
    conversation: Conversation, name: str, claim: Claim
) -> None:
    assert claimed(conversation, heard(name, woken=True)) is claim


def test_what_only_means_stop_must_be_clearer_among_others(session: Conversation) -> None:
    assert claimed(session, heard("Stop", engine=Engine.NEAREST)) is Claim.STOPPING
    also_said_to_others = Heard(0.0, Intent("Stop", 1.0, Engine.TEMPLATE, {"casual": "casual"}))
    assert claimed(session, also_said_to_others) is Claim.STOPPING
    alike, told = NEEDED[Claim.STOPPING], NEEDED[Claim.STOP]
    assert alike.alone == told.alone and alike.crowded > told.crowded


def test_in_a_session_commands_steer_it(session: Conversation) -> None:
    assert claimed(session, heard("Stop")) is Claim.STOP
    assert claimed(session, heard("PainWorse")) is Claim.PAIN
    for name in [*STEERING, "AnotherStretch"]:
        assert claimed(session, heard(name)) is Claim.STEERING
    assert claimed(session, heard("Yes")) is Claim.POINTLESS
    assert claimed(session, heard("WalkAmount")) is Claim.UNEXPECTED


def test_pain_elsewhere_is_heard_in_a_session_asleep_or_not(session: Conversation) -> None:
    assert claimed(session, heard(DISCOMFORT)) is Claim.PAIN
