"""What is said in the middle of a session without being a command: okay, thanks, a count, help."""

from typing import Final

from voiceguide.conversation.guiding import brief
from voiceguide.conversation.knowledge import Knowledge
from voiceguide.conversation.outcome import Outcome, Row, say
from voiceguide.conversation.state import Conversation, Phase
from voiceguide.conversation.steering import pause, resume
from voiceguide.messages.events import Heard
from voiceguide.messages.intents import OUT_OF_SCOPE, UNCHANGED


def _nothing(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """A breath counted aloud needs no answer, nor does a "hm"."""
    return conversation, ()


def _agreed(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """Nobody asked, unless it was whether they are still there."""
    session = conversation.session
    if session is not None and session.phase is Phase.PAUSED and session.prompted:
        return resume(conversation, heard, knowledge)
    return conversation, ()


def _declined(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """Something isn't right, unless they say that nothing is worse: say what can be done about
    it; a pause stays one."""
    session = conversation.session
    if session is not None and session.phase is Phase.PAUSED:
        return pause(conversation, heard, knowledge)
    if UNCHANGED in heard.intent.slots:
        return conversation, ()
    return brief(conversation, heard.now, knowledge.words("No", "guided"))


def _thanked(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """Courtesy, which no instruction is cut for."""
    session = conversation.session
    assert session is not None
    if session.phase is Phase.RUNNING and session.hold_left(heard.now) is None:
        return conversation, ()
    return brief(conversation, heard.now, knowledge.first("Thanks").say)


def _helped(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """What may be said now."""
    return say(conversation, knowledge.words("Help", "guided"))


def _foreign(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """It may have been about a pain that no answer of ours knows of."""
    return say(conversation, knowledge.words(OUT_OF_SCOPE, "guided"))


ASIDES: Final[dict[str, Row]] = {
    "Yes": _agreed,
    "Fine": _agreed,
    "Unsure": _nothing,
    "No": _declined,
    "Number": _nothing,
    "Thanks": _thanked,
}
"""What a session goes on for."""

ANSWERS: Final[dict[str, Row]] = {
    "Help": _helped,
    OUT_OF_SCOPE: _foreign,
}
"""What it waits for, answered otherwise than without a session."""
