"""Reminders: keeping them, moving them, telling them, and what is said when one is due."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from voiceguide.conversation.knowledge import Knowledge
from voiceguide.conversation.moments import (
    NAMED,
    Moment,
    fits,
    moments,
    moved,
    reminder,
    reminders,
    usual_both,
)
from voiceguide.conversation.outcome import Outcome, ask, say
from voiceguide.conversation.spoken_times import spoken_all
from voiceguide.conversation.state import Conversation
from voiceguide.messages.content import Part
from voiceguide.messages.effects import Effect, Remind, Unremind
from voiceguide.messages.events import Due, Heard
from voiceguide.messages.memory import Reminder

_HOURS: Final = range(1, 13)


def said_when(heard: Heard) -> list[str]:
    """The values for times of day, and what holds them together, in the order of the words."""
    return " ".join(heard.intent.slots.values()).split()


def set_reminder(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """Keep a reminder at each time that was said, or move one, or keep no others."""
    said = said_when(heard)
    if (change := _change(said)) is not None:
        return _move(conversation, *change, knowledge)
    wanted = moments(said) or (usual_both() if "both" in said else ())
    if wanted and ("only" in said or "except" in said):
        return _only(conversation, wanted, knowledge)
    return _keep(conversation, wanted, knowledge)


def answer_when(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """What answers "in the morning, in the evening, or both?"; an "only" there drops no others."""
    said = [token for token in said_when(heard) if token != "only"]
    told = replace(heard, intent=replace(heard.intent, slots={"when": " ".join(said)}))
    return set_reminder(conversation, told, knowledge)


def answer_hour(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """A bare time, a number, or two: "half past seven", "seven", "seven and nine"."""
    slots = heard.intent.slots
    if "time" in slots:
        return _keep(conversation, (Moment(time=slots["time"]),), knowledge)
    numbers = [int(one) for one in slots.values()]
    if not numbers or any(one not in _HOURS for one in numbers):
        return ask(conversation, "reminder", knowledge.words("SetReminder", "ask_again"))
    wanted = tuple(Moment(time=f"{one:02}:00") for one in numbers)
    return _keep(conversation, wanted, knowledge)


def set_both(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """What answers that with a yes, or both."""
    return _keep(conversation, usual_both(), knowledge)


def no_reminder(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """No time was heard, so no reminder is kept."""
    return say(conversation, knowledge.words("SetReminder", "no_answer"))


def tell_reminders(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """Those that are kept."""
    kept = knowledge.past.reminders
    if not kept:
        return say(conversation, knowledge.first("Reminders").say)
    text = knowledge.words("Reminders", "kept", when=spoken_all(kept, knowledge))
    return say(conversation, text)


def due(conversation: Conversation, event: Due, knowledge: Knowledge) -> Outcome:
    """A reminder's time has come: say so and offer to guide."""
    return ask(conversation, "due", knowledge.words("SetReminder", due_variant(event.reminder)))


def due_variant(kept: Reminder) -> str:
    """The variant of SetReminder that is said when `kept` is due."""
    return f"due_{kept.part}" if kept.part in NAMED else "due"


def later(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """Later, they say to one that is due: it comes again tomorrow."""
    return say(conversation, knowledge.words("SetReminder", "due_later"))


def _keep(conversation: Conversation, wanted: Sequence[Moment], knowledge: Knowledge) -> Outcome:
    kept = knowledge.past.reminders
    if not wanted:
        before = Part(_told(kept, knowledge)) if kept else None
        return ask(conversation, "reminder", knowledge.words("SetReminder", "ask"), before)
    # One that is set anew by its bare time stays the morning's, or the evening's.
    before_at = {(one.hour, one.minute): one.part for one in kept}
    new = tuple(
        replace(one, part=one.part or before_at.get((one.hour, one.minute), ""))
        for one in reminders(wanted)
    )
    return _set(conversation, new, (), (), knowledge)


def _set(
    conversation: Conversation,
    new: tuple[Reminder, ...],
    dropped: tuple[Reminder, ...],
    more: Sequence[str],
    knowledge: Knowledge,
) -> Outcome:
    """Keep `new` in place of `dropped`, and say so, and `more`."""
    listening = knowledge.words("SetReminder", "while_listening")
    conversation, said = say(conversation, " ".join((_told(new, knowledge), *more, listening)))
    effects: list[Effect] = [*said]
    if dropped:
        effects.append(Unremind(dropped))
    return conversation, (*effects, Remind(new))


def _told(kept: Sequence[Reminder], knowledge: Knowledge) -> str:
    return knowledge.words("SetReminder", "set", when=spoken_all(kept, knowledge))


def _only(conversation: Conversation, wanted: Sequence[Moment], knowledge: Knowledge) -> Outcome:
    """Keep these and no others; one that is there already stays as it is."""
    kept = knowledge.past.reminders
    new: list[Reminder] = []
    for moment in wanted:
        there = [one for one in kept if fits(one, moment)]
        new.extend(there or reminders([moment]))
    dropped = tuple(one for one in kept if one not in new)
    more = [knowledge.words("SetReminder", "no_others")] if dropped else []
    return _set(conversation, tuple(dict.fromkeys(new)), dropped, more, knowledge)


_Change = tuple[tuple[Moment, ...], tuple[Moment, ...]]
"""What is no longer meant, and what is."""


def _change(said: Sequence[str]) -> _Change | None:
    """None when no reminder was to be moved."""
    if "not" in said:
        at = said.index("not")
        old, *rest = [*moments(said[at + 1 :]), None]
        if old is not None:
            return (old,), (*moments(said[:at]), *filter(None, rest))
    moving, split = "move" in said, None
    if "to" in said and (moving or "from" in said):
        split = len(said) - 1 - said[::-1].index("to")
        before, after = moments(said[:split]), moments(said[split + 1 :])
        if after and (moving or before):
            return before, after
    if not moving:
        return None
    told = moments(said)
    if len(told) > 1:
        return told[:-1], told[-1:]
    if split is None and told and told[0].time:
        (one,) = told
        return ((Moment(one.part),) if one.part else ()), told
    return told, ()


def _move(
    conversation: Conversation,
    was: Sequence[Moment],
    to: Sequence[Moment],
    knowledge: Knowledge,
) -> Outcome:
    kept = knowledge.past.reminders
    if not to:
        return say(conversation, knowledge.words("SetReminder", "to_when"))
    found = [next(iter(_likeliest(kept, moment)), None) for moment in was]
    old = [one for one in found if one is not None]
    if not was and len(kept) == 1:
        old = [*kept]
    elif not was and len(kept) > 1:
        when = spoken_all(kept, knowledge)
        return say(conversation, knowledge.words("SetReminder", "which", when=when))
    if len(old) == len(to):
        new = tuple(moved(one, moment) for one, moment in zip(old, to, strict=True))
    else:
        # What is no longer meant isn't kept; still it may tell which part of the day is meant.
        part = was[0].part if was and not old else ""
        new = reminders([one if one.part or one.half else replace(one, part=part) for one in to])
    dropped = tuple(one for one in old if one not in new)
    gone = spoken_all(dropped, knowledge) if dropped else ""
    more = [knowledge.words("SetReminder", "no_longer", when=gone)] if dropped else []
    return _set(conversation, new, dropped, more, knowledge)


def _likeliest(kept: Sequence[Reminder], moment: Moment) -> list[Reminder]:
    """Those that may be meant; the one first that would have been set with the same words."""
    meant = reminder(moment)
    found = [one for one in kept if fits(one, moment)]
    return sorted(found, key=lambda one: (one.hour, one.minute) != (meant.hour, meant.minute))
