"""What a person tells of their pain: noted in the diary, answered with what the article says."""

from typing import Final

from voiceguide.conversation.answering import tell
from voiceguide.conversation.guiding import leave, stopped
from voiceguide.conversation.knowledge import Knowledge
from voiceguide.conversation.outcome import Outcome, Row, ask, say
from voiceguide.conversation.starting import comfortable
from voiceguide.conversation.state import Conversation
from voiceguide.messages.effects import Effect, Remember
from voiceguide.messages.events import Heard
from voiceguide.messages.intents import DISCOMFORT, UNCHANGED
from voiceguide.messages.memory import STRONGEST, Note, NoteKind, Past

_STRENGTHS: Final = ("level", "number", "other")
"""Slots that tell how strong it is, where that was asked."""
STRONG: Final = 7
"""Pain from which a session isn't gone on with, unless it began with as much."""


def worse(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """It hurts, or hurts more: any session ends at once."""
    conversation, effects = uncomfortable(conversation, heard, knowledge)
    return conversation, (*effects, Remember(Note(NoteKind.WORSE)))


def uncomfortable(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """End any session, say how to come out of it, and give the advice."""
    before = stopped(conversation, heard.now, knowledge)
    if not before:
        return tell(conversation.after(question=None), heard, knowledge)
    conversation, noted = leave(conversation, heard.now)
    words = f"{before} {knowledge.words('PainWorse', 'while_guided')}"
    conversation, said = say(conversation.after(intent="PainWorse", part=1), words, "worse")
    return conversation, (*said, *noted)


def no_to_comfort(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """It isn't comfortable any more; "no worse" is no such no."""
    row = comfortable if UNCHANGED in heard.intent.slots else uncomfortable
    return row(conversation, heard, knowledge)


def unwell(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """Something else hurts, or it isn't comfortable: the session ends as for worse pain.

    The diary is told nothing: it isn't said that the back got worse.
    """
    before = stopped(conversation, heard.now, knowledge)
    conversation, noted = leave(conversation.after(question=None), heard.now)
    words = f"{before} {knowledge.words(DISCOMFORT, 'while_guided')}"
    conversation, said = say(conversation, words)
    return conversation, (*said, *noted)


def moved(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """It is somewhere else now."""
    place = heard.intent.slots.get("place", "")
    text = knowledge.words("PainMoved", _whereabouts(place), place=place) if place else ""
    return _noted(conversation, heard, knowledge, Note(NoteKind.MOVED, place=place), text)


def _whereabouts(place: str) -> str:
    if place == "other side":
        return "noted_other_side"
    return "noted_side" if place.endswith("side") else "noted_place"


def changed(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """It feels different."""
    slots = heard.intent.slots
    now = slots.get("to", "")
    was = slots.get("from", "") or knowledge.past.feeling
    variant = "noted_change" if was and was != now else "noted_feeling"
    # `from` is Python's word as well as the template's.
    text = knowledge.words("PainChanged", variant, **{"from": was, "to": now}) if now else ""
    return _noted(conversation, heard, knowledge, Note(NoteKind.CHANGED, was=was, now=now), text)


def _noted(
    conversation: Conversation, heard: Heard, knowledge: Knowledge, note: Note, text: str
) -> Outcome:
    """Note a change for the worse, which ends any session, and say `text`, or the advice."""
    name = heard.intent.name
    before = stopped(conversation, heard.now, knowledge)
    conversation, ended = leave(conversation.after(question=None), heard.now)
    told = f"{before} {text or knowledge.first(name).say}".strip()
    conversation, said = say(conversation.after(intent=name, part=1), told, "ok")
    return conversation, (*said, *ended, Remember(note))


def easing(answer: Row) -> Row:
    """The row `answer`, with a note that the pain is easing."""

    def row(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
        conversation, effects = answer(conversation, heard, knowledge)
        return conversation, (*effects, Remember(Note(NoteKind.BETTER)))

    return row


def level(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """How strong it is, against how strong it was; stronger ends any session, and so does strong.

    What they say it was counts for more than the diary.
    """
    slots, past = heard.intent.slots, knowledge.past
    told = [int(slots[slot]) for slot in _STRENGTHS if slot in slots]
    was = slots.get("from")
    if not told:
        return ask(conversation, "level", knowledge.words("PainLevel", "ask"))
    # Of two, "five and six", the higher.
    strength, before = max(told), past.level if was is None else int(was)
    if strength > STRONGEST:
        return _beyond(conversation, heard, knowledge)
    grown = before is not None and strength > before
    strong = conversation.session is not None and _is_strong(strength, past)
    variant = "strong" if strong and not grown else _against(strength, before)
    text = knowledge.words("PainLevel", variant, level=strength, before=before)
    notes = [Remember(Note(NoteKind.LEVEL, level=strength))]
    if grown and (past.level is None or strength <= past.level):
        # The diary's own levels wouldn't show it.
        notes.append(Remember(Note(NoteKind.WORSE)))
    ended: tuple[Effect, ...] = ()
    if grown or strong:
        text = f"{stopped(conversation, heard.now, knowledge)} {text}".strip()
        # Whether a walk is fine, or how long it shall be, is answered by this.
        conversation, ended = leave(conversation.after(question=None), heard.now)
    conversation, said = say(conversation, text, "ok" if grown else None)
    return conversation, (*said, *ended, *notes)


def _beyond(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """More than the worst: any session ends before a number is asked for."""
    text = knowledge.words("PainLevel", "out_of_range")
    text = f"{stopped(conversation, heard.now, knowledge)} {text}".strip()
    conversation, ended = leave(conversation, heard.now)
    conversation, said = ask(conversation, "level", text)
    return conversation, (*said, *ended)


def _is_strong(strength: int, past: Past) -> bool:
    """Whether a session isn't gone on with: it is more than was told earlier today."""
    today = (one.level for one in past.levels if one.days_ago == 0)
    return strength >= STRONG and strength > max(today, default=-1)


def _against(strength: int, before: int | None) -> str:
    if before is None:
        return "noted"
    return "up" if strength > before else "down" if strength < before else "same"


def no_level(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """No level was heard, so none is noted."""
    return say(conversation, knowledge.words("PainLevel", "no_answer"))
