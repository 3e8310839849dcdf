"""Plain answers, and the talk about them: more, again, from where, louder."""

from voiceguide.conversation.knowledge import Knowledge
from voiceguide.conversation.outcome import Outcome, say
from voiceguide.conversation.state import Conversation
from voiceguide.messages.content import Part
from voiceguide.messages.effects import LOUDEST, QUIETEST, Loudness, Say, Silence
from voiceguide.messages.events import Heard

HEARING = "_hearing"
"""Name of the response that holds what is said when nothing was understood as words."""


def tell(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """The first part of the intent's answer."""
    return tell_about(conversation, heard.intent.name, knowledge)


def tell_about(conversation: Conversation, name: str, knowledge: Knowledge) -> Outcome:
    """The first part of what is said about the intent `name`."""
    parts = knowledge.answers.responses[name].parts
    if len(parts) > 1 or parts[0].section is not None:
        conversation = conversation.after(intent=name, part=1)
    return say(conversation, parts[0].say, parts[0].section)


def not_caught(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """Nothing was heard that are words."""
    return conversation, (Say(knowledge.words(HEARING, "not_caught")),)


def repeat(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """The last thing said, again."""
    said = conversation.said
    if said is None:
        return conversation, (Say(knowledge.words("Repeat", "nothing_yet")),)
    return conversation, (Say(said.say, said.section),)


def more(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """The next part of the answer last given."""
    if not conversation.intent:
        return conversation, (Say(knowledge.words("More", "nothing_yet")),)
    parts = knowledge.answers.responses[conversation.intent].parts
    if conversation.part >= len(parts):
        return conversation, (Say(knowledge.words("More", "nothing_more")),)
    part = parts[conversation.part]
    return say(conversation.after(part=conversation.part + 1), part.say, part.section)


def go_on(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """Without a session there is only the rest of an answer to go on with."""
    name = conversation.intent
    if not name or conversation.part >= len(knowledge.answers.responses[name].parts):
        return conversation, (Say(knowledge.first("Resume").say),)
    return more(conversation, heard, knowledge)


def hush(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """Asked to wait while something is told: silence. Else there is nothing to pause."""
    if not conversation.speaking:
        return tell(conversation, heard, knowledge)
    if conversation.part and conversation.said == _parts(conversation, knowledge)[-1]:
        # Going on begins with what was cut.
        conversation = conversation.after(part=conversation.part - 1)
    return conversation, (Silence(),)


def _parts(conversation: Conversation, knowledge: Knowledge) -> tuple[Part, ...]:
    """The parts that were told of the answer last given."""
    return knowledge.answers.responses[conversation.intent].parts[: conversation.part]


def source(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """Where what was said last comes from."""
    if conversation.said is None:
        return conversation, (Say(knowledge.words("Source", "nothing_yet")),)
    if conversation.said.section is None:
        return conversation, (Say(knowledge.words("Source", "not_article")),)
    section = knowledge.answers.sections[conversation.said.section]
    publisher = knowledge.answers.publisher
    text = knowledge.words("Source", "from_section", section=section.spoken, publisher=publisher)
    return conversation, (Say(text, section.key),)


def louder(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """One step louder."""
    return _loudness(conversation, knowledge, "Louder", min(LOUDEST, conversation.loudness + 1))


def quieter(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """One step quieter."""
    return _loudness(conversation, knowledge, "Quieter", max(QUIETEST, conversation.loudness - 1))


def _loudness(conversation: Conversation, knowledge: Knowledge, name: str, level: int) -> Outcome:
    at_limit = level == conversation.loudness
    changed = conversation.after(loudness=level)
    if conversation.speaking and not at_limit:
        # What is being said tells by itself that it is louder now.
        return changed, (Loudness(level),)
    text = knowledge.words(name, "limit") if at_limit else knowledge.first(name).say
    return changed, (Loudness(level), Say(text))
