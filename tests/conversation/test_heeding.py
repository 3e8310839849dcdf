"""What was meant for it: every claim, in every mode, by how sure it is."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import product
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conversation.talk import Talk, lasts
from voiceguide.assembly import make_brief_memory, make_mind, make_parts
from voiceguide.content.pack import Pack
from voiceguide.conversation.attention import Attention, Mode
from voiceguide.conversation.dialogues import DIALOGUES
from voiceguide.conversation.heeding import (
    AGAIN,
    ANOTHER,
    LONG,
    NEEDED,
    SHORT,
    Claim,
    again,
    claimed,
    heeded,
)
from voiceguide.conversation.state import Conversation, Question
from voiceguide.messages.events import Heard
from voiceguide.messages.intents import EMERGENCY, OUT_OF_SCOPE, Engine, Intent
from voiceguide.messages.speech import Hypothesis, Word
from voiceguide.mind import Mind
from voiceguide.settings import Settings

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
REPLIES = [*("Yes", "No", "Unsure", "Number", "Thanks", "More", "Source"), OUT_OF_SCOPE, ""]


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


@pytest.fixture(scope="module")
def session(pack: Pack) -> Conversation:
    """In the middle of a stretch, between two of its sentences."""
    talk = Talk(pack)
    talk.hear("StartChildsPose")
    talk.wait_for("holding")
    talk.finish_speaking()
    talk.conversation = talk.conversation.after(attention=Attention())
    assert talk.conversation.session is not None
    return talk.conversation


@pytest.mark.parametrize(
    ("conversation", "name", "claim"),
    [
        *((one, EMERGENCY, Claim.EMERGENCY) for one in (IDLE, SPEAKING, ASKING, TALKING)),
        (SPEAKING, "Stop", Claim.STOP),
        (ASKING.after(speaking=True), "Stop", Claim.STOP),
        *((SPEAKING, name, Claim.STEERING) for name in STEERING),
        *((ASKING, name, Claim.ANSWER) for name in DIALOGUES["checkin"].answers),
        (SPEAKING, "PainWorse", Claim.PAIN),
        (IDLE, "PainWorse", Claim.UNEXPECTED),
        (ASKING, "Stop", Claim.EXPECTED),
        (ASKING, "Number", Claim.EXPECTED),
        (ASKING, "WalkAmount", Claim.EXPECTED),
        (ASKING, OUT_OF_SCOPE, Claim.EXPECTED),
        *((TALKING, name, Claim.EXPECTED) for name in [*REPLIES, *STEERING, "WalkAmount"]),
        *((IDLE, name, Claim.POINTLESS) for name in [*REPLIES, "Goodbye"]),
        *((IDLE, name, Claim.UNASKED) for name in [*STEERING, "Stop"]),
        (SPEAKING, "Yes", Claim.POINTLESS),
        (IDLE, "WalkAmount", Claim.UNEXPECTED),
        (IDLE, "StartChildsPose", Claim.UNEXPECTED),
        (SPEAKING, "WalkAmount", Claim.UNEXPECTED),
    ],
)
def test_what_it_claims_to_be(conversation: Conversation, name: str, claim: Claim) -> None:
    assert claimed(conversation, heard(name)) is claim


@pytest.mark.parametrize(
    ("conversation", "name", "claim"),
    [
        (SPEAKING, "Stop", Claim.STOP),
        (IDLE, EMERGENCY, Claim.EMERGENCY),
        (ASKING, "Yes", Claim.ANSWER),
        *((IDLE, name, Claim.CALLED) for name in ["WalkAmount", "Stop", "Yes", OUT_OF_SCOPE, ""]),
        (SPEAKING, "Louder", Claim.CALLED),
        (TALKING, "WalkAmount", Claim.CALLED),
    ],
)
def test_what_it_claims_to_be_after_the_wake_word(
    conversation: Conversation, name: str, claim: Claim
) -> None:
    assert claimed(conversation, heard(name, woken=True)) is claim


def test_in_a_session_commands_steer_it(session: Conversation) -> None:
    assert claimed(session, heard("Stop")) is Claim.STOP
    assert claimed(session, heard("PainWorse")) is Claim.PAIN
    for name in STEERING:
        assert claimed(session, heard(name)) is Claim.STEERING
    assert claimed(session, heard("Yes")) is Claim.POINTLESS
    assert claimed(session, heard("WalkAmount")) is Claim.UNEXPECTED


SITUATIONS: list[tuple[Claim, Conversation, str]] = [
    (Claim.EMERGENCY, IDLE, EMERGENCY),
    (Claim.STOP, SPEAKING, "Stop"),
    (Claim.ANSWER, ASKING, "Yes"),
    (Claim.PAIN, SPEAKING, "PainWorse"),
    (Claim.STEERING, SPEAKING, "Louder"),
    (Claim.EXPECTED, TALKING, OUT_OF_SCOPE),
    (Claim.UNEXPECTED, IDLE, "WalkAmount"),
]


@pytest.mark.parametrize(("claim", "conversation", "name"), SITUATIONS)
def test_each_claim_is_believed_from_its_own_sureness_on(
    claim: Claim, conversation: Conversation, name: str
) -> None:
    row = NEEDED[claim]
    amidst = row.crowded if row.amid is None else row.amid
    for crowd, familiar, amid, needed in (
        (0.0, 0.0, False, row.alone),
        (0.0, 1.0, True, row.alone),
        (1.0, None, False, row.crowded),
        (1.0, 0.0, False, ANOTHER * row.crowded),
        (1.0, 1.0, False, row.theirs * row.crowded),
        (1.0, None, True, amidst),
        (1.0, 0.0, True, ANOTHER * amidst),
        (1.0, 1.0, True, row.theirs * amidst),
    ):
        said = heard(name, needed, crowd=crowd, familiar=familiar, amid=amid)
        assert heeded(conversation, said)
        assert not heeded(conversation, replace(said, sureness=needed - 0.01))


def test_safety_needs_the_least_and_a_sentence_out_of_the_blue_the_most() -> None:
    for crowd, amid, familiar in product((0.0, 0.5, 1.0), (False, True), VOICES):
        needed = {claim: row.among(crowd, amid, SHORT, familiar) for claim, row in NEEDED.items()}
        others = set(needed) - {Claim.UNASKED, Claim.POINTLESS}
        assert max(others, key=needed.__getitem__) is Claim.UNEXPECTED
        assert min(needed[Claim.STOP], needed[Claim.EMERGENCY]) == min(needed.values())
        assert needed[Claim.EMERGENCY] <= needed[Claim.ALARMING] < needed[Claim.EXPECTED]
    assert set(NEEDED) == set(Claim)


@pytest.mark.parametrize("amid", [False, True])
@pytest.mark.parametrize("crowd", [0.0, 0.3, 0.5, 0.8, 1.0])
def test_no_sureness_is_enough_for_what_is_pointless(crowd: float, amid: bool) -> None:
    assert NEEDED[Claim.POINTLESS].among(crowd, amid, LONG, 0.0) == inf


def test_a_call_for_help_need_not_stand_out() -> None:
    row = NEEDED[Claim.EMERGENCY]
    for crowd in (0.0, 0.3, 0.45, 1.0):
        assert row.among(crowd, True, SHORT, 0.0) == row.among(crowd, False, SHORT, 0.0)


def test_in_a_crowd_and_amid_other_words_nothing_is_believed_more_easily() -> None:
    for row, familiar in product(NEEDED.values(), VOICES):
        alone, crowded = (row.among(crowd, False, SHORT, familiar) for crowd in (0.0, 1.0))
        assert row.among(1.0, True, SHORT, familiar) >= crowded >= alone


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.booleans())
def test_in_a_voice_of_theirs_nothing_is_believed_more_easily(
    crowd: float, familiar: float, more: float, amid: bool
) -> None:
    familiar, more = sorted((familiar, more))
    for row in NEEDED.values():
        assert row.among(crowd, amid, SHORT, familiar) <= row.among(crowd, amid, SHORT, more)
        assert row.among(0.0, amid, SHORT, familiar) == row.alone


def test_who_has_talked_with_somebody_may_call_for_help_call_it_and_stop_it() -> None:
    for claim in (Claim.EMERGENCY, Claim.ALARMING, Claim.CALLED, Claim.ANSWER, Claim.STOP):
        row = NEEDED[claim]
        assert row.among(1.0, False, SHORT, 1.0) == row.crowded


@given(st.floats(0, 20), st.floats(0, 20), st.floats(0, 1), st.booleans())
def test_a_longer_sentence_is_believed_sooner_where_nobody_else_speaks(
    lasted: float, longer: float, crowd: float, amid: bool
) -> None:
    lasted, longer = sorted((lasted, longer))
    for row in NEEDED.values():
        assert row.among(crowd, amid, longer, 0.0) <= row.among(crowd, amid, lasted, 0.0)
        least = row.alone if row.sentence is None else row.sentence
        assert least <= row.among(0.0, amid, lasted, 0.0) <= row.alone
        assert row.among(1.0, amid, longer, 0.0) == row.among(1.0, amid, lasted, 0.0)


def test_words_of_a_moment_must_be_surer_than_a_sentence() -> None:
    sureness = NEEDED[Claim.UNEXPECTED].sentence
    assert sureness is not None
    assert not heeded(IDLE, heard("WalkAmount", sureness, lasted=SHORT))
    assert heeded(IDLE, heard("WalkAmount", sureness, lasted=LONG))


@pytest.mark.parametrize("name", REPLIES)
def test_a_reply_to_nothing_is_nothing_however_sure(name: str) -> None:
    assert not heeded(IDLE, heard(name, inf))


@pytest.mark.parametrize("asleep", [False, True])
@pytest.mark.parametrize("mode", MODES)
def test_a_call_for_help_is_heard_in_every_mode_and_asleep(mode: Mode, asleep: bool) -> None:
    conversation = attending(IDLE, mode=mode, asleep=asleep)
    assert heeded(conversation, heard(EMERGENCY, NEEDED[Claim.EMERGENCY].alone))


@pytest.mark.parametrize("asleep", [False, True])
@pytest.mark.parametrize("mode", MODES)
def test_what_means_about_the_same_is_heard_too_but_must_be_clear_among_others(
    mode: Mode, asleep: bool
) -> None:
    conversation = attending(IDLE, mode=mode, asleep=asleep)

    def is_heard(crowd: float, engine: Engine) -> bool:
        sureness = NEEDED[Claim.EMERGENCY].among(crowd, False, SHORT, None)
        return heeded(conversation, heard(EMERGENCY, sureness, crowd=crowd, engine=engine))

    assert is_heard(0.0, Engine.RED_FLAG) and is_heard(0.0, Engine.NEAREST)
    assert is_heard(1.0, Engine.RED_FLAG) and not is_heard(1.0, Engine.NEAREST)


@pytest.mark.parametrize("asleep", [False, True])
@pytest.mark.parametrize("mode", MODES)
def test_stop_is_heard_in_every_mode_and_asleep(
    session: Conversation, mode: Mode, asleep: bool
) -> None:
    for busy in (SPEAKING, session, ASKING.after(speaking=True)):
        conversation = attending(busy, mode=mode, asleep=asleep)
        assert heeded(conversation, heard("Stop", NEEDED[Claim.STOP].alone))


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", ["NextStep", "Pause", "Louder", "TimeLeft", "PainMedication"])
def test_a_session_is_open_in_every_mode(session: Conversation, mode: Mode, name: str) -> None:
    assert heeded(attending(session, mode=mode), heard(name))


@pytest.mark.parametrize("mode", [Mode.WAKE, Mode.PUSH])
@pytest.mark.parametrize("conversation", [IDLE, SPEAKING])
def test_outside_one_and_uncalled_the_other_modes_hear_only_that(
    conversation: Conversation, mode: Mode
) -> None:
    for name in ("WalkAmount", "StartChildsPose", "Louder", OUT_OF_SCOPE):
        assert not heeded(attending(conversation, mode=mode), heard(name))


@pytest.mark.parametrize("mode", MODES)
def test_a_refusal_is_only_for_someone_who_talks_with_it(mode: Mode) -> None:
    window = attending(IDLE, mode=mode, until=NOW)
    assert heeded(window, heard(OUT_OF_SCOPE))
    assert not heeded(attending(window, until=NOW - 0.1), heard(OUT_OF_SCOPE))


@pytest.mark.parametrize("conversation", [IDLE, SPEAKING, ASKING, TALKING])
def test_asleep_it_hears_nothing_but_safety_and_its_name(conversation: Conversation) -> None:
    asleep = attending(conversation, asleep=True)
    for name in ("WalkAmount", "Yes", "Louder", "StopListening", OUT_OF_SCOPE):
        assert not heeded(asleep, heard(name))
        assert heeded(asleep, heard(name, woken=True))


def test_asleep_in_a_session_it_hears_a_cry_of_pain(session: Conversation) -> None:
    asleep = attending(session, asleep=True)
    assert heeded(asleep, heard("PainWorse", NEEDED[Claim.PAIN].alone))
    assert not heeded(asleep, heard("NextStep", inf))


SITUATION = st.tuples(
    st.sampled_from([IDLE, SPEAKING, ASKING, TALKING]),
    st.builds(
        Attention, st.sampled_from(MODES), st.booleans(), st.sampled_from([-inf, NOW - 1, NOW + 1])
    ),
).map(lambda both: both[0].after(attention=both[1]))
NAMES = st.sampled_from([*REPLIES, *STEERING, "Stop", EMERGENCY, "WalkAmount"])
SURENESS = st.one_of(st.floats(-10, 10), st.sampled_from([row.alone for row in NEEDED.values()]))


@given(SITUATION, NAMES, SURENESS, st.floats(0, 30), st.booleans(), st.floats(0, 1))
def test_surer_alone_or_by_name_it_is_never_heeded_less(
    there: Conversation, name: str, sureness: float, more: float, woken: bool, crowd: float
) -> None:
    if heeded(there, heard(name, sureness, woken=woken, crowd=crowd)):
        assert heeded(there, heard(name, sureness + more, woken=woken, crowd=crowd))
        assert heeded(there, heard(name, sureness, woken=woken, crowd=crowd / 2))
        assert heeded(there, heard(name, sureness, woken=True, crowd=crowd))


@given(SITUATION, NAMES, SURENESS)
def test_what_is_typed_is_always_heeded(there: Conversation, name: str, sureness: float) -> None:
    assert heeded(there, replace(heard(name, sureness), called=True))


@given(SITUATION, NAMES)
def test_after_its_name_everything_is_heeded_that_was_heard_clearly(
    there: Conversation, name: str
) -> None:
    assert heeded(there, heard(name, NEEDED[Claim.CALLED].alone, woken=True))


def test_a_wake_word_that_is_hardly_there_calls_nobody() -> None:
    assert not heeded(IDLE, heard("WalkAmount", NEEDED[Claim.CALLED].alone - 0.01, woken=True))


@pytest.fixture(scope="module")
def new_mind() -> Callable[[Mode], Mind]:
    """A mind that begins anew, in a mode."""
    parts = {
        mode: make_parts(Settings(attention=mode.value), make_brief_memory()) for mode in MODES
    }
    return lambda mode: make_mind(parts[mode], lasts)


SAID = [
    *(
        "stop",
        "yes",
        "no",
        "louder",
        "should i walk today",
        "hey guide",
        "what is the weather like",
    ),
    *(
        "i can't feel my legs",
        "stop listening",
        "okay guide how long",
        "guide me through child's pose",
    ),
    *("pause", "thanks", "", "[unk]", "my pain is a six"),
]


def utterances(*seconds: float) -> st.SearchStrategy[list[tuple[float, Hypothesis]]]:
    """When, and what is heard; so many seconds apart."""
    parts = st.tuples(
        st.sampled_from(SAID), st.floats(-20, 25), st.floats(*seconds), st.floats(0, 1)
    )
    return st.lists(parts, max_size=12).map(_spoken)


def _spoken(said: Sequence[tuple[str, float, float, float]]) -> list[tuple[float, Hypothesis]]:
    now, spoken = 0.0, []
    for text, support, seconds, crowd in said:
        now += seconds
        words = tuple(Word(word, 0.9, at / 2, at / 2 + 0.4) for at, word in enumerate(text.split()))
        spoken.append((now, Hypothesis(text, words, support=support, crowd=crowd)))
    return spoken


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("should i walk today", NEEDED[Claim.UNEXPECTED].crowded),
        ("[unk] should i walk today", NEEDED[Claim.UNEXPECTED].amid),
        ("should i walk today [unk]", NEEDED[Claim.UNEXPECTED].amid),
    ],
)
def test_what_stands_amid_unknown_words_must_be_surer_in_a_crowd(
    new_mind: Callable[[Mode], Mind], text: str, needed: float
) -> None:
    words = tuple(Word(word, 1.0, at / 2, at / 2 + 0.4) for at, word in enumerate(text.split()))
    turn = new_mind(Mode.OPEN).turn(Hypothesis(text, words, support=20.0, crowd=1.0), called=False)
    assert turn.needed == needed
    assert turn.intent.name == "WalkToday"


@settings(max_examples=40)
@given(st.sampled_from(MODES), utterances(0.1, 30))
def test_what_is_not_heeded_does_nothing(
    new_mind: Callable[[Mode], Mind], mode: Mode, said: Sequence[tuple[float, Hypothesis]]
) -> None:
    mind = new_mind(mode)
    for now, spoken in said:
        before = mind.conversation
        turn = mind.turn(spoken, now, called=False)
        if not turn.heeded:
            assert turn.effects == ()
            assert turn.reply == ""
            assert mind.conversation == before


@settings(max_examples=40)
@given(st.sampled_from(MODES), utterances(AGAIN + 0.1, 40))
def test_what_was_not_heeded_and_is_not_said_again_soon_changes_nothing(
    new_mind: Callable[[Mode], Mind], mode: Mode, said: Sequence[tuple[float, Hypothesis]]
) -> None:
    """Two conversations, one of which never hears what the other doesn't heed."""
    mind, spared = new_mind(mode), new_mind(mode)
    for now, spoken in said:
        if mind.turn(spoken, now, called=False).heeded:
            spared.turn(spoken, now, called=False)
        assert mind.conversation == spared.conversation


