"""What is said when the sound was away, unplugged perhaps, and is back."""

from dataclasses import replace
from typing import Final

from voiceguide.conversation.guiding import PATIENCE, wait
from voiceguide.conversation.knowledge import Knowledge
from voiceguide.conversation.outcome import Outcome
from voiceguide.conversation.state import Conversation, Phase, Session
from voiceguide.messages.effects import Say
from voiceguide.messages.events import Returned

SOUND: Final = "_sound"
"""Name of the response that holds the words."""


def returned(conversation: Conversation, event: Returned, knowledge: Knowledge) -> Outcome:
    """Tell the person that they are heard again, and repeat what they may have missed."""
    # Nothing in these words may be a command: the microphone hears them.
    asleep = conversation.attention.asleep
    listening = knowledge.words(SOUND, "back_asleep" if asleep else "back")
    conversation = conversation.after(quiet_since=event.now)
    if conversation.session is not None:
        return _in_session(conversation, conversation.session, event, knowledge, listening)
    if conversation.question is not None:
        question = replace(conversation.question, since=None, aside=False)
        return conversation.after(question=question), (Say(f"{listening} {question.words}"),)
    return conversation, (_with_answer(conversation, listening),)


def _in_session(
    conversation: Conversation,
    session: Session,
    event: Returned,
    knowledge: Knowledge,
    listening: str,
) -> Outcome:
    """It goes on where it stood; after a long time, when nobody may be there, once they say so."""
    conversation = conversation.after(question=None)
    if session.phase is Phase.PAUSED or event.away >= PATIENCE:
        paused = conversation.after(session=session.in_phase(Phase.PAUSED, event.now))
        return paused, (Say(f"{listening} {knowledge.words('Pause', 'paused')}"),)
    said = Say(listening)
    if session.phase is Phase.WAITING:
        said = _with_answer(conversation, listening)
    return wait(conversation, event.now), (said,)


def _with_answer(conversation: Conversation, listening: str) -> Say:
    """With the answer that was being given: its end can't have been heard."""
    said = conversation.said
    if said is None or not conversation.speaking:
        return Say(listening)
    return Say(f"{listening} {said.say}", said.section)
