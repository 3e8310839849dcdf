"""What was meant for the assistant, and what was only said in the same room.

How sure it must be depends on what the words would do now. A call for help and "stop" are heeded
on little evidence and in every mode; an answer only where one is awaited; "I can't help with that"
is only said to someone who is talking with it; anything else goes by `NEEDED`. All rules are here.
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from math import inf
from typing import Final

from voiceguide.conversation.attention import Mode
from voiceguide.conversation.dialogues import DIALOGUES, slotted
from voiceguide.conversation.state import Conversation
from voiceguide.messages.events import Heard
from voiceguide.messages.intents import DISCOMFORT, EMERGENCY, OUT_OF_SCOPE, Engine


class Claim(StrEnum):
    """What an utterance claims to be, now; the first that fits."""

    EMERGENCY = "emergency"
    """A red flag that stands in the words."""
    ALARMING = "alarming"
    """What only means about the same."""
    STOP = "stop"
    """The one command that can only make it quieter."""
    STOPPING = "stopping"
    """What only means about the same, or is said to children and friends as often."""
    ANSWER = "answer"
    """One that it asked for."""
    PAIN = "pain"
    """A cry while it guides or speaks, as in "ow, stop": it asks to be told, and stops."""
    CALLED = "called"
    """Anything else after the wake word."""
    STEERING = "steering"
    """Another command to what is going on."""
    EXPECTED = "expected"
    """Something said to it in the middle of talking with it."""
    REFUSED = "refused"
    """The same, which it could only refuse: among others it was more likely theirs, and who said it
    loses little."""
    UNEXPECTED = "unexpected"
    """A sentence out of the blue."""
    UNASKED = "unasked"
    """A command to what doesn't go on: it is told so, if it was surely said."""
    POINTLESS = "pointless"
    """An answer that nobody asked for, or words that it could only refuse."""


@dataclass(frozen=True, slots=True)
class Others:
    """How much they must have spoken (`Heard.crowd`) to be a crowd."""

    few: float
    """Share of the time up to which nobody else is talking with anybody,"""
    many: float
    """and from which somebody is."""


ALONE: Final = Others(0.3, 0.52)
"""Before words that stand alone: of the turns in babble 95 % had more than 0.51. Commands 10 dB
over talkers came with 0.28 at most, what babble was taken for with 0.36 and more."""
AMID: Final = Others(0.25, 0.42)
"""Before words amid unknown ones: others speak just then, too."""


THEIRS: Final = 1.6
"""Times what a crowd asks for, in a voice of theirs: nearly all that is clearly heard in babble was
said by somebody who talks on. In a new voice it asks for no less: others come and go."""

SHORT: Final = 1.0
"""Seconds that a word or two take,"""
LONG: Final = 2.5
"""and a whole sentence."""


@dataclass(frozen=True, slots=True)
class Needed:
    """Sureness (`Heard.sureness`) from which a claim is believed."""

    alone: float
    """When nobody spoke before,"""
    crowded: float
    """when others were talking all the time: a television is more likely than a person,"""
    amid: float | None
    """and when the words stand amid unknown ones there, for what a person says stands out. None:
    it need not, as a call for help. Both are for a voice that isn't known to be theirs."""
    sentence: float | None = None
    """When nobody spoke before, for a whole sentence: other names and noises are like a word or two
    of ours. None: as much as for those."""
    theirs: float = THEIRS
    """Times as much in a crowd in a voice of theirs. 1: no more, for who has talked with somebody
    else in the room may call for help, too, say "stop", or call it by its name."""

    def among(self, crowd: float, amid: bool, lasted: float, familiar: float | None) -> float:
        """When others spoke for this share of the time, 0 to 1, and it lasted so many seconds.

        `familiar`: whether it was in a voice of theirs, 0 to 1, if that is known. Others say whole
        sentences: among them length tells nothing.
        """
        alone = self.alone
        if self.sentence is not None:
            alone = _between(alone, self.sentence, (lasted - SHORT) / (LONG - SHORT))
        if amid and self.amid is not None:
            others, most = AMID, self.amid
        else:
            others, most = ALONE, self.crowded
        if familiar is not None:
            most *= _between(1.0, self.theirs, familiar)
        return _between(alone, most, (crowd - others.few) / (others.many - others.few))


def _between(low: float, high: float, share: float) -> float:
    """`low` at a share of 0 and below, `high` at 1 and above."""
    if share <= 0 or low == high:
        return low
    return high if share >= 1 else (1 - share) * low + share * high


