"""The one place that decides: (conversation, intent) to (conversation, effects). Pure."""

from collections.abc import Callable
from typing import Final, TypeAlias

from voiceguide.conversation.state import LOUDEST, QUIETEST, Conversation
from voiceguide.messages.content import Answers
from voiceguide.messages.effects import Effect, Loudness, Say, Silence
from voiceguide.messages.intents import Intent

Outcome: TypeAlias = tuple[Conversation, tuple[Effect, ...]]
_Row: TypeAlias = Callable[[Conversation, Answers], Outcome]

HEARING: Final = "_hearing"
"""Name of the response that holds what is said when nothing was understood as words."""


def step(conversation: Conversation, intent: Intent, answers: Answers) -> Outcome:
    """What follows when `intent` is heard; whatever a person says has an outcome."""
    row = _ROWS.get(intent.name)
    if row is not None:
        return row(conversation, answers)
    return _tell(conversation, intent.name, answers)


def _tell(conversation: Conversation, name: str, answers: Answers) -> Outcome:
    parts = answers.responses[name].parts
    told = conversation.after(said=parts[0])
    if len(parts) > 1 or parts[0].section is not None:
        told = told.after(intent=name, part=1)
    return told, (Say(parts[0].say, parts[0].section),)


def _not_caught(conversation: Conversation, answers: Answers) -> Outcome:
    return conversation, (Say(answers.responses[HEARING].variants["not_caught"]),)


def _stop(conversation: Conversation, answers: Answers) -> Outcome:
    return conversation, (Silence(),)


def _repeat(conversation: Conversation, answers: Answers) -> Outcome:
    said = conversation.said
    if said is None:
        return conversation, (Say(answers.responses["Repeat"].variants["nothing_yet"]),)
    return conversation, (Say(said.say, said.section),)


def _more(conversation: Conversation, answers: Answers) -> Outcome:
    variants = answers.responses["More"].variants
    if not conversation.intent:
        return conversation, (Say(variants["nothing_yet"]),)
    parts = answers.responses[conversation.intent].parts
    if conversation.part >= len(parts):
        return conversation, (Say(variants["nothing_more"]),)
    part = parts[conversation.part]
    told = conversation.after(part=conversation.part + 1, said=part)
    return told, (Say(part.say, part.section),)


def _source(conversation: Conversation, answers: Answers) -> Outcome:
    variants = answers.responses["Source"].variants
    if conversation.said is None:
        return conversation, (Say(variants["nothing_yet"]),)
    if conversation.said.section is None:
        return conversation, (Say(variants["not_article"]),)
    section = answers.sections[conversation.said.section]
    text = variants["from_section"].format(section=section.spoken, publisher=answers.publisher)
    return conversation, (Say(text, section.key),)


def _louder(conversation: Conversation, answers: Answers) -> Outcome:
    return _loudness(conversation, answers, "Louder", min(LOUDEST, conversation.loudness + 1))


def _quieter(conversation: Conversation, answers: Answers) -> Outcome:
    return _loudness(conversation, answers, "Quieter", max(QUIETEST, conversation.loudness - 1))


def _loudness(conversation: Conversation, answers: Answers, name: str, level: int) -> Outcome:
    response = answers.responses[name]
    at_limit = level == conversation.loudness
    say = response.variants["limit"] if at_limit else response.parts[0].say
    return conversation.after(loudness=level), (Loudness(level), Say(say))


_ROWS: dict[str, _Row] = {
    "": _not_caught,
    "Stop": _stop,
    "Repeat": _repeat,
    "More": _more,
    "Source": _source,
    "Louder": _louder,
    "Quieter": _quieter,
}
"""Intents that do more than tell their answer."""
