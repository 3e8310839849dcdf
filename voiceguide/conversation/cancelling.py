"""Dropping reminders: only what was named, all only where that was surely said."""

from collections.abc import Sequence
from typing import Final

from voiceguide.conversation.knowledge import Knowledge
from voiceguide.conversation.moments import HALVES, Moment, fits, moments
from voiceguide.conversation.outcome import Outcome, ask, say
from voiceguide.conversation.reminding import said_when, set_reminder, tell_reminders
from voiceguide.conversation.spoken_times import spoken_all, spoken_time
from voiceguide.conversation.state import Conversation
from voiceguide.messages.effects import Unremind
from voiceguide.messages.events import Heard
from voiceguide.messages.intents import Engine
from voiceguide.messages.memory import Reminder

_SPARED: Final = frozenset({"except", "keep"})
"""What stands before those that stay."""
_HALF: Final = {"am": "morning", "pm": "afternoon or evening"}


def cancel_reminder(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """Drop those of a part of the day, at a time, all but some, or all."""
    said, kept = said_when(heard), knowledge.past.reminders
    if not kept:
        return _said_none(conversation, moments(said), knowledge)
    if "move" in said:
        # "Make the reminder later" is near to what drops it.
        return set_reminder(conversation, heard, knowledge)
    if "one_day" in said:
        return say(conversation, knowledge.words("CancelReminder", "not_one_day"))
    at = next((at for at, token in enumerate(said) if token in _SPARED), len(said))
    named, spared = moments(said[:at]), moments(said[at + 1 :])
    staying = [one for one in kept if any(fits(one, moment) for moment in spared)]
    if named:
        dropped = tuple(
            one for one in kept if one not in staying and any(fits(one, moment) for moment in named)
        )
        return _drop(conversation, dropped, named, knowledge)
    if "except" in said or ("others" in said and spared):
        if not staying:
            return _said_none(conversation, spared, knowledge)
        dropped = tuple(one for one in kept if one not in staying)
        return _drop(conversation, dropped, (), knowledge)
    if "keep" in said or "others" in said:
        return tell_reminders(conversation, heard, knowledge)
    if len(kept) > 1 and heard.intent.engine is not Engine.TEMPLATE:
        when = spoken_all(kept, knowledge)
        return ask(conversation, "drop", knowledge.words("CancelReminder", "ask", when=when))
    return _drop(conversation, kept, (), knowledge)


def drop_all(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """They said yes."""
    return _drop(conversation, knowledge.past.reminders, (), knowledge)


def drop_said(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """Asked whether to drop all, they say once more that they want none, or name some."""
    row = cancel_reminder if said_when(heard) else drop_all
    return row(conversation, heard, knowledge)


def drop_none(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """Without a clear yes all of them stay."""
    return say(conversation, knowledge.words("CancelReminder", "kept"))


def _drop(
    conversation: Conversation,
    dropped: tuple[Reminder, ...],
    named: Sequence[Moment],
    knowledge: Knowledge,
) -> Outcome:
    """`named` is what was said of them; empty when that was all, or all but some."""
    if not dropped:
        return _said_none(conversation, named, knowledge)
    stays = [one for one in knowledge.past.reminders if one not in dropped]
    if len(named) == 1 and named[0].time:
        variant, fill = "cancelled_time", {"time": spoken_time(dropped[0])}
    elif len(named) == 1:
        variant, fill = "cancelled_one", {"part": _part(named[0])}
    elif stays:
        variant, fill = "cancelled_some", {"when": spoken_all(stays, knowledge)}
    else:
        variant, fill = "cancelled_all", {}
    conversation, said = say(conversation, knowledge.words("CancelReminder", variant, **fill))
    return conversation, (*said, Unremind(dropped))


def _said_none(
    conversation: Conversation, named: Sequence[Moment], knowledge: Knowledge
) -> Outcome:
    one = named[0] if len(named) == 1 and not named[0].time else None
    if one is None:
        return say(conversation, knowledge.words("CancelReminder", "none"))
    text = knowledge.words("CancelReminder", "none_then", part=_part(one))
    return say(conversation, text)


def _part(moment: Moment) -> str:
    return _HALF[moment.half] if moment.half in HALVES and not moment.part else moment.part
