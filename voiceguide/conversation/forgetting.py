"""Forgetting: what is kept for the person is erased when they say so."""

from voiceguide.conversation.knowledge import Knowledge
from voiceguide.conversation.outcome import Outcome, ask, say
from voiceguide.conversation.state import Conversation
from voiceguide.messages.effects import Forget
from voiceguide.messages.events import Heard


def forget_me(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """Erase nothing before a yes."""
    if knowledge.past.empty and not knowledge.past.reminders:
        return say(conversation, knowledge.words("ForgetMe", "nothing"))
    return ask(conversation, "erase", knowledge.words("ForgetMe", "ask"))


def forget(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """They said yes."""
    conversation, said = say(conversation, knowledge.words("ForgetMe", "erased"))
    return conversation, (*said, Forget())


def keep(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """They said no."""
    return say(conversation, knowledge.words("ForgetMe", "kept"))


def no_yes(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """Without a clear yes nothing is erased."""
    return say(conversation, knowledge.words("ForgetMe", "no_answer"))
