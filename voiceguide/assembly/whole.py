"""All of it together."""

from collections.abc import Callable

from voiceguide.assembly.parts import Parts
from voiceguide.assistant import Assistant, Deed
from voiceguide.conversation.attention import Attention, Mode
from voiceguide.conversation.knowledge import Knowledge
from voiceguide.conversation.state import Conversation
from voiceguide.hearing.listening import Listening
from voiceguide.messages.speech import Hypothesis
from voiceguide.mind import Mind, Turn
from voiceguide.speaking.phrases import Speech
from voiceguide.speaking.speaker import Speaker
from voiceguide.understanding.wake_word import WakeWord


def make_mind(parts: Parts, lasts: Callable[[str], float], converses: bool = True) -> Mind:
    """A mind at the beginning of a conversation; `lasts` tells how long a text takes to say."""
    knowledge = Knowledge(parts.pack.answers, parts.pack.routines, lasts, converses=converses)
    settings = parts.settings
    beginning = Conversation(
        loudness=settings.volume, attention=Attention(Mode(settings.attention))
    )
    wake = WakeWord(parts.pack.wake)
    return Mind(parts.matcher, knowledge, parts.memory, beginning, wake, parts.on_trouble)


def make_assistant(
    parts: Parts,
    listener: Listening,
    speech: Speech,
    on_turn: Callable[[Turn], None] = lambda turn: None,
    on_deed: Callable[[Deed], None] = lambda deed: None,
) -> Assistant:
    """The assistant, block by block."""
    # The first match builds hassil's index; nobody should wait for that.
    parts.matcher.match(Hypothesis("hello"))
    speaker = Speaker()
    speaker.loudness(parts.settings.volume)
    return Assistant(make_mind(parts, speech.lasts), listener, speech, speaker, on_turn, on_deed)
