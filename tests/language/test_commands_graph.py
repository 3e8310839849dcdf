"""What the narrow ear expects: whole commands, with any speech around them."""

from math import inf, isinf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.language.commands_graph import commands_graph
from voiceguide.language.openfst import Acceptor, best_cost, decode, encode
from voiceguide.language.tuning import COMMANDS
from voiceguide.messages.speech import UNKNOWN

SENTENCES = ["stop", "stop now", "how long is left", "how long", "next", "pause it", "i can't"]
WORDS = ["stop", "now", "how", "long", "is", "left", "next", "pause", "it", "i", "can't"]
LABELS = {word: number for number, word in enumerate(["<eps>", *WORDS, UNKNOWN])}


@pytest.fixture(scope="module")
def graph() -> Acceptor:
    return commands_graph(SENTENCES, LABELS, COMMANDS)


def cost(graph: Acceptor, said: str) -> float:
    return best_cost(graph, [LABELS[word] for word in said.split()])


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_command_alone_costs_the_same_as_any_other(graph: Acceptor, sentence: str) -> None:
    assert cost(graph, sentence) == pytest.approx(COMMANDS.sentence)


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize(("before", "behind"), [(1, 0), (0, 1), (1, 1), (4, 2)])
def test_other_talk_may_surround_it(
    graph: Acceptor, sentence: str, before: int, behind: int
) -> None:
    said = " ".join([UNKNOWN] * before + [sentence] + [UNKNOWN] * behind)
    sides = [COMMANDS.around + COMMANDS.longer * (much - 1) for much in (before, behind) if much]
    assert cost(graph, said) == pytest.approx(COMMANDS.sentence + sum(sides))


def test_other_talk_alone_is_expected_too(graph: Acceptor) -> None:
    assert cost(graph, UNKNOWN) == pytest.approx(COMMANDS.around)
    assert cost(graph, f"{UNKNOWN} {UNKNOWN}") == pytest.approx(COMMANDS.around + COMMANDS.longer)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "how",
        "how long is",
        "pause",
        "now",
        "stop next",
        "stop stop",
        f"how {UNKNOWN} long",
        f"stop {UNKNOWN} next",
        f"{UNKNOWN} pause",
    ],
)
def test_never_half_a_command_nor_two(graph: Acceptor, said: str) -> None:
    assert isinf(cost(graph, said))


def test_a_command_with_a_word_that_the_model_lacks_is_left_out() -> None:
    labels = {word: label for word, label in LABELS.items() if word != "left"}
    graph = commands_graph(SENTENCES, labels, COMMANDS)
    assert best_cost(graph, [labels[word] for word in "how long".split()]) < inf
    assert isinf(best_cost(graph, [labels[word] for word in "how long is".split()]))
    assert LABELS["left"] not in {arc.label for arc in graph.arcs}


def test_words_are_spelt_as_the_recogniser_writes_them() -> None:
    assert commands_graph(["i cant"], LABELS, COMMANDS) == commands_graph(
        ["i can't"], LABELS, COMMANDS
    )


def test_a_model_without_a_word_for_other_talk_is_refused() -> None:
    with pytest.raises(KeyError):
        commands_graph(SENTENCES, {"stop": 1}, COMMANDS)


PLAIN = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(tuple)


@given(st.sets(PLAIN, max_size=6), st.lists(st.sampled_from([*WORDS, UNKNOWN]), max_size=7))
def test_it_takes_a_command_between_other_talk_and_nothing_else(
    sentences: set[tuple[str, ...]], said: list[str]
) -> None:
    graph = commands_graph([" ".join(words) for words in sentences], LABELS, COMMANDS)
    inner = list(said)
    while inner and inner[0] == UNKNOWN:
        inner.pop(0)
    while inner and inner[-1] == UNKNOWN:
        inner.pop()
    taken = tuple(inner) in sentences or (bool(said) and not inner)
    assert (best_cost(graph, [LABELS[word] for word in said]) < inf) == taken


@given(st.sets(PLAIN, max_size=6))
def test_the_same_commands_give_the_same_bytes_in_any_order(
    sentences: set[tuple[str, ...]],
) -> None:
    texts = sorted(" ".join(words) for words in sentences)
    one, other = (commands_graph(order, LABELS, COMMANDS) for order in (texts, texts[::-1]))
    assert encode(one) == encode(other)
    assert decode(encode(one)).finals == pytest.approx(one.finals)
