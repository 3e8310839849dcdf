"""How sure it must be of every claim, alone, in a crowd, and by whose voice."""

from dataclasses import replace
from itertools import product
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conversation.overheard import ASKING, IDLE, SPEAKING, TALKING, VOICES, heard
from voiceguide.conversation.heeding import LONG, NEEDED, SHORT, Claim, heeded
from voiceguide.conversation.state import Conversation
from voiceguide.messages.intents import EMERGENCY, OUT_OF_SCOPE

SITUATIONS: list[tuple[Claim, Conversation, str]] = [
    (Claim.EMERGENCY, IDLE, EMERGENCY),
    (Claim.STOP, SPEAKING, "Stop"),
    (Claim.ANSWER, ASKING, "Yes"),
    (Claim.PAIN, SPEAKING, "PainWorse"),
    (Claim.STEERING, SPEAKING, "Louder"),
    (Claim.EXPECTED, TALKING, "WalkAmount"),
    (Claim.REFUSED, TALKING, OUT_OF_SCOPE),
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
        (1.0, 0.0, False, row.crowded),
        (1.0, 1.0, False, row.theirs * row.crowded),
        (1.0, None, True, amidst),
        (1.0, 0.0, True, amidst),
        (1.0, 1.0, True, row.theirs * amidst),
    ):
        said = heard(name, needed, crowd=crowd, familiar=familiar, amid=amid)
        assert heeded(conversation, said)
        assert not heeded(conversation, replace(said, sureness=needed - 0.01))


def test_safety_needs_the_least_and_a_sentence_out_of_the_blue_the_most() -> None:
    for crowd, amid, familiar in product((0.0, 0.5, 1.0), (False, True), VOICES):
        needed = {claim: row.among(crowd, amid, SHORT, familiar) for claim, row in NEEDED.items()}
        others = set(needed) - {Claim.UNASKED, Claim.REFUSED, Claim.POINTLESS}
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
