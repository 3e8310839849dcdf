"""Beginning a guided routine, and a walk, which needs a length."""

from typing import Final

from voiceguide.conversation.guiding import begin
from voiceguide.conversation.knowledge import Knowledge
from voiceguide.conversation.outcome import Outcome, ask, say
from voiceguide.conversation.state import Conversation
from voiceguide.messages.effects import Tell
from voiceguide.messages.events import Heard

LONGEST_WALK: Final = 120
"""Minutes."""


def start(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """The routine that the intent names."""
    routine = knowledge.started_by(heard.intent.name)
    return begin(conversation, heard.now, routine, knowledge)


def start_stretches(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """All guided stretches."""
    return begin(conversation, heard.now, knowledge.started_by("StartRoutine"), knowledge)


def start_walk(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """A timed walk; ask for how long when that wasn't said."""
    slots = heard.intent.slots
    minutes = int(slots.get("minutes") or slots.get("number") or 0)
    if minutes > LONGEST_WALK:
        return ask(conversation, "minutes", knowledge.words("StartWalk", "too_long"))
    if minutes < 1:
        return ask(conversation, "minutes", knowledge.words("StartWalk", "how_many"))
    return begin(conversation, heard.now, knowledge.started_by("StartWalk"), knowledge, minutes)


def no_length(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """No length was heard, so no walk begins."""
    return say(conversation, knowledge.words("StartWalk", "no_answer"))


def comfortable(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """All is well on the walk, whose clock goes on."""
    return _told(conversation, heard.now, knowledge.words("StartWalk", "comfortable"))


def half_comfortable(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """They can't say: they may go on, more gently."""
    return _told(conversation, heard.now, knowledge.words("StartWalk", "unsure"))


def _told(conversation: Conversation, now: float, words: str) -> Outcome:
    session = conversation.session
    assert session is not None
    left = session.hold_left(now) or 0.0
    return conversation, (Tell(words, None, session.stage(now).name, left),)
