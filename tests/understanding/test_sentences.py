"""Templates written out: what is too long never is."""

import pytest
from hassil.intents import Intents
from hassil.sample import sample_intents
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.understanding.templates import Templates

NAME = "Walk"
SHARED = {
    "lists": {
        "place": {"values": ["hip", "lower back", "left [upper] leg"]},
        "count": {"range": {"from": 19, "to": 22, "digits": False, "words": True}},
        "anything": {"wildcard": True},
    },
    "expansion_rules": {"please": "[oh] please", "there": "<please> {place}"},
}
CHUNKS = ("walk", "ing", " now", "a ", "sit-up", "{place}", "{count}", "<there>", "[very]", " ")


def intents(*templates: str) -> Intents:
    data = [{"sentences": list(templates)}]
    return Intents.from_dict({"language": "en", **SHARED, "intents": {NAME: {"data": data}}})


def joined(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    several = st.lists(parts, min_size=1, max_size=3)
    return st.one_of(
        several.map("".join),
        several.map(" ".join),
        several.map(lambda some: f"({'|'.join(some)})"),
        several.map(lambda some: f"[{'|'.join(some)}]"),
        several.map(lambda some: f"({';'.join(some)})"),
    )


templates = st.recursive(st.sampled_from(CHUNKS), joined, max_leaves=6).filter(str.strip)


@given(st.lists(templates, min_size=1, max_size=2), st.integers(1, 5))
def test_it_is_all_that_hassil_writes_out_without_what_is_longer(
    written: list[str], most: int
) -> None:
    own = intents(*written)
    sampled = sample_intents(own, language="en")
    everything = [" ".join(text.replace("-", " ").split()) for _, text in sampled]
    short = [text for text in dict.fromkeys(everything) if 0 < len(text.split()) <= most]
    assert Templates(own).sentences([NAME], most)[NAME] == tuple(short)


def test_the_short_ones_among_more_than_could_ever_be_written_are_found() -> None:
    choices = " ".join("[ox|cat|dog|hen]" for _ in range(40))
    found = Templates(intents(f"walk {choices} now")).sentences([NAME], 3)[NAME]
    assert found == ("walk ox now", "walk cat now", "walk dog now", "walk hen now", "walk now")


@pytest.mark.parametrize(("many", "words"), [(1000, 3), (300, 2), (50, 1), (3, 0)])
def test_of_too_many_the_shorter_ones_are_left(many: int, words: int) -> None:
    choices = " ".join("[ox|cat|dog|hen|cow]" for _ in range(8))
    found = Templates(intents(choices)).sentences([NAME], 4, many)[NAME]
    assert len(found) <= many
    assert max((len(text.split()) for text in found), default=0) == words


def test_what_takes_any_words_is_no_sentence() -> None:
    assert Templates(intents("walk {anything}", "stop")).sentences()[NAME] == ("stop",)
