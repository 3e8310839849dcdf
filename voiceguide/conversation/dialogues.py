"""Questions of ours, and what follows each answer. The table is the dialogue."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from voiceguide.conversation.cancelling import drop_all, drop_none, drop_said
from voiceguide.conversation.checkin import (
    careful,
    changed,
    declined,
    unchanged,
    which,
    which_first,
)
from voiceguide.conversation.forgetting import forget, keep, no_yes
from voiceguide.conversation.guiding import COMFORTABLE
from voiceguide.conversation.knowledge import Knowledge
from voiceguide.conversation.outcome import Outcome, Row, say
from voiceguide.conversation.reminding import (
    answer_hour,
    answer_when,
    later,
    no_reminder,
    set_both,
    tell_reminders,
)
from voiceguide.conversation.starting import (
    comfortable,
    half_comfortable,
    no_length,
    start_stretches,
    start_walk,
)
from voiceguide.conversation.state import Conversation, Question
from voiceguide.conversation.telling import easing, level, no_level, no_to_comfort, unwell
from voiceguide.messages.effects import Silence
from voiceguide.messages.events import Heard
from voiceguide.messages.intents import DISCOMFORT, OUT_OF_SCOPE, Engine, Intent

PATIENCE: Final = 8.0
"""Seconds of silence after a question that count as no answer."""
_ON_A_WALK: Final = 30.0
"""The same while the person walks on, and nothing waits for the answer."""
_MOMENT: Final = 60.0
"""The same after somebody asked for a moment."""
_ASKED: Final = 2
"""Times that a question is asked before it goes without an answer."""
_TAKEN_UP: Final = 2
"""Times that a question is taken up again after something else was asked."""
_UNSURE: Final = "Unsure"
_REFUSED: Final = frozenset({OUT_OF_SCOPE, DISCOMFORT})
_UNCLEAR: Final = frozenset({"", *_REFUSED, _UNSURE, "Fine"})


@dataclass(frozen=True, slots=True)
class Dialogue:
    """One question."""

    answers: Mapping[str, Row]
    """By intent; the question is over when its row is called."""
    slots: Mapping[tuple[str, str], Row] = field(default_factory=dict)
    """By intent and a slot that one of its templates fills, before `answers`: "none" is a no, and
    a level of 0."""
    certain: frozenset[str] = frozenset()
    """Answers that count word for word alone, as templates. One that is only near in meaning is
    taken as unsure: what follows can't be undone, or is wrong for those who said otherwise."""
    again: tuple[str, str] | None = None
    """Response and variant of the second time; None: it is asked only once."""
    silent: Row | None = None
    """What follows no answer, or none that is clear; None: nothing is said."""
    patience: float = PATIENCE
    """Seconds of silence that count as no answer."""
    taken_up: bool = False
    """Whether it is asked again after something else was answered in between."""


DIALOGUES: Final[Mapping[str, Dialogue]] = {
    "checkin": Dialogue(
        {
            "Yes": changed,
            "No": unchanged,
            "Fine": unchanged,
            "PainBetter": easing(unchanged),
            "Unsure": careful,
        },
        slots={("Yes", "fine"): careful},
        certain=frozenset({"No", "Fine"}),
        again=("WalkToday", "ask_again"),
        silent=careful,
        taken_up=True,
    ),
    "offer": Dialogue(
        {"Yes": which, "Both": which_first, "No": declined, "Fine": declined},
        again=("WalkToday", "which"),
    ),
    "which": Dialogue({"Yes": which, "Both": which_first, "No": declined, "Fine": declined}),
    "minutes": Dialogue(
        {"Number": start_walk, "StartWalk": start_walk, "No": declined, "Fine": declined},
        slots={("Pause", "minutes"): start_walk},
        again=("StartWalk", "how_many_again"),
        silent=no_length,
        taken_up=True,
    ),
    COMFORTABLE: Dialogue(
        {
            "Yes": comfortable,
            "Fine": comfortable,
            "PainBetter": easing(comfortable),
            "Unsure": half_comfortable,
            "No": no_to_comfort,
            DISCOMFORT: unwell,
        },
        patience=_ON_A_WALK,
    ),
    "level": Dialogue(
        {"Number": level, "PainLevel": level, "No": no_level},
        slots={("No", "level"): level},
        again=("PainLevel", "ask_again"),
        silent=no_level,
    ),
    "reminder": Dialogue(
        {
            "SetReminder": answer_when,
            "Greeting": answer_when,
            "Number": answer_hour,
            "Both": set_both,
            "Yes": set_both,
            "No": no_reminder,
            "Fine": no_reminder,
        },
        slots={("Goodbye", "evening"): answer_when},
        again=("SetReminder", "ask_again"),
        silent=no_reminder,
    ),
    "due": Dialogue(
        {"Yes": start_stretches, "No": declined, "Fine": declined},
        slots={("Goodbye", "later"): later},
    ),
    "drop": Dialogue(
        {
            "Yes": drop_all,
            "CancelReminder": drop_said,
            "No": drop_none,
            "Fine": drop_none,
            "Reminders": tell_reminders,
        },
        certain=frozenset({"Yes"}),
        again=("CancelReminder", "ask_again"),
        silent=drop_none,
    ),
    "erase": Dialogue(
        {"Yes": forget, "No": keep, "Fine": keep},
        certain=frozenset({"Yes"}),
        again=("ForgetMe", "ask_again"),
        silent=no_yes,
    ),
}


