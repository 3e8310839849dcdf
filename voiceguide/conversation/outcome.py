"""The shape of every decision, and the two commonest ones."""

from collections.abc import Callable
from typing import TypeAlias

from voiceguide.conversation.knowledge import Knowledge
from voiceguide.conversation.state import Conversation, Question
from voiceguide.messages.content import Part
from voiceguide.messages.effects import Effect, Say
from voiceguide.messages.events import Heard

Outcome: TypeAlias = tuple[Conversation, tuple[Effect, ...]]
Row: TypeAlias = Callable[[Conversation, Heard, Knowledge], Outcome]
"""What follows when an intent is heard."""


def say(conversation: Conversation, text: str, section: str | None = None) -> Outcome:
    """Say `text`, and remember it for Repeat and Source."""
    return conversation.after(said=Part(text, section)), (Say(text, section),)


def ask(conversation: Conversation, key: str, words: str, before: Part | None = None) -> Outcome:
    """Ask the question of that key in `dialogues.py`, after saying `before`."""
    asking = conversation.after(question=Question(key, words))
    if before is None:
        return say(asking, words)
    return say(asking, f"{before.say} {words}", before.section)
