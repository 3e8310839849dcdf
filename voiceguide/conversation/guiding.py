"""A guided session: how it begins, goes on by its clock, waits, and ends."""

from dataclasses import replace
from typing import Final

from voiceguide.conversation.knowledge import Knowledge
from voiceguide.conversation.lengths import spoken_length
from voiceguide.conversation.outcome import Outcome, say
from voiceguide.conversation.state import Conversation, Phase, Question, Session
from voiceguide.messages.content import Part
from voiceguide.messages.effects import Effect, Remember, Say, Silence, Tell
from voiceguide.messages.memory import Note, NoteKind
from voiceguide.messages.routines import Cue, Routine
from voiceguide.routines.timeline import timeline

PATIENCE: Final = 120.0
"""Seconds of silence in a pause before it asks, and again before it ends the session."""
COMFORTABLE: Final = "comfortable"
"""The question that a walk's check-ins ask."""


def begin(
    conversation: Conversation, now: float, routine: Routine, knowledge: Knowledge, minutes: int = 0
) -> Outcome:
    """Start `routine` in place of whatever goes on."""
    conversation, broken_off = leave(conversation, now)
    laid_out = timeline(routine, conversation.pace, knowledge.lasts, minutes)
    session = Session(routine, laid_out, minutes, since=now)
    started = conversation.after(
        session=session,
        question=None,
        speaking=False,
        attention=conversation.attention.awake(),
    )
    started, cues = advance(started, now, knowledge)
    return started, (*broken_off, Silence(), *cues)


def leave(conversation: Conversation, now: float) -> Outcome:
    """End the session, if there is one, and note it in the diary."""
    session = conversation.session
    if session is None:
        return conversation, ()
    session = session.in_phase(Phase.PAUSED, now)
    note = Note(
        NoteKind.SESSION,
        routine=session.routine.key,
        seconds=round(session.spent, 1),
        finished=session.finished,
    )
    return conversation.after(session=None, question=None), (Remember(note),)


def stopped(conversation: Conversation, now: float, knowledge: Knowledge) -> str:
    """What tells someone in a session that it ends, and how to come out of it; else empty."""
    session = conversation.session
    if session is None:
        return ""
    # Between two poses there is nothing to come out of.
    return knowledge.words("PainWorse", "stopped", hurts=session.stage(now).hurts)


def advance(
    conversation: Conversation, now: float, knowledge: Knowledge, hearing: bool = False
) -> Outcome:
    """What is due by `now`; `hearing` tells that the person is speaking."""
    session = conversation.session
    assert session is not None
    match session.phase:
        case Phase.RUNNING:
            return _cues(conversation, session, now, hearing)
        case Phase.PAUSED:
            return _patience(conversation, session, now, knowledge)
        case _ if conversation.speaking or hearing:
            return conversation, ()
        case Phase.WAITING if conversation.question is not None:
            if conversation.question.key == COMFORTABLE:
                # It was asked again, or what was answered first is over: who walks, walks on.
                return _run(conversation, session, now, knowledge)
            return conversation, ()
        case Phase.LISTENING if now <= conversation.attention.until:
            return conversation, ()
        case Phase.WAITING | Phase.LISTENING:
            return back(conversation, now, knowledge)
        case Phase.RETURNING:
            return _run(conversation, session, now, knowledge)


def _run(conversation: Conversation, session: Session, now: float, knowledge: Knowledge) -> Outcome:
    """On from where it stands; what was being told outside a hold is told again."""
    session = session.in_phase(Phase.RUNNING, now)
    held = session.hold_left(now) is not None
    session = session.moved(session.position if held else session.stage(now).start)
    return advance(conversation.after(session=session), now, knowledge)


def _cues(conversation: Conversation, session: Session, now: float, hearing: bool) -> Outcome:
    cues, position = session.timeline.cues, session.at(now)
    effects: list[Effect] = []
    at = session.next_cue
    while at < len(cues) and cues[at].at <= position:
        cue = cues[at]
        at += 1
        if cue.small and (hearing or conversation.speaking):
            continue
        effects.append(_told(session, cue))
        if cue.say:
            said = Part(cue.say, cue.section)
            conversation = conversation.after(said=said, speaking=True)
        if cue.asks:
            conversation = conversation.after(question=Question(COMFORTABLE, cue.say))
    conversation = conversation.after(session=replace(session, next_cue=at))
    if position >= session.timeline.length and not conversation.speaking:
        return leave(conversation, now)
    return conversation, tuple(effects)


def _told(session: Session, cue: Cue) -> Tell:
    left = session.timeline.hold_left(cue.at) or 0.0
    return Tell(cue.say, cue.chime, session.timeline.stages[cue.stage].name, left)


def _patience(
    conversation: Conversation, session: Session, now: float, knowledge: Knowledge
) -> Outcome:
    if conversation.speaking or now - conversation.quiet_since < PATIENCE:
        return conversation, ()
    if session.prompted:
        ended, effects = leave(conversation, now)
        ended, words = say(ended, knowledge.words("Pause", "ended"))
        return ended, (*effects, *words)
    conversation = conversation.after(session=replace(session, prompted=True), quiet_since=now)
    return say(conversation, knowledge.words("Pause", "still_there"))


def wait(conversation: Conversation, now: float, phase: Phase = Phase.WAITING) -> Conversation:
    """The session's clock stands while something else is said; a pause stays one."""
    session = conversation.session
    if session is None or session.phase is Phase.PAUSED:
        return conversation
    return conversation.after(session=session.in_phase(phase, now))


def brief(conversation: Conversation, now: float, text: str) -> Outcome:
    """A short reply that a hold needn't wait for; an instruction that it cuts is told again."""
    session = conversation.session
    assert session is not None
    if session.phase is not Phase.RUNNING or session.hold_left(now) is None:
        conversation = wait(conversation, now)
    return conversation, (Say(text),)


def back(
    conversation: Conversation, now: float, knowledge: Knowledge, words: str = "back"
) -> Outcome:
    """Say where the session goes on; it does so when that has been said."""
    session = conversation.session
    assert session is not None
    name, left = session.stage(now).name, session.hold_left(now)
    if left is None:
        text = knowledge.words("Resume", words, name=name)
    else:
        text = knowledge.words("Resume", f"{words}_left", name=name, left=spoken_length(left))
    conversation = conversation.after(session=session.in_phase(Phase.RETURNING, now))
    return conversation, (Say(text),)
