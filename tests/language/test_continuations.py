"""Whether a turn may end here, read off small templates and off those that are shipped."""

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hassil.intents import Intents
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.content.files import data_folder
from voiceguide.content.pack import Pack
from voiceguide.language.continuations import (
    CONTINUATIONS,
    Continuations,
    continuations,
    from_arrays,
    pack_continuations,
)
from voiceguide.language.lexicon import respelt
from voiceguide.language.paths import template_paths
from voiceguide.messages.intents import OUT_OF_SCOPE
from voiceguide.messages.speech import Completeness

CLOSED, CONTINUABLE = Completeness.CLOSED, Completeness.CONTINUABLE
BEGUN, FREE = Completeness.BEGUN, Completeness.FREE
REBUILD = "python models/rebuild.py"

SMALL = {
    "Stop": ["stop [now]", "be quiet"],
    "Unremind": ["stop reminding me"],
    "Pause": ["pause [it] [please]"],
    "Louder": ["louder", "can't hear you"],
    "Yes": ["okay", "right"],
    "Next": ["right", "next"],
    "Walk": ["a walk [of {minutes} minutes]"],
    "Slow": ["slow[er]"],
}
LISTS = {"minutes": {"values": ["ten", "twenty"]}}


def templates(sentences: Mapping[str, Sequence[str]]) -> Intents:
    return Intents.from_dict(
        {
            "language": "en",
            "intents": {
                name: {"data": [{"sentences": list(own)}]} for name, own in sentences.items()
            },
            "lists": LISTS,
        }
    )


@pytest.fixture(scope="module")
def small() -> Continuations:
    return continuations(templates(SMALL), {"Walk"})


@pytest.mark.parametrize(
    ("text", "completeness"),
    [
        ("be quiet", CLOSED),
        ("stop now", CLOSED),
        ("stop reminding me", CLOSED),
        ("pause", CLOSED),
        ("pause it", CLOSED),
        ("pause it please", CLOSED),
        ("next", CLOSED),
        ("slow", CLOSED),
        ("slower", CLOSED),
        ("a walk of ten minutes", CLOSED),
        ("stop", CONTINUABLE),
        ("right", CONTINUABLE),
        ("a walk", CONTINUABLE),
        ("", BEGUN),
        ("be", BEGUN),
        ("stop reminding", BEGUN),
        ("a", BEGUN),
        ("a walk of", BEGUN),
        ("a walk of ten", BEGUN),
        ("walk", FREE),
        ("stop it", FREE),
        ("pause please it", FREE),
        ("please pause", FREE),
        ("stop now now", FREE),
    ],
)
def test_how_whole_a_sentence_is(
    small: Continuations, text: str, completeness: Completeness
) -> None:
    assert small.completeness(text) is completeness


def test_a_slot_that_may_follow_keeps_a_sentence_open_only_where_there_are_slots() -> None:
    without = continuations(templates({"Walk": SMALL["Walk"]}), ())
    assert without.completeness("a walk") is CLOSED


def test_words_are_those_that_the_recogniser_writes() -> None:
    spelt = continuations(templates({"Yes": ["ok"], "Legs": ["i cant feel them"]}), ())
    assert spelt.completeness("okay") is CLOSED
    assert spelt.completeness("i can't feel them") is CLOSED
    assert spelt.completeness("ok") is FREE


def test_an_example_that_begins_a_template_may_go_on() -> None:
    known = continuations(templates({"Walk": SMALL["Walk"]}), (), ["a", "a ride"])
    assert known.completeness("a") is CONTINUABLE
    assert known.completeness("a walk of") is BEGUN
    assert known.completeness("a ride") is FREE


WORDS = st.sampled_from(["a", "b", "c", "can't"])
SENTENCES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
INTENTS = st.dictionaries(
    st.sampled_from("One Two Three".split()),
    st.lists(SENTENCES, min_size=1, max_size=5),
    min_size=1,
)


@given(INTENTS, st.sets(st.sampled_from("One Two Three".split())), st.lists(SENTENCES, max_size=8))
def test_any_templates_are_judged_by_all_their_sentences(
    intents: dict[str, list[str]], slotted: set[str], others: list[str]
) -> None:
    """The same, worked out from the sentences one by one; and the same once more from a file."""
    made = continuations(templates(intents), slotted)
    read = from_arrays(made.arrays())
    assert read == made
    known = [sentence for own in intents.values() for sentence in own]
    beginnings = [" ".join(sentence.split()[:length]) for sentence in known for length in range(4)]
    for text in [*known, *beginnings, *others]:
        assert made.completeness(text) is by_sentences(intents, slotted, text)


def by_sentences(
    intents: Mapping[str, Sequence[str]], slotted: set[str], text: str
) -> Completeness:
    words = text.split()
    sequels = {
        name: [s.split()[len(words) :] for s in own if s.split()[: len(words)] == words]
        for name, own in intents.items()
    }
    ended = {name for name, rest in sequels.items() if [] in rest}
    going_on = {name for name, rest in sequels.items() if any(rest)}
    if not ended | going_on:
        return FREE
    if not ended:
        return BEGUN
    closed = len(ended) == 1 and going_on <= ended and not going_on & slotted
    return CLOSED if closed else CONTINUABLE


@pytest.fixture(scope="module")
def shipped() -> Continuations:
    with np.load(data_folder("models") / CONTINUATIONS) as arrays:
        return from_arrays(arrays)


def test_the_file_is_what_the_content_gives(pack: Pack, shipped: Continuations) -> None:
    assert pack_continuations(pack) == shipped, REBUILD


def test_an_example_may_end_where_it_ends(pack: Pack, shipped: Continuations) -> None:
    for name, own in pack.examples.items():
        if name != OUT_OF_SCOPE:
            for example in own:
                assert shipped.completeness(" ".join(respelt(example))) is not BEGUN


def test_what_is_written_to_a_file_is_what_was_read(shipped: Continuations) -> None:
    assert from_arrays(shipped.arrays()) == shipped


def test_every_template_sentence_may_end_where_it_ends(pack: Pack, shipped: Continuations) -> None:
    ends = {CLOSED, CONTINUABLE}
    for words in template_paths([pack.templates]).sample(300, seed=7):
        said = " ".join(respelt(" ".join(words)))
        assert shipped.completeness(said) in ends, said


@pytest.mark.parametrize(
    ("text", "completeness"),
    [
        ("should i walk today", CLOSED),
        ("louder", CLOSED),
        ("how long is left", CLOSED),
        ("stop", CONTINUABLE),
        ("a walk", CONTINUABLE),
        ("how long", BEGUN),
        ("what is the weather like", FREE),
    ],
)
def test_sentences_that_people_say(
    shipped: Continuations, text: str, completeness: Completeness
) -> None:
    assert shipped.completeness(text) is completeness


def test_arrays_of_something_else_are_refused() -> None:
    with pytest.raises((KeyError, IndexError)):
        from_arrays({"standing": np.array([77], np.uint8)})
