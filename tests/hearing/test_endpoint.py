"""When a turn is over, by every way that words, noise and silence may go."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.hearing.endpoint import Endpoint
from voiceguide.hearing.tuning import INTERRUPTING, LONGEST, PATIENCE, Patience
from voiceguide.messages.audio import BLOCK, SAMPLE_RATE
from voiceguide.messages.speech import Completeness

PATIENCES = [*PATIENCE.values(), INTERRUPTING]
BY_WHAT_MAY_FOLLOW = (
    Completeness.CLOSED,
    Completeness.CONTINUABLE,
    Completeness.FREE,
    Completeness.BEGUN,
)


class Piece(NamedTuple):
    """What is known after some sound."""

    words: str
    samples: int = BLOCK
    silence: float = 0.0


def pieces(words: st.SearchStrategy[str]) -> st.SearchStrategy[list[Piece]]:
    samples = st.integers(1, 30).map(lambda blocks: blocks * BLOCK)
    return st.lists(st.builds(Piece, words, samples, st.floats(0, 3)), max_size=60)


PATIENT = st.sampled_from(PATIENCES)
SPOKEN = st.sampled_from(["stop", "stop it", "stop it please"])
ANY = pieces(st.one_of(st.just(""), SPOKEN))


def over(turn: Sequence[Piece], patience: Patience, endpoint: Endpoint | None = None) -> int:
    """The number of pieces after which it is over; one more than there are where it isn't."""
    endpoint = endpoint or Endpoint()
    for number, piece in enumerate(turn, 1):
        if endpoint.reached(*piece, patience):
            return number
    return len(turn) + 1


@given(ANY, PATIENT)
def test_it_never_ends_without_words(turn: list[Piece], patience: Patience) -> None:
    endpoint = Endpoint()
    ends = [endpoint.reached(*piece, patience) for piece in turn]
    assert all(piece.words for piece, end in zip(turn, ends, strict=True) if end)


@given(pieces(SPOKEN), PATIENT)
def test_however_it_goes_on_it_ends_at_the_hard_limit(
    turn: list[Piece], patience: Patience
) -> None:
    lasted, limit = 0, len(turn) + 1
    for number, piece in enumerate(turn, 1):
        lasted += piece.samples
        if lasted >= LONGEST * SAMPLE_RATE:
            limit = number
            break
    assert over(turn, patience) <= limit


@pytest.mark.parametrize("patience", PATIENCES)
def test_words_that_change_all_the_time_end_at_the_hard_limit(patience: Patience) -> None:
    blocks = round(LONGEST * SAMPLE_RATE / BLOCK)
    turn = [Piece(f"word {number}") for number in range(2 * blocks)]
    assert over(turn, patience) == blocks


@given(ANY, PATIENT, st.data())
def test_more_silence_never_makes_it_end_later(
    turn: list[Piece], patience: Patience, data: st.DataObject
) -> None:
    longer = data.draw(st.lists(st.floats(0, 3), min_size=len(turn), max_size=len(turn)))
    quieter = [
        piece._replace(silence=piece.silence + more)
        for piece, more in zip(turn, longer, strict=True)
    ]
    assert over(quieter, patience) <= over(turn, patience)


@given(ANY, PATIENT, SPOKEN)
def test_noise_can_not_hold_a_stable_sentence_open(
    before: list[Piece], patience: Patience, words: str
) -> None:
    endpoint = Endpoint()
    for piece in before:
        endpoint.reached(*piece, patience)
    noise = [Piece(words)] * (round(patience.stable * SAMPLE_RATE / BLOCK) + 1)
    assert over(noise, patience, endpoint) <= len(noise)


@given(PATIENT, SPOKEN)
def test_in_silence_settled_words_are_enough(patience: Patience, words: str) -> None:
    silence = [Piece(words, BLOCK, patience.silence)] * 200
    ended = (over(silence, patience) - 1) * BLOCK / SAMPLE_RATE
    assert patience.settled <= ended < patience.settled + 1.5 * BLOCK / SAMPLE_RATE


@given(PATIENT, SPOKEN, SPOKEN)
def test_words_that_just_came_are_never_the_last(
    patience: Patience, before: str, words: str
) -> None:
    endpoint = Endpoint()
    endpoint.reached(before, BLOCK, 0.0, patience)
    last = endpoint.reached(words, BLOCK, 9.0, replace(patience, stable=9.0))
    assert not last or words == before


@given(ANY)
def test_the_more_may_follow_the_longer_it_waits(turn: list[Piece]) -> None:
    ends = [over(turn, PATIENCE[completeness]) for completeness in BY_WHAT_MAY_FOLLOW]
    assert ends == sorted(ends)


def test_every_completeness_has_its_patience() -> None:
    assert set(PATIENCE) == set(Completeness) == set(BY_WHAT_MAY_FOLLOW)


@given(ANY, ANY, PATIENT)
def test_once_it_forgot_it_is_as_new(
    before: list[Piece], turn: list[Piece], patience: Patience
) -> None:
    endpoint = Endpoint()
    for piece in before:
        endpoint.reached(*piece, patience)
    endpoint.forget()
    assert over(turn, patience, endpoint) == over(turn, patience)


@given(ANY, pieces(SPOKEN), PATIENT)
def test_words_taken_back_begin_the_turn_anew(
    before: list[Piece], turn: list[Piece], patience: Patience
) -> None:
    endpoint = Endpoint()
    for piece in [*before, Piece("")]:
        endpoint.reached(*piece, patience)
    assert over(turn, patience, endpoint) == over(turn, patience)
