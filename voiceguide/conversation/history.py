"""What the diary tells when it is asked."""

from voiceguide.conversation.knowledge import Knowledge
from voiceguide.conversation.outcome import Outcome, say
from voiceguide.conversation.state import Conversation
from voiceguide.messages.events import Heard
from voiceguide.messages.memory import DayPart, Done, Past

_STRETCHES = ("stretches", "childs-pose", "knee-to-chest")
"""Routines that count when someone asks whether they stretched."""
_SUBJECTS = {
    "stretch": _STRETCHES,
    "childs-pose": ("childs-pose", "stretches"),
    "knee-to-chest": ("knee-to-chest", "stretches"),
    "walk": ("walk",),
}
"""Subject to the routines that it may have been done in."""
_WEEK = 7


def history(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """What was asked about, or the routines of today and the pain of the week."""
    past, about = knowledge.past, heard.intent.slots.get("about", "all")
    if past.empty:
        return say(conversation, knowledge.words("History", "empty"))
    if about == "pain":
        return say(conversation, _pain(past, knowledge))
    if about in _SUBJECTS:
        return say(conversation, _done(about, past, knowledge))
    subjects = [subject for subject in ("stretch", "walk") if _last(subject, past)]
    told = [_done(subject, past, knowledge) for subject in subjects]
    if past.levels or not told:
        told.append(_pain(past, knowledge))
    return say(conversation, " ".join(told))


def _done(subject: str, past: Past, knowledge: Knowledge) -> str:
    """Whether, and when, what `subject` names was done."""
    name = knowledge.words("History", f"routine_{subject}")
    last = _last(subject, past)
    if last is None:
        return knowledge.words("History", "never", routine=name)
    routine, done = last
    if subject == "stretch":
        name = knowledge.words("History", f"routine_{routine}")
    parts = [part for key in _SUBJECTS[subject] for part in past.today.get(key, ())]
    if not parts:
        variant = "last" if done.finished else "broken_off"
        return knowledge.words("History", variant, routine=name, when=_when(done, knowledge))
    told = _today(name, parts, knowledge)
    evening = past.part is DayPart.EVENING
    if evening and DayPart.EVENING not in parts and subject != "walk":
        told = f"{told} {knowledge.words('History', 'not_yet_this', part=past.part)}"
    return told


def _today(name: str, parts: list[DayPart], knowledge: Knowledge) -> str:
    different = [part for part in DayPart if part in parts]
    if len(different) == 1:
        return knowledge.words("History", "did_today", routine=name, part=different[0])
    first, last = different[0], different[-1]
    return knowledge.words("History", "did_today_two", routine=name, first=first, second=last)


def _last(subject: str, past: Past) -> tuple[str, Done] | None:
    """The routine in which it was done last, and when."""
    found = [(key, past.last[key]) for key in _SUBJECTS[subject] if key in past.last]
    order = list(DayPart)
    return min(found, key=lambda one: (one[1].days_ago, -order.index(one[1].part)), default=None)


def _when(done: Done, knowledge: Knowledge) -> str:
    return days_ago(done.days_ago, knowledge, done.part)


def days_ago(days: int, knowledge: Knowledge, part: DayPart) -> str:
    """A day as it is spoken of: "this morning", "yesterday evening", "3 days ago"."""
    if days == 0:
        return knowledge.words("History", "when_today", part=part)
    if days == 1:
        return knowledge.words("History", "when_yesterday", part=part)
    return knowledge.words("History", "when_days", days=days)


def _pain(past: Past, knowledge: Knowledge) -> str:
    levels = [told.level for told in past.levels]
    if not levels:
        return knowledge.words("History", "pain_none")
    if len(levels) == 1:
        return knowledge.words("History", "pain_once", last=levels[0])
    variant = "pain_steady" if levels[0] == levels[-1] else "pain_from_to"
    return knowledge.words("History", variant, first=levels[0], last=levels[-1])
