"""What is overheard, not typed, in the states of a conversation."""

from dataclasses import replace
from math import inf

from hypothesis import strategies as st

from voiceguide.conversation.attention import Attention, Mode
from voiceguide.conversation.heeding import NEEDED
from voiceguide.conversation.state import Conversation, Question
from voiceguide.messages.events import Heard
from voiceguide.messages.intents import OUT_OF_SCOPE, Engine, Intent

NOW = 100.0
MODES = list(Mode)
IDLE = Conversation()
SPEAKING = Conversation(speaking=True)
ASKING = Conversation(question=Question("checkin", "Is anything different?"))
TALKING = Conversation(attention=Attention(until=NOW + 1))
STEERING = [
    *("Pause", "Resume", "Repeat", "NextStep", "PreviousStep"),
    *("TimeLeft", "Slower", "Faster", "Louder", "Quieter"),
]
VOICES = (None, 0.0, 0.5, 1.0)
REPLIES = [*("Yes", "No", "Fine", "Unsure", "Number", "Thanks", "More", "Source"), OUT_OF_SCOPE, ""]
SURENESS = st.one_of(st.floats(-10, 10), st.sampled_from([row.alone for row in NEEDED.values()]))


def heard(
    name: str,
    sureness: float = inf,
    *,
    woken: bool = False,
    lasted: float = 0.0,
    crowd: float = 0.0,
    familiar: float | None = None,
    amid: bool = False,
    engine: Engine = Engine.TEMPLATE,
) -> Heard:
    """Overheard, not typed."""
    intent = Intent(name, 1.0, engine)
    return Heard(
        NOW,
        intent,
        False,
        sureness,
        lasted=lasted,
        crowd=crowd,
        familiar=familiar,
        amid=amid,
        woken=woken,
    )


def attending(conversation: Conversation, **changes: object) -> Conversation:
    attention = replace(conversation.attention, **changes)  # type: ignore[arg-type]
    return conversation.after(attention=attention)
