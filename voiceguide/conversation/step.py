"""The one place that decides: (conversation, event) to (conversation, effects). Pure.

Which row an utterance meets is decided in this order: what is true in every state, the answer to
a question of ours, what steers a session or leaves it be, and all the rest.
"""

from dataclasses import replace
from typing import Final

from voiceguide.conversation import answering, cancelling, forgetting, reminding, telling
from voiceguide.conversation.asides import ANSWERS, ASIDES
from voiceguide.conversation.checkin import walk_today
from voiceguide.conversation.dialogues import (
    answered,
    awaited,
    out_of_patience,
    put_off,
    set_aside,
    slotted,
    unanswered,
)
from voiceguide.conversation.guiding import advance, begin, leave, wait
from voiceguide.conversation.history import history
from voiceguide.conversation.knowledge import Knowledge
from voiceguide.conversation.outcome import Outcome, Row
from voiceguide.conversation.returning import returned
from voiceguide.conversation.starting import start, start_walk
from voiceguide.conversation.state import Conversation, Phase
from voiceguide.conversation.steering import COMMANDS
from voiceguide.messages.effects import Effect, Say, Silence, Tell
from voiceguide.messages.events import (
    Begin,
    Called,
    Due,
    Event,
    Finished,
    Heard,
    Returned,
    Tick,
)
from voiceguide.messages.intents import DISCOMFORT, EMERGENCY, Engine, Intent

_ATTENTION: Final = "_attention"
"""Name of the response that holds what is said about listening itself."""
_LOUDNESS: Final = frozenset({"Louder", "Quieter"})
"""Intents after which a question of ours is asked once more: it may not have been heard."""
_NOTHING: Final = Intent("", 0.0, Engine.SILENCE)


def step(conversation: Conversation, event: Event, knowledge: Knowledge) -> Outcome:
    """What follows from `event`; whatever a person says has an outcome."""
    match event:
        case Heard():
            outcome = _present(*_heard(conversation, event, knowledge))
        case Called():
            outcome = _called(conversation, event, knowledge)
        case Tick():
            outcome = _tick(conversation, event, knowledge)
        case Finished():
            outcome = _finished(conversation, event)
        case Due():
            outcome = reminding.due(conversation, event, knowledge)
        case Begin():
            routine = knowledge.routines[event.routine]
            outcome = begin(conversation, event.now, routine, knowledge, event.minutes)
        case Returned():
            outcome = returned(conversation, event, knowledge)
    return _speaking(*outcome)


def _speaking(conversation: Conversation, effects: tuple[Effect, ...]) -> Outcome:
    """Note whether something is being spoken once `effects` are done."""
    speaking = conversation.speaking
    for effect in effects:
        match effect:
            case Say() | Tell() if effect.text:
                speaking = True
            case Silence():
                speaking = False
    return conversation.after(speaking=speaking), effects


def _present(conversation: Conversation, effects: tuple[Effect, ...]) -> Outcome:
    """Whoever speaks is still there, and may be asked again after another silence."""
    session = conversation.session
    if session is not None and session.prompted:
        conversation = conversation.after(session=replace(session, prompted=False))
    return conversation, effects


def _called(conversation: Conversation, called: Called, knowledge: Knowledge) -> Outcome:
    """It listens, whatever it was told before."""
    attention = conversation.attention.called(called.now)
    awake = conversation.after(attention=attention, quiet_since=called.now)
    if not called.answer:
        return awake, ()
    listening = Say(knowledge.words(_ATTENTION, "listening"))
    # A question of ours is asked again: then it is the answer that is awaited.
    phase = Phase.LISTENING if awake.question is None else Phase.WAITING
    return wait(put_off(awake), called.now, phase), (listening,)


