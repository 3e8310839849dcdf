"""What the diary tells when it is asked."""

from collections.abc import Mapping, Sequence
from typing import Final

from voiceguide.conversation.diary_times import SPANS, span_said, time_said
from voiceguide.conversation.knowledge import Knowledge
from voiceguide.conversation.outcome import Outcome, say
from voiceguide.conversation.pain_past import OF_PAIN, pain_noted, pain_told
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
_TIMES: Final = {1: "once", 2: "twice"}
_MINUTES: Final = {0: "few", 1: "one"}
_MINUTE: Final = 60.0


def history(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """What was asked about; otherwise the routines, and the pain of the week.

    The slot `day` is one of SPANS, `asked` is `count`, `length` or one of OF_PAIN; both may be
    missing.
    """
    past, slots = knowledge.past, heard.intent.slots
    about, day, asked = slots.get("about", "all"), slots.get("day", ""), slots.get("asked", "")
    if past.empty:
        return say(conversation, knowledge.words("History", "empty"))
    if about == "pain" or (about == "all" and asked in OF_PAIN):
        return say(conversation, pain_told(past, day, asked, knowledge))
    if about in _ROUTINES:
        return say(conversation, _done(about, day, asked, past, knowledge))
    return say(conversation, _all(day, asked, past, knowledge))


def _all(day: str, asked: str, past: Past, knowledge: Knowledge) -> str:
    day = day or ("week" if asked == "count" else "")
    within = [one for one in past.sessions if not day or one.days_ago in SPANS[day]]
    about = [one for one in ("stretch", "walk") if _of(one, within)] + _own(within, knowledge)
    told = [_done(one, day, asked, past, knowledge, alone=False) for one in about]
    if pain_noted(past, day) if day else past.levels or not told:
        told.append(pain_told(past, day, "", knowledge, alone=False))
    if day and not told:
        nothing = knowledge.words("History", "nothing_then", span=span_said(day, knowledge))
        return f"{nothing} {_all('', '', past, knowledge)}"
    return " ".join(told)


def _own(sessions: Sequence[Done], knowledge: Knowledge) -> list[str]:
    """The routine of the person's own that was done last; at most one."""
    known = {key for keys in _ROUTINES.values() for key in keys}
    done = [one.routine for one in sessions]
    return [key for key in done if key in knowledge.routines and key not in known][-1:]


def _done(
    about: str, day: str, asked: str, past: Past, knowledge: Knowledge, alone: bool = True
) -> str:
    """Whether, when, how often or how long it was done; in few words where more is to follow."""
    sessions = _of(about, past.sessions)
    if not sessions:
        return knowledge.words("History", "never", routine=_name(about, knowledge))
    if asked == "length" and not day:
        return _spent(about, sessions[-1:], time_said(sessions[-1], knowledge), knowledge)
    span = day or ("week" if asked == "count" else "")
    if not span:
        return _lately(about, sessions, past.part, knowledge, alone)
    within = [one for one in sessions if one.days_ago in SPANS[span]]
    if asked == "length" and within:
        return _spent(about, within, span_said(span, knowledge), knowledge)
    finished = [one for one in within if one.finished]
    if finished and span == "today" and asked != "count":
        return _today(finished, about, past.part, knowledge)
    begun = within[-1:] if within and not within[-1].finished else []
    if finished:
        told = [_counted(about, finished, span, knowledge, alone)]
        begun = begun if alone else []
    elif alone or not begun:
        told = [knowledge.words("History", "not_then", span=span_said(span, knowledge))]
        told.append(_lately(about, sessions, past.part, knowledge, alone))
        # Of what was done lately it may have been the last.
        begun = [] if begun == sessions[-1:] else begun
    else:
        told = []
    return " ".join([*told, *(_broken_off(one, knowledge) for one in begun)])


def _lately(
    about: str, sessions: Sequence[Done], now: DayPart, knowledge: Knowledge, alone: bool
) -> str:
    """The last that was finished, or all of today, and what was only begun since."""
    finished = [one for one in sessions if one.finished]
    today = [one for one in finished if one.days_ago == 0]
    if today:
        return _today(today, about, now, knowledge)
    told = []
    if finished:
        name, when = _called(about, finished[-1:], knowledge), time_said(finished[-1], knowledge)
        told.append(knowledge.words("History", "last", routine=name, when=when))
    if not sessions[-1].finished and (alone or not told):
        told.append(_broken_off(sessions[-1], knowledge))
    return " ".join(told)


def _broken_off(begun: Done, knowledge: Knowledge) -> str:
    # Of a routine of several, how far they came isn't known, so it is told by its own name.
    name, when = _name(begun.routine, knowledge), time_said(begun, knowledge)
    return knowledge.words("History", "broken_off", routine=name, when=when)


def _today(finished: Sequence[Done], about: str, now: DayPart, knowledge: Knowledge) -> str:
    """In which parts of today it was done, and if one of the two that are advised is still due."""
    parts = _parts(finished, about, knowledge)
    part, *later = parts
    told = {"routine": parts[part], "part": part}
    if later:
        other = later[-1]
        variant = "did_both_parts" if parts[other] == parts[part] else "did_one_each"
        told |= {"other_routine": parts[other], "other_part": other}
        return knowledge.words("History", variant, **told)
    if about in _TWICE and now is DayPart.EVENING and part is not now:
        return knowledge.words("History", "and_not_yet_this", **told, other_part=now)
    return knowledge.words("History", "did_today", **told)


def _parts(finished: Sequence[Done], about: str, knowledge: Knowledge) -> Mapping[DayPart, str]:
    """The parts of the day in which it was finished, in order, and what is said to be done then."""
    done = {part: [one for one in finished if one.part is part] for part in DayPart}
    return {part: _called(about, own, knowledge) for part, own in done.items() if own}


def _counted(
    about: str, finished: Sequence[Done], span: str, knowledge: Knowledge, alone: bool
) -> str:
    """How many times it was done; of a single time, or of several days, also when."""
    count = len(finished)
    times = knowledge.words("History", f"times_{_TIMES.get(count, 'many')}", times=count)
    week = span == "week"
    variant = "did_times_last" if week and alone else "did_times"
    if count == 1:
        variant = "did_once" if week else "did_then"
    told = {"span": span_said(span, knowledge), "when": time_said(finished[-1], knowledge)}
    name = _called(about, finished, knowledge)
    return knowledge.words("History", variant, routine=name, times=times, **told)


def _spent(about: str, sessions: Sequence[Done], when: str, knowledge: Knowledge) -> str:
    """How long they went on together, broken off or not."""
    minutes = round(sum(one.seconds for one in sessions) / _MINUTE)
    spoken = f"minutes_{_MINUTES.get(minutes, 'many')}"
    told = {"minutes": knowledge.words("History", spoken, minutes=minutes), "when": when}
    # How much of several stretches was the one that was asked about isn't known.
    name = "stretch" if any(one.routine == "stretches" for one in sessions) else about
    return knowledge.words("History", "spent", routine=_called(name, sessions, knowledge), **told)


def _of(about: str, sessions: Sequence[Done]) -> list[Done]:
    return [one for one in sessions if one.routine in _ROUTINES.get(about, (about,))]


def _called(about: str, done: Sequence[Done], knowledge: Knowledge) -> str:
    """What was asked about; of the stretches the one that was done, if it was only one."""
    keys = {one.routine for one in done}
    return _name(keys.pop() if about == "stretch" and len(keys) == 1 else about, knowledge)


def _name(key: str, knowledge: Knowledge) -> str:
    if key in _ROUTINES or key in _ROUTINES["stretch"]:
        return knowledge.words("History", f"routine_{key}")
    return knowledge.routines[key].name
