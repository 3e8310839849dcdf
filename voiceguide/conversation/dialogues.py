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
from voiceguide.conversation.guiding import COMFORTABLE
from voiceguide.conversation.keeping import forget, keep, no_yes
from voiceguide.conversation.knowledge import Knowledge
from voiceguide.conversation.outcome import Outcome, Row, say
from voiceguide.conversation.reminding import (
    answer_hour,
    answer_when,
    no_reminder,
    set_both,
    tell_reminders,
)
from voiceguide.conversation.reminding import put_off as later
from voiceguide.conversation.starting import (
    comfortable,
    half_comfortable,
    no_length,
    start_stretches,
    start_walk,
)
from voiceguide.conversation.state import Conversation, Question
from voiceguide.conversation.telling import easing, level, no_level, uncomfortable
from voiceguide.messages.effects import Silence
from voiceguide.messages.events import Heard
from voiceguide.messages.intents import OUT_OF_SCOPE

PATIENCE: Final = 8.0
"""Seconds of silence after a question that count as no answer."""
_ON_A_WALK: Final = 30.0
"""The same while the person walks on, and nothing waits for the answer."""
_ASKED: Final = 2
"""Times that a question is asked before it goes without an answer."""
_TAKEN_UP: Final = 2
"""Times that a question is taken up again after something else was asked."""
_UNCLEAR: Final = frozenset({"", OUT_OF_SCOPE, "Unsure"})


@dataclass(frozen=True, slots=True)
class Dialogue:
    """One question."""

    answers: Mapping[str, Row]
    """By intent; the question is over when its row is called."""
    with_slot: Mapping[str, Row] = field(default_factory=dict)
    """Intents that answer it only where they hold a slot: "one minute" is a pause, and a length."""
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
        {"Yes": changed, "No": unchanged, "PainBetter": easing(unchanged), "Unsure": careful},
        again=("WalkToday", "ask_again"),
        silent=careful,
        taken_up=True,
    ),
    "offer": Dialogue(
        {"Yes": which, "Both": which_first, "No": declined}, again=("WalkToday", "which")
    ),
    "which": Dialogue({"Yes": which, "Both": which_first, "No": declined}),
    "minutes": Dialogue(
        {"Number": start_walk, "StartWalk": start_walk, "No": declined},
        with_slot={"Pause": start_walk},
        again=("StartWalk", "how_many_again"),
        silent=no_length,
        taken_up=True,
    ),
    COMFORTABLE: Dialogue(
        {
            "Yes": comfortable,
            "PainBetter": easing(comfortable),
            "Unsure": half_comfortable,
            "No": uncomfortable,
        },
        patience=_ON_A_WALK,
    ),
    "level": Dialogue(
        {"Number": level, "PainLevel": level, "No": no_level},
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
        },
        with_slot={"Goodbye": answer_when},
        again=("SetReminder", "ask_again"),
        silent=no_reminder,
    ),
    "due": Dialogue({"Yes": start_stretches, "No": declined}, with_slot={"Goodbye": later}),
    "drop": Dialogue(
        {
            "Yes": drop_all,
            "CancelReminder": drop_said,
            "No": drop_none,
            "Reminders": tell_reminders,
        },
        again=("CancelReminder", "ask_again"),
        silent=drop_none,
    ),
    "erase": Dialogue({"Yes": forget, "No": keep}, again=("ForgetMe", "ask_again"), silent=no_yes),
}


def answered(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome | None:
    """What follows if this was meant for the question; None when it was about something else."""
    question = conversation.question
    assert question is not None
    dialogue = DIALOGUES[question.key]
    row = slotted(conversation, heard) or dialogue.answers.get(heard.intent.name)
    if row is not None:
        return row(conversation.after(question=None), heard, knowledge)
    if heard.intent.name == "Repeat":
        return _asked_again(conversation, question, question.words)
    if heard.intent.name == OUT_OF_SCOPE and dialogue.again is None and dialogue.silent is None:
        # It won't be asked about again, so it isn't left without a word.
        return None
    if heard.intent.name in _UNCLEAR:
        return unanswered(conversation, heard, knowledge)
    if heard.intent.name == "Pause" and conversation.session is None:
        return _given_time(conversation, question, heard.now)
    return None


def slotted(conversation: Conversation, heard: Heard) -> Row | None:
    """What follows if this answers the question by the slot that it holds; None otherwise."""
    question = conversation.question
    if question is None or not heard.intent.slots:
        return None
    return DIALOGUES[question.key].with_slot.get(heard.intent.name)


def _given_time(conversation: Conversation, question: Question, now: float) -> Outcome:
    """They want a moment to think: the question stands, and patience begins anew."""
    standing = replace(question, since=now, aside=False)
    return conversation.after(question=standing), (Silence(),)


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
