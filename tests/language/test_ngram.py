from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voiceguide.language.ngram import BEGIN, END, estimate

WORDS = ["walk", "rest", "back", "pain"]
SENTENCES = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6), min_size=1)


@settings(max_examples=60, deadline=None)
@given(SENTENCES, st.integers(1, 4))
def test_after_any_history_the_probabilities_sum_to_one(
    sentences: list[list[str]], order: int
) -> None:
    ngram = estimate(sentences, order, [*WORDS, "never"])
    histories = [(), (BEGIN,), *product(WORDS, repeat=1), *product([BEGIN, *WORDS], WORDS)]
    for history in histories:
        spread = [ngram.probability(history, word) for word in [*WORDS, "never", END]]
        assert sum(spread) == pytest.approx(1)
        assert min(spread) > 0


def test_what_was_seen_is_likelier_than_what_was_not() -> None:
    ngram = estimate([["should", "i", "walk"], ["should", "i", "rest"]], 3, ["dance"])
    assert ngram.probability(["should", "i"], "walk") > ngram.probability(["should", "i"], "dance")
    assert ngram.probability([BEGIN], "should") > ngram.probability([BEGIN], "walk")


def test_a_word_outside_the_vocabulary_can_not_be_said() -> None:
    assert estimate([["walk"]], 2, []).probability([BEGIN], "dance") == 0