def test_who_says_it_again_is_heard(new_mind: Callable[[Mode], Mind]) -> None:
    def heeds(*said: tuple[float, str]) -> bool:
        mind = new_mind(Mode.OPEN)
        turns = [mind.turn(unsure(text), now, called=False) for now, text in said]
        assert not any(turn.heeded for turn in turns[:-1])
        return turns[-1].heeded

    def unsure(text: str) -> Hypothesis:
        words = tuple(Word(word, 1.0, at, at + 1) for at, word in enumerate(text.split()))
        return Hypothesis(text, words, support=11.0, crowd=1.0)

    walk = "should i walk today"
    assert not heeds((0, walk))
    assert heeds((0, walk), (5, walk))
    assert heeds((0, walk), (5, "what is the weather like"), (8, walk))
    assert not heeds((0, walk), (AGAIN + 0.1, walk))
    assert not heeds((0, walk), (5, "what is child's pose good for"))


@given(
    st.lists(
        st.tuples(st.sampled_from(["WalkToday", "Stop"]), SURENESS, st.floats(0, 30)), max_size=6
    )
)
def test_no_earlier_saying_makes_anything_less_sure(
    before: Sequence[tuple[str, float, float]],
) -> None:
    said = replace(heard("WalkToday", 3.0), now=30.0)
    earlier = [replace(heard(name, sureness), now=now) for name, sureness, now in before]
    assert again(said, earlier).sureness >= said.sureness
    assert replace(again(said, earlier), sureness=3.0) == said
