"""Reminders, and forgetting: what is kept for the person, and erased when they say so."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from voiceguide.conversation.knowledge import Knowledge
from voiceguide.conversation.outcome import Outcome, ask, say
from voiceguide.conversation.state import Conversation
from voiceguide.messages.content import Part
from voiceguide.messages.effects import Forget, Remind, Unremind
from voiceguide.messages.events import Due, Heard
from voiceguide.messages.memory import Reminder

_NAMED: Final = ("morning", "evening")
"""Parts of the day that a reminder may belong to: for a morning's stretch, and an evening's."""
_USUAL: Final = {
    "morning": Reminder("morning", 8, 0),
    "am": Reminder("morning", 8, 0),
    "afternoon": Reminder("", 15, 0),
    "pm": Reminder("", 15, 0),
    "evening": Reminder("evening", 20, 0),
}
"""A reminder for which no time was said."""
_PARTS: Final = frozenset({"morning", "afternoon", "evening"})
_HALVES: Final = frozenset({"am", "pm"})
_TIMES: Final = frozenset({"earlier", "time"})
"""Slots; they come in the order in which they were said."""
_NOON: Final = 12
_NIGHT_ENDS: Final = 5
"""A bare "four" means the afternoon, a bare "five" the morning."""
_EVENING: Final = 17
"""The hour from which an afternoon is called an evening."""


def set_reminder(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """Keep a reminder in each part of the day, and at each time, that was said."""
    slots = heard.intent.slots
    parts, times = _parts(slots), [slots[slot] for slot in slots if slot in _TIMES]
    if not parts and not times:
        kept = " ".join(_when(one, knowledge) for one in knowledge.past.reminders)
        before = Part(kept) if kept else None
        return ask(conversation, "reminder", knowledge.words("SetReminder", "ask"), before)
    if len(parts) <= 1:
        part = parts[0] if parts else ""
        # A part with a reminder of its own has only one.
        times = (times[-1:] if part in _NAMED else times) or [""]
        parts = [part] * len(times)
    elif len(parts) != len(times):
        # One time said along with two parts of the day can't be meant for both.
        times = [""] * len(parts)
    reminders = tuple(reminder(part, time) for part, time in zip(parts, times, strict=True))
    conversation, said = say(conversation, _kept(reminders, knowledge))
    return conversation, (*said, Remind(reminders))


def _parts(slots: Mapping[str, str]) -> list[str]:
    """Parts of the day; "am" and "pm" only tell something where none is said."""
    return [one for one in slots if one in _PARTS] or [one for one in slots if one in _HALVES]


def reminder(part: str, time: str) -> Reminder:
    """A reminder at `time` ("07:30", as it was said, so that evenings need twelve hours more)."""
    if not time:
        return _USUAL[part]
    hour, minute = map(int, time.split(":"))
    if part in ("morning", "am"):
        hour %= _NOON
    elif part == "evening":
        # Twelve in the evening is midnight, and one at night comes after it.
        hour = hour % _NOON if hour % _NOON < _NIGHT_ENDS else hour % _NOON + _NOON
    elif part in ("afternoon", "pm") or hour < _NIGHT_ENDS:
        hour = hour % _NOON + _NOON
    return Reminder(part if part in _NAMED else "", hour, minute)


def spoken_time(kept: Reminder) -> str:
    """Its time as it is said: "8 o'clock", "7:30"."""
    hour = (kept.hour - 1) % _NOON + 1
    return f"{hour}:{kept.minute:02}" if kept.minute else f"{hour} o'clock"


def _kept(reminders: tuple[Reminder, ...], knowledge: Knowledge) -> str:
    times = {one.part: spoken_time(one) for one in reminders if one.part}
    if len(times) == len(_NAMED) == len(reminders):
        text = knowledge.words("SetReminder", "set_two", **times)
    else:
        text = " ".join(_when(one, knowledge) for one in reminders)
    return f"{text} {knowledge.words('SetReminder', 'while_listening')}"


def _when(one: Reminder, knowledge: Knowledge) -> str:
    variant, part = ("set_one", one.part) if one.part else ("set_time", _part_of_day(one.hour))
    return knowledge.words("SetReminder", variant, part=part, time=spoken_time(one))


def _part_of_day(hour: int) -> str:
    if _NIGHT_ENDS <= hour < _NOON:
        return "morning"
    return "afternoon" if _NOON <= hour < _EVENING else "evening"


def set_both(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """What answers "in the morning, in the evening, or both?" with a yes, or both."""
    both = replace(heard.intent, slots={part: part for part in _NAMED})
    return set_reminder(conversation, replace(heard, intent=both), knowledge)


def no_reminder(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """No time was heard, so no reminder is kept."""
    return say(conversation, knowledge.words("SetReminder", "no_answer"))


def cancel_reminder(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """Drop the reminders of a part of the day, the one at a time, or all."""
    slots, kept = heard.intent.slots, knowledge.past.reminders
    parts, told = _parts(slots), slots.get("time", "")
    dropped = tuple(
        one
        for one in kept
        if (not parts or any(_is_in(one, part) for part in parts))
        and (not told or _is_at(one, told))
    )
    if not dropped:
        variant = "none_then" if len(parts) == 1 else "none"
    elif told:
        variant = "cancelled_time"
    else:
        variant = "cancelled_one" if len(parts) == 1 else "cancelled_all"
    fill = {"part": parts[0] if parts else "", "time": spoken_time(dropped[0]) if dropped else ""}
    conversation, said = say(conversation, knowledge.words("CancelReminder", variant, **fill))
    return conversation, ((*said, Unremind(dropped)) if dropped else said)


def _is_in(one: Reminder, part: str) -> bool:
    """Whether it is in that part or half of the day, or was said to be when it was set."""
    if part in _HALVES:
        return (one.hour < _NOON) == (part == "am")
    return part == (one.part or _part_of_day(one.hour))


def _is_at(one: Reminder, told: str) -> bool:
    """Whether it is at `told` ("07:30"), said without telling morning from evening."""
    hour, minute = map(int, told.split(":"))
    return (one.hour % _NOON, one.minute) == (hour % _NOON, minute)


def due(conversation: Conversation, event: Due, knowledge: Knowledge) -> Outcome:
    """A reminder's time has come: say so and offer to guide."""
    return ask(conversation, "due", knowledge.words("SetReminder", due_variant(event.reminder)))


def due_variant(kept: Reminder) -> str:
    """The variant of SetReminder that is said when `kept` is due."""
    return f"due_{kept.part}" if kept.part in _NAMED else "due"


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
