"""The commands that steer a session, one row each; every one of them needs a session."""

from dataclasses import replace
from typing import Final

from voiceguide.conversation.answering import louder, quieter
from voiceguide.conversation.guiding import advance, back, brief, leave, wait
from voiceguide.conversation.knowledge import Knowledge
from voiceguide.conversation.leaving_out import another_stretch
from voiceguide.conversation.lengths import spoken_length
from voiceguide.conversation.outcome import Outcome, Row, say
from voiceguide.conversation.state import Conversation, Phase, Session
from voiceguide.messages.content import Part
from voiceguide.messages.effects import Say, Silence
from voiceguide.messages.events import Heard
from voiceguide.routines.pace import Pace
from voiceguide.routines.timeline import carried, timeline

_GOING: Final = frozenset({Phase.RUNNING, Phase.RETURNING})
"""Phases in which the routine goes on, or is about to."""
_ASIDE: Final = frozenset({Phase.WAITING, Phase.LISTENING})
"""Phases in which something else was said last."""
_TAIL: Final = 30.0
"""Seconds after the last hold that nobody means by what is left."""


def pause(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """Silence, and the clock stands until Resume."""
    session = conversation.session
    assert session is not None
    variant = "already" if session.phase is Phase.PAUSED and not session.prompted else "paused"
    paused = _steered(conversation).after(session=session.in_phase(Phase.PAUSED, heard.now))
    return paused, (Say(knowledge.words("Pause", variant)),)


def resume(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """Go on after a pause, or cut short what the session waits for."""
    session = conversation.session
    assert session is not None
    if session.phase is Phase.RUNNING:
        return brief(conversation, heard.now, knowledge.words("Resume", "not_paused"))
    words = "going_on" if session.phase is Phase.PAUSED else "back"
    return back(_steered(conversation), heard.now, knowledge, words)


def _steered(conversation: Conversation) -> Conversation:
    """The person has the session in hand again, asleep or not: no question of ours stands."""
    return conversation.after(question=None, attention=conversation.attention.awake())


def next_step(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """On to what comes next; after the last the session is finished."""
    session = conversation.session
    assert session is not None
    following = session.timeline.stage_at(session.at(heard.now)) + 1
    if following < len(session.timeline.stages):
        return _go_to(conversation, session, following, heard.now, knowledge)
    ended, noted = leave(conversation, heard.now)
    ended, words = say(ended, knowledge.words("NextStep", "last"))
    return ended, (*noted, *words)


def previous_step(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """Back to what came before; the first begins again."""
    session = conversation.session
    assert session is not None
    before = max(0, session.timeline.stage_at(session.at(heard.now)) - 1)
    return _go_to(conversation, session, before, heard.now, knowledge)


def _go_to(
    conversation: Conversation, session: Session, stage: int, now: float, knowledge: Knowledge
) -> Outcome:
    moved = session.in_phase(Phase.RUNNING, now).moved(session.timeline.stages[stage].start)
    conversation = conversation.after(session=moved, question=None, speaking=False)
    conversation, cues = advance(conversation, now, knowledge)
    return conversation, (Silence(), *cues)


def repeat_step(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """The instruction again, from its start unless it is over; after an answer, that answer."""
    session = conversation.session
    assert session is not None
    if session.phase in _GOING and session.hold_left(heard.now) is None:
        here = session.timeline.stage_at(session.at(heard.now))
        return _go_to(conversation, session, here, heard.now, knowledge)
    said = conversation.said
    if session.phase not in _ASIDE or said is None:
        stage = session.stage(heard.now)
        said = Part(stage.instruction, stage.section)
    return wait(conversation, heard.now), (Say(said.say, said.section),)


def time_left(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """What is left of the hold, and of all."""
    session = conversation.session
    assert session is not None
    position = session.at(heard.now)
    hold, whole = session.hold_left(heard.now), session.timeline.left(position)
    everything = spoken_length(whole)
    stage = session.stage(heard.now)
    if hold is None:
        length = stage.hold_end - stage.hold_start
        variant = "before_hold" if length and position < stage.hold_start else "all"
        text = knowledge.words("TimeLeft", variant, hold=spoken_length(length), all=everything)
    elif position + hold + _TAIL >= session.timeline.length:
        text = knowledge.words("TimeLeft", "hold", left=spoken_length(hold))
    else:
        left = spoken_length(hold)
        text = knowledge.words("TimeLeft", "hold_and_all", left=left, all=everything)
    return brief(conversation, heard.now, text)


def slower(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """Longer breaths."""
    return _paced(conversation, heard.now, knowledge, conversation.pace.slower(), "Slower")


def faster(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
    """Shorter breaths."""
    return _paced(conversation, heard.now, knowledge, conversation.pace.faster(), "Faster")


def _paced(
    conversation: Conversation, now: float, knowledge: Knowledge, pace: Pace, name: str
) -> Outcome:
    session = conversation.session
    assert session is not None
    holds = [step.hold for step in session.routine.steps if step.hold is not None]
    if any(hold.asked for hold in holds) and not any(hold.breaths for hold in holds):
        # On a walk the person sets the pace.
        return brief(conversation, now, knowledge.words(name, "own_pace"))
    if pace == conversation.pace:
        text = knowledge.words(name, "limit", seconds=f"{pace.breath:g}")
        return brief(conversation, now, text)
    laid_out = timeline(session.routine, pace, knowledge.lasts, session.minutes)
    here = session.in_phase(session.phase, now)
    position = carried(session.timeline, laid_out, here.position)
    moved = replace(here, timeline=laid_out).moved(position)
    text = knowledge.words(name, name.lower(), seconds=f"{pace.breath:g}")
    return brief(conversation.after(session=moved, pace=pace), now, text)


def _aloud(change: Row) -> Row:
    """A change of loudness in a session: its words, if it has any, are a brief reply."""

    def row(conversation: Conversation, heard: Heard, knowledge: Knowledge) -> Outcome:
        conversation, effects = change(conversation, heard, knowledge)
        for effect in effects:
            if isinstance(effect, Say):
                conversation, _ = brief(conversation, heard.now, effect.text)
        return conversation, effects

    return row


COMMANDS: Final[dict[str, Row]] = {
    "Pause": pause,
    "Resume": resume,
    "NextStep": next_step,
    "PreviousStep": previous_step,
    "AnotherStretch": another_stretch,
    "Repeat": repeat_step,
    "TimeLeft": time_left,
    "Slower": slower,
    "Faster": faster,
    "Louder": _aloud(louder),
    "Quieter": _aloud(quieter),
}