NEEDED: Final[Mapping[Claim, Needed]] = {
    Claim.EMERGENCY: Needed(3.0, 12.0, None, theirs=1.0),
    Claim.ALARMING: Needed(3.0, 30.0, None, theirs=1.0),
    Claim.STOP: Needed(1.0, 8.5, 18.0, theirs=1.0),
    Claim.STOPPING: Needed(1.0, 28.0, 40.0),
    Claim.ANSWER: Needed(1.0, 8.5, 15.0, theirs=1.0),
    Claim.PAIN: Needed(1.5, 26.0, 40.0),
    Claim.CALLED: Needed(2.5, 13.0, 22.0, theirs=1.0),
    Claim.STEERING: Needed(2.5, 28.0, 40.0),
    Claim.EXPECTED: Needed(3.5, 32.0, 45.0),
    Claim.REFUSED: Needed(3.5, 120.0, 120.0),
    Claim.UNEXPECTED: Needed(7.0, 34.0, 55.0, sentence=5.5),
    Claim.UNASKED: Needed(10.0, 34.0, 55.0),
    Claim.POINTLESS: Needed(inf, inf, inf),
}
"""docs/rooms.md has the trade-off."""

AGAIN: Final = 12.0
"""Seconds after which what wasn't heeded is forgotten; said again before, both count together."""

_ALWAYS: Final = frozenset({Claim.EMERGENCY, Claim.ALARMING, Claim.STOP, Claim.STOPPING})
"""Claims that are heard in every mode, asleep or not: safety waits for no wake word."""
_STOP: Final = "Stop"
_CASUAL: Final = "casual"
"""Its slot for wordings such as "never mind"."""
_PAIN: Final = "PainWorse"
_STEERS: Final = frozenset(
    "Pause Resume Repeat NextStep PreviousStep TimeLeft Slower Faster Louder Quieter".split()
)
_ANOTHER: Final = "AnotherStretch"
"""Steers a session, too; out of one it is a question."""
_ANSWERS: Final = frozenset("Yes No Fine Both Unsure Number Thanks More Source Goodbye".split())
_STILL_THERE: Final = frozenset({"Yes", "No", "Fine", "Resume"})
"""What answers that, asked in a pause."""
_NOTHING: Final = frozenset({"", OUT_OF_SCOPE, DISCOMFORT})


def again(heard: Heard, unheeded: Iterable[Heard]) -> Heard:
    """As sure as whoever said the same in what is still `recent`, too: evidence adds up.

    A person who isn't answered says it again; a television says something else.
    """
    before = sum(max(0.0, one.sureness) for one in unheeded if _same(one, heard))
    return replace(heard, sureness=heard.sureness + before)


def recent(unheeded: Iterable[Heard], now: float) -> tuple[Heard, ...]:
    """What may still be said again."""
    return tuple(one for one in unheeded if now - one.now <= AGAIN)


def _same(one: Heard, other: Heard) -> bool:
    return one.intent.name == other.intent.name and one.intent.slots == other.intent.slots


def heeded(conversation: Conversation, heard: Heard) -> bool:
    """Whether what was heard is taken as said to the assistant."""
    if heard.called:
        return True
    attention, claim = conversation.attention, claimed(conversation, heard)
    # A model that can't be verified is infinitely sure, and "yes" out of the blue still nothing.
    if claim is Claim.POINTLESS or heard.sureness < needed(claim, heard):
        return False
    if heard.woken or claim in _ALWAYS:
        return True
    if attention.asleep:
        # A reminder that is due, a long pause and a walk ask something even then.
        in_pain = claim is Claim.PAIN and conversation.session is not None
        return in_pain or claim is Claim.ANSWER
    # A session has the person's hands, and its commands come alone.
    open_now = attention.mode is Mode.OPEN or conversation.session is not None
    return open_now or heard.now <= attention.until


def needed(claim: Claim, heard: Heard) -> float:
    """Sureness from which what was heard is believed to be what it claims to be."""
    claims = {claim, Claim.CALLED} if heard.woken else {claim}
    return min(
        NEEDED[one].among(heard.crowd, heard.amid, heard.lasted, heard.familiar) for one in claims
    )


def claimed(conversation: Conversation, heard: Heard) -> Claim:
    """What the utterance would be, as things stand."""
    name = heard.intent.name
    question = conversation.question
    busy = conversation.speaking or conversation.session is not None
    talking = question is not None or heard.now <= conversation.attention.until
    if name == EMERGENCY:
        return Claim.ALARMING if heard.intent.engine is Engine.NEAREST else Claim.EMERGENCY
    if busy and name == _STOP:
        plain = heard.intent.engine is Engine.TEMPLATE and _CASUAL not in heard.intent.slots
        return Claim.STOP if plain else Claim.STOPPING
    if name in _awaited(conversation) or slotted(conversation, heard) is not None:
        return Claim.ANSWER
    if (busy and name == _PAIN) or (conversation.session is not None and name == DISCOMFORT):
        return Claim.PAIN
    if heard.woken:
        return Claim.CALLED
    if busy and name in _STEERS | {_ANOTHER}:
        return Claim.STEERING
    if talking:
        return Claim.REFUSED if name in _NOTHING else Claim.EXPECTED
    if name in _ANSWERS | _NOTHING:
        return Claim.POINTLESS
    return Claim.UNASKED if name in _STEERS | {_STOP} else Claim.UNEXPECTED


def _awaited(conversation: Conversation) -> Container[str]:
    """Intents that answer what it asked last."""
    question, session = conversation.question, conversation.session
    if question is not None:
        return DIALOGUES[question.key].answers
    return _STILL_THERE if session is not None and session.prompted else ()
