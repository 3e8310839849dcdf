"""A stretch that the person can't do, or won't, is left out of the session."""

from dataclasses import replace

from voiceguide.conversation.answering import tell
from voiceguide.conversation.guiding import brief, leave, wait
from voiceguide.conversation.knowledge import Knowledge
from voiceguide.conversation.outcome import Outcome, say
from voiceguide.conversation.state import Conversation, Phase, Session
from voiceguide.messages.effects import Say
from voiceguide.messages.events import Heard
from voiceguide.messages.routines import Stage
from voiceguide.routines.timeline import timeline

_NAME = "AnotherStretch"


def another_stretch(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """Leave out the stretch that is named, or else this one."""
    session = conversation.session
    assert session is not None
    here = session.timeline.stage_at(session.at(heard.now))
    rest = [stage for stage in session.timeline.stages[here:] if stage.of]
    # The opening words belong to the stretch that they are followed by.
    this = rest[0].of if rest else ""
    named = heard.intent.slots.get("stretch") or this
    if this and named == this:
        other = next((stage for stage in rest if stage.of != this), None)
        return _left(conversation, session, other, heard.now, knowledge)
    if any(stage.of == named for stage in rest):
        return _without(conversation, session, named, heard.now, knowledge)
    conversation, said = tell(conversation, heard, knowledge)
    return wait(conversation, heard.now), said


def _left(
    conversation: Conversation,
    session: Session,
    other: Stage | None,
    now: float,
    knowledge: Knowledge,
) -> Outcome:
    """Say how to come out of it, and go on with the other; without one the session is over."""
    hurts = session.stage(now).hurts
    if other is None:
        ended, noted = leave(conversation, now)
        ended, said = say(ended, knowledge.words(_NAME, "last", hurts=hurts))
        return ended, (*noted, *said)
    moved = session.in_phase(Phase.RETURNING, now).moved(other.start)
    words = knowledge.words(_NAME, "next", hurts=hurts, name=other.of)
    return conversation.after(session=moved, question=None), (Say(words),)


def _without(
    conversation: Conversation, session: Session, named: str, now: float, knowledge: Knowledge
) -> Outcome:
    """The same session without a stretch that is still to come."""
    steps = tuple(step for step in session.routine.steps if step.of != named)
    routine = replace(session.routine, steps=steps)
    here = session.in_phase(session.phase, now)
    laid_out = timeline(routine, conversation.pace, knowledge.lasts, session.minutes)
    shorter = replace(here, routine=routine, timeline=laid_out).moved(here.position)
    words = knowledge.words(_NAME, "later", name=named)
    return brief(conversation.after(session=shorter), now, words)
