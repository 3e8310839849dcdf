"""The check-in before a walk: has the pain changed, and what would they like to do."""

from voiceguide.conversation.answering import tell_about
from voiceguide.conversation.guiding import leave, stopped
from voiceguide.conversation.knowledge import Knowledge
from voiceguide.conversation.outcome import Outcome, ask, say
from voiceguide.conversation.state import Conversation
from voiceguide.messages.content import Part
from voiceguide.messages.effects import Remember
from voiceguide.messages.events import Heard
from voiceguide.messages.memory import Note, NoteKind


def walk_today(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """Ask what the advice depends on, unless the diary knows it."""
    if knowledge.past.changed_today:
        return say(_advised(conversation), knowledge.words("WalkToday", "known"), "ok")
    if not knowledge.converses:
        return careful(conversation, heard, knowledge)
    return ask(conversation, "checkin", knowledge.words("WalkToday", "ask"))


def careful(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """The advice for someone who can't tell."""
    return tell_about(conversation, "WalkToday", knowledge)


def changed(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """The pain has changed, which ends any session."""
    advice = knowledge.words("WalkToday", "yes")
    before = stopped(conversation, heard.now, knowledge)
    conversation, ended = leave(conversation, heard.now)
    conversation, said = say(_advised(conversation), f"{before} {advice}".strip(), "ok")
    return conversation, (*said, *ended, Remember(Note(NoteKind.CHANGED)))


def unchanged(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """It has not: walking is fine for some; offer to guide, unless they are being guided."""
    conversation = _advised(conversation)
    advice = Part(knowledge.words("WalkToday", "no"), "ok")
    if conversation.session is not None:
        return say(conversation, advice.say, advice.section)
    return ask(conversation, "offer", knowledge.words("WalkToday", "offer"), advice)


def _advised(conversation: Conversation) -> Conversation:
    """The subject is whether to walk, and its first part about to be told, in whichever words."""
    return conversation.after(intent="WalkToday", part=1)


def which(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """They said yes to one of two."""
    return ask(conversation, "which", knowledge.words("WalkToday", "which"))


def which_first(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """They would like both."""
    return ask(conversation, "which", knowledge.words("WalkToday", "which_first"))


def declined(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """They would like nothing now."""
    return say(conversation, knowledge.words("WalkToday", "declined"))