def _asleep(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """Told to stop listening: it says how to call it."""
    conversation, said = answering.tell(conversation.after(question=None), heard, knowledge)
    asleep = conversation.after(attention=conversation.attention.sent_to_sleep())
    return _waiting(asleep, said, heard.now)


def _heard(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    conversation = conversation.after(quiet_since=heard.now)
    if heard.called or heard.woken:
        conversation = conversation.after(attention=conversation.attention.called(heard.now))
    name = heard.intent.name
    if name in _ALWAYS and slotted(conversation, heard) is None:
        return _ALWAYS[name](conversation, heard, knowledge)
    if name == DISCOMFORT and conversation.session is not None:
        # Whatever it asked last: the pose isn't gone on with.
        return telling.unwell(conversation, heard, knowledge)
    if conversation.question is not None:
        outcome = answered(conversation, heard, knowledge)
        if outcome is not None:
            return _waiting(*outcome, heard.now)
    if conversation.session is not None and name in _IN_SESSION:
        return _IN_SESSION[name](conversation, heard, knowledge)
    before = conversation.question
    row = _ROWS.get(name, answering.tell)
    if conversation.session is not None:
        row = ANSWERS.get(name, row)
    conversation, effects = row(conversation, heard, knowledge)
    if conversation.question is before and _says(effects):
        conversation = put_off(conversation) if name in _LOUDNESS else set_aside(conversation)
    return _waiting(conversation, effects, heard.now)


def _waiting(conversation: Conversation, effects: tuple[Effect, ...], now: float) -> Outcome:
    """A session waits while an answer is given."""
    if _says(effects):
        conversation = wait(conversation, now)
    return conversation, effects


def _says(effects: tuple[Effect, ...]) -> bool:
    return any(isinstance(effect, Say) for effect in effects)


def _tick(conversation: Conversation, tick: Tick, knowledge: Knowledge) -> Outcome:
    if not (conversation.speaking or tick.hearing) and out_of_patience(conversation, tick.now):
        nothing = Heard(tick.now, _NOTHING)
        return _waiting(*unanswered(conversation, nothing, knowledge), tick.now)
    if conversation.session is None:
        return conversation, ()
    return advance(conversation, tick.now, knowledge, tick.hearing)


def _finished(conversation: Conversation, finished: Finished) -> Outcome:
    conversation = conversation.after(speaking=False, quiet_since=finished.now)
    asked, session = conversation.question is not None, conversation.session
    if asked or session is None or session.phase is not Phase.RUNNING:
        # What guides on by itself is no conversation; the person may be long gone.
        attention = conversation.attention.spoken(finished.now, asked)
        conversation = conversation.after(attention=attention)
    # The session goes on with the next tick, which tells whether the person is speaking.
    return awaited(conversation, finished.now)


def _stop(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """Silence at once, whatever went on."""
    conversation, noted = leave(conversation, heard.now)
    return conversation.after(question=None), (Silence(), *noted)


def _farewell(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """What ends everything with words of its own: goodbye, or an emergency."""
    conversation, noted = leave(conversation, heard.now)
    conversation, said = answering.tell(conversation.after(question=None), heard, knowledge)
    return conversation, (*said, *noted)


_ALWAYS: Final[dict[str, Row]] = {
    EMERGENCY: _farewell,
    "Stop": _stop,
    "Goodbye": _farewell,
    "StopListening": _asleep,
    "PainWorse": telling.worse,
    "PainMoved": telling.moved,
    "PainChanged": telling.changed,
}
"""What is the same in every state."""

_IN_SESSION: Final[dict[str, Row]] = {**COMMANDS, **ASIDES}
"""What steers a session, or leaves it be."""

_ROWS: Final[dict[str, Row]] = {
    "": answering.not_caught,
    "Repeat": answering.repeat,
    "More": answering.more,
    "Resume": answering.go_on,
    "Pause": answering.hush,
    "Source": answering.source,
    "Louder": answering.louder,
    "Quieter": answering.quieter,
    "WalkToday": walk_today,
    "StartRoutine": start,
    "StartChildsPose": start,
    "StartKneeToChest": start,
    "StartWalk": start_walk,
    "PainBetter": telling.easing(answering.tell),
    "PainLevel": telling.level,
    "History": history,
    "SetReminder": reminding.set_reminder,
    "CancelReminder": cancelling.cancel_reminder,
    "Reminders": reminding.tell_reminders,
    "ForgetMe": forgetting.forget_me,
}
"""Intents that do more than tell their answer."""
