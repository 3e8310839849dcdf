"""What the diary tells of pain."""

from collections.abc import Callable, Sequence
from typing import Final

from voiceguide.conversation.diary_times import SPANS, day_said, span_said
from voiceguide.conversation.knowledge import Knowledge
from voiceguide.messages.memory import NoteKind, PainTold, Past

_EXTREMES: Final[dict[str, Callable[..., PainTold]]] = {"worst": max, "best": min}
OF_PAIN: Final = frozenset({*_EXTREMES, "place", "change"})
"""What can only be asked of pain."""
_CHANGES: Final = (NoteKind.MOVED, NoteKind.CHANGED, NoteKind.WORSE)
"""Of several told on one day, the first of these is told."""


def pain_noted(past: Past, span: str) -> bool:
    """Whether a level or a change of `span`, one of SPANS, is noted."""
    days = SPANS[span]
    return bool(_levels(past, span)) or any(ago in days for ago in past.changes.values())


def pain_told(past: Past, day: str, asked: str, knowledge: Knowledge, alone: bool = True) -> str:
    """How it was in `day`, one of SPANS or empty; `asked`: one of OF_PAIN, or else all of it.

    In few words unless it is told `alone`.
    """
    span = day or "week"
    if asked == "place":
        return _whereabouts(past, knowledge)
    levels = _levels(past, span)
    if levels and asked in _EXTREMES:
        return _extreme(levels, span, asked, knowledge)
    changed = "week" if asked == "change" else "today"
    change = _change(past, day or changed, knowledge, details=alone or not levels)
    if levels:
        return f"{_course(levels, span, knowledge)} {change}".strip()
    if change:
        return change
    if asked == "change":
        told = knowledge.words("History", "pain_no_change", span=span_said(span, knowledge))
    elif span != "week":
        told = knowledge.words("History", "pain_none_then", span=span_said(span, knowledge))
    else:
        return _long_past(past, knowledge)
    # What it does hold.
    return told if span == "week" else f"{told} {pain_told(past, '', '', knowledge)}"


def _levels(past: Past, span: str) -> list[PainTold]:
    return [one for one in past.levels if one.days_ago in SPANS[span]]


def _extreme(levels: Sequence[PainTold], span: str, asked: str, knowledge: Knowledge) -> str:
    """The worst or the lowest, and when it was that last."""
    found = _EXTREMES[asked](reversed(levels), key=lambda one: one.level)
    variant = f"pain_{asked}_when" if len(SPANS[span]) > 1 else f"pain_{asked}"
    told = {"level": found.level, "when": day_said(found.days_ago, knowledge)}
    return knowledge.words("History", variant, span=span_said(span, knowledge), **told)


def _course(levels: Sequence[PainTold], span: str, knowledge: Knowledge) -> str:
    """How it began and ended, and its worst."""
    first, last = levels[0].level, levels[-1].level
    worst, lowest = max(one.level for one in levels), min(one.level for one in levels)
    if len(levels) == 1:
        when = day_said(levels[0].days_ago, knowledge)
        return knowledge.words("History", "pain_once", last=last, when=when)
    if first == last:
        variant = "pain_steady" if worst == lowest else "pain_back"
    else:
        variant = "pain_from_to_worst" if worst > max(first, last) else "pain_from_to"
    told = {"first": first, "last": last, "worst": worst}
    farthest = worst if worst > last else lowest
    spoken = span_said(span, knowledge)
    return knowledge.words("History", variant, span=spoken, farthest=farthest, **told)


def _change(past: Past, span: str, knowledge: Knowledge, details: bool) -> str:
    """The most telling change of that span, and where and how it is since; empty without any."""
    found = next((kind for kind in _CHANGES if past.changes.get(kind) in SPANS[span]), None)
    if found is None:
        return ""
    since = _details(past, span, knowledge) if details else ""
    return f"{_changed(found, past, knowledge)} {since}".strip()


def _changed(kind: NoteKind, past: Past, knowledge: Knowledge) -> str:
    when = day_said(past.changes[kind], knowledge)
    return knowledge.words("History", f"pain_{kind}", when=when)


def _details(past: Past, span: str, knowledge: Knowledge) -> str:
    """Where and how it was last told to be, if it was told to have changed so in that span."""
    days, told = SPANS[span], []
    if past.changes.get(NoteKind.MOVED) in days:
        told.append(_place(past, knowledge))
    if past.changes.get(NoteKind.CHANGED) in days:
        told.append(_feeling(past, knowledge))
    return " ".join(filter(None, told))


def _place(past: Past, knowledge: Knowledge) -> str:
    if not past.place:
        return ""
    variant = "pain_side" if past.place.endswith("side") else "pain_place"
    return knowledge.words("History", variant, place=past.place)


def _feeling(past: Past, knowledge: Knowledge) -> str:
    if not past.feeling:
        return ""
    return knowledge.words("History", "pain_feeling", feeling=past.feeling)


def _whereabouts(past: Past, knowledge: Knowledge) -> str:
    """Where it is, and when it moved."""
    moved = NoteKind.MOVED in past.changes
    told = [_changed(NoteKind.MOVED, past, knowledge)] if moved else []
    told.append(_place(past, knowledge))
    return " ".join(filter(None, told)) or knowledge.words("History", "pain_no_place")


def _long_past(past: Past, knowledge: Knowledge) -> str:
    """What is known of it when no level was told for a week."""
    told = " ".join(filter(None, [_place(past, knowledge), _feeling(past, knowledge)]))
    if told:
        return told
    if past.level is not None:
        return knowledge.words("History", "pain_before", last=past.level)
    return knowledge.words("History", "pain_none", span=span_said("week", knowledge))
