"""What the diary tells when it is asked."""

from collections.abc import Mapping, Sequence
from typing import Final

from voiceguide.conversation.knowledge import Knowledge
from voiceguide.conversation.outcome import Outcome, say
from voiceguide.conversation.state import Conversation
from voiceguide.messages.events import Heard
from voiceguide.messages.memory import DayPart, Done, Past

_ROUTINES: Final = {
    "stretch": ("stretches", "childs-pose", "knee-to-chest"),
    "childs-pose": ("childs-pose", "stretches"),
    "knee-to-chest": ("knee-to-chest", "stretches"),
    "walk": ("walk",),
}
"""What may be asked about, and the routines in which it is done."""
_TWICE: Final = frozenset({"stretch", "knee-to-chest"})
"""What the article would have done morning and evening."""
_WEEK: Final = 7
_MONTH: Final = 30


def history(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """What was asked about; otherwise the routines, and the pain of the week."""
    past, about = knowledge.past, heard.intent.slots.get("about", "all")
    if past.empty:
        return say(conversation, knowledge.words("History", "empty"))
    if about == "pain":
        return say(conversation, _pain(past, knowledge))
    if about in _ROUTINES:
        return say(conversation, _done(about, past, knowledge))
    told = [_done(one, past, knowledge) for one in ("stretch", "walk") if _last(one, past)]
    told += [_done(one, past, knowledge) for one in _own(past, knowledge)]
    if past.levels or not told:
        told.append(_pain(past, knowledge))
    return say(conversation, " ".join(told))


def _own(past: Past, knowledge: Knowledge) -> list[str]:
    """The routine of the person's own that was done last; at most one."""
    known = {key for keys in _ROUTINES.values() for key in keys}
    return [key for key in past.last if key in knowledge.routines and key not in known][-1:]


def _done(about: str, past: Past, knowledge: Knowledge) -> str:
    """Whether, and when, it was done."""
    last = _last(about, past)
    if last is None:
        return knowledge.words("History", "never", routine=_name(about, knowledge))
    finished = _finished(about, past, knowledge)
    if finished:
        return _today(finished, about, past.part, knowledge)
    key, done = last
    when = _when(done, knowledge)
    if not done.finished:
        # Of a routine of several, how far they came isn't known, so it is told by its own name.
        return knowledge.words("History", "broken_off", routine=_name(key, knowledge), when=when)
    return knowledge.words("History", "last", routine=_called(about, [key], knowledge), when=when)


def _finished(about: str, past: Past, knowledge: Knowledge) -> dict[DayPart, str]:
    """The parts of today in which it was finished, in order, and what is said to be done then."""
    finished = {}
    for part in DayPart:
        keys = [key for key in _routines(about) if part in past.today.get(key, ())]
        if keys:
            finished[part] = _called(about, keys, knowledge)
    return finished


def _today(finished: Mapping[DayPart, str], about: str, now: DayPart, knowledge: Knowledge) -> str:
    part, *later = finished
    told = {"routine": finished[part], "part": part}
    if later:
        other = later[-1]
        variant = "did_both_parts" if finished[other] == finished[part] else "did_one_each"
        told |= {"other_routine": finished[other], "other_part": other}
        return knowledge.words("History", variant, **told)
    if about in _TWICE and now is DayPart.EVENING and part is not now:
        return knowledge.words("History", "and_not_yet_this", **told, other_part=now)
    return knowledge.words("History", "did_today", **told)


def _last(about: str, past: Past) -> tuple[str, Done] | None:
    """The routine in which it was done last, and when."""
    found = [(key, done) for key, done in past.last.items() if key in _routines(about)]
    return found[-1] if found else None


def _routines(about: str) -> tuple[str, ...]:
    return _ROUTINES.get(about, (about,))


def _called(about: str, keys: Sequence[str], knowledge: Knowledge) -> str:
    """What was asked about; of the stretches the one that was done, if it was only one."""
    return _name(keys[0] if about == "stretch" and len(keys) == 1 else about, knowledge)


def _name(key: str, knowledge: Knowledge) -> str:
    if key in _ROUTINES or key in _ROUTINES["stretch"]:
        return knowledge.words("History", f"routine_{key}")
    return knowledge.routines[key].name


def _when(done: Done, knowledge: Knowledge) -> str:
    """A time as it is spoken of: "this morning", "yesterday evening", "3 days ago"."""
    if done.days_ago == 0:
        return knowledge.words("History", f"when_this_{done.part}")
    if done.days_ago == 1:
        return knowledge.words("History", f"when_yesterday_{done.part}")
    return _days_ago(done.days_ago, knowledge)


def _days_ago(days: int, knowledge: Knowledge) -> str:
    if days <= 1:
        return knowledge.words("History", "when_yesterday" if days else "when_today")
    if days < _WEEK:
        return knowledge.words("History", "when_days_ago", days=days)
    if days < 2 * _WEEK:
        return knowledge.words("History", "when_a_week_ago")
    if days <= _MONTH:
        return knowledge.words("History", "when_weeks_ago", weeks=days // _WEEK)
    return knowledge.words("History", "when_long_ago")


def _pain(past: Past, knowledge: Knowledge) -> str:
    changes = _changes(past, knowledge)
    if past.levels or not changes:
        return _levels(past, knowledge)
    return changes


def _changes(past: Past, knowledge: Knowledge) -> str:
    """Whether it changed today, and where and how it was last told to be."""
    told = [knowledge.words("History", "pain_changed_today")] if past.changed_today else []
    if past.place and not past.place.endswith("side"):
        told.append(knowledge.words("History", "pain_place", place=past.place))
    elif past.place:
        told.append(knowledge.words("History", "pain_side", place=past.place))
    if past.feeling:
        told.append(knowledge.words("History", "pain_feeling", feeling=past.feeling))
    return " ".join(told)


def _levels(past: Past, knowledge: Knowledge) -> str:
    levels = past.levels
    if not levels:
        if past.level is None:
            return knowledge.words("History", "pain_none")
        return knowledge.words("History", "pain_before", last=past.level)
    first, last = levels[0], levels[-1]
    if len(levels) == 1:
        when = _days_ago(last.days_ago, knowledge)
        return knowledge.words("History", "pain_once", last=last.level, when=when)
    if first.level != last.level:
        return knowledge.words("History", "pain_from_to", first=first.level, last=last.level)
    farthest = max((abs(one.level - last.level), one.level) for one in levels)[1]
    variant = "pain_steady" if farthest == last.level else "pain_back"
    return knowledge.words("History", variant, farthest=farthest, last=last.level)