def answered(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome | None:
    """What follows if this was meant for the question; None when it was about something else."""
    question = conversation.question
    assert question is not None
    dialogue = DIALOGUES[question.key]
    name = _certainly(heard.intent, dialogue)
    row = slotted(conversation, heard) or dialogue.answers.get(name)
    if row is not None:
        return row(conversation.after(question=None), heard, knowledge)
    if name == "Repeat":
        return _asked_again(conversation, question, question.words)
    if dialogue.again is None and dialogue.silent is None:
        # It won't be asked about again, so "hm" leaves it open.
        if name == _UNSURE:
            return _thinking(conversation, question, heard.now)
        # And what isn't understood isn't left without a word.
        if name in _REFUSED:
            return None
    if name in _UNCLEAR:
        return unanswered(conversation, heard, knowledge)
    if name == "Pause" and conversation.session is None:
        return _given_time(conversation, question, heard.now)
    return None


def slotted(conversation: Conversation, heard: Heard) -> Row | None:
    """What follows if this answers the question by a slot that its template filled."""
    question, intent = conversation.question, heard.intent
    if question is None or intent.engine is not Engine.TEMPLATE:
        return None
    rows = DIALOGUES[question.key].slots
    told = (rows.get((intent.name, slot)) for slot in intent.slots)
    return next((row for row in told if row is not None), None)


def _certainly(intent: Intent, dialogue: Dialogue) -> str:
    """What it answers for certain."""
    doubtful = intent.name in dialogue.certain and intent.engine is not Engine.TEMPLATE
    return _UNSURE if doubtful else intent.name


def _thinking(conversation: Conversation, question: Question, now: float) -> Outcome:
    """They haven't made up their mind: the question stands, and patience begins anew."""
    standing = replace(question, since=now, aside=False)
    return conversation.after(question=standing), (Silence(),)


def _given_time(conversation: Conversation, question: Question, now: float) -> Outcome:
    """They want a moment to think, and get it: patience begins that much later."""
    later = now + _MOMENT - DIALOGUES[question.key].patience
    attention = conversation.attention.given(now, _MOMENT)
    return _thinking(conversation.after(attention=attention), question, later)


def unanswered(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """Ask once more; after that go on without an answer."""
    question = conversation.question
    assert question is not None
    dialogue = DIALOGUES[question.key]
    if dialogue.again is not None and question.asked < _ASKED:
        again = replace(question, asked=question.asked + 1)
        return _asked_again(conversation, again, knowledge.words(*dialogue.again))
    over = conversation.after(question=None)
    return (over, ()) if dialogue.silent is None else dialogue.silent(over, heard, knowledge)


def out_of_patience(conversation: Conversation, now: float) -> bool:
    """Whether the answer to a question has been awaited for long enough."""
    question = conversation.question
    if question is None or question.since is None:
        return False
    quiet = now - max(question.since, conversation.quiet_since)
    return quiet >= DIALOGUES[question.key].patience


def set_aside(conversation: Conversation) -> Conversation:
    """Something else is answered first; the question is taken up after it, or dropped."""
    question = conversation.question
    if question is None:
        return conversation
    if not DIALOGUES[question.key].taken_up or question.taken_up >= _TAKEN_UP:
        return conversation.after(question=None)
    return put_off(conversation)


def put_off(conversation: Conversation) -> Conversation:
    """Something else is said first; a question of ours is asked again after it."""
    question = conversation.question
    if question is None:
        return conversation
    return conversation.after(question=replace(question, aside=True, since=None))


def awaited(conversation: Conversation, now: float) -> Outcome:
    """All has been said: from now on the answer is awaited, or the question taken up again."""
    question = conversation.question
    if question is None or question.since is not None:
        return conversation, ()
    if question.aside:
        again = replace(question, aside=False, taken_up=question.taken_up + 1)
        return _asked_again(conversation, again, question.words)
    return conversation.after(question=replace(question, since=now)), ()


def _asked_again(conversation: Conversation, question: Question, words: str) -> Outcome:
    return say(conversation.after(question=replace(question, since=None)), words)
