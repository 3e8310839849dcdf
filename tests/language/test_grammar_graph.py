from dataclasses import replace
from math import isinf, log

from hassil.intents import Intents
from hassil.parse_expression import parse_sentence
from pytest import approx

from voiceguide.language.corpus import Corpus, corpus_graph, wake_paths
from voiceguide.language.grammar_graph import list_graph
from voiceguide.language.openfst import Acceptor, best_cost, encode
from voiceguide.language.paths import template_paths
from voiceguide.language.tuning import GRAPH
from voiceguide.messages.speech import UNKNOWN

TEMPLATES = Intents.from_dict(
    {
        "language": "en",
        "intents": {"Walk": {"data": [{"sentences": ["(can|may) i walk [today]"]}]}},
    }
)
RED_FLAGS = Intents.from_dict(
    {
        "language": "en",
        "intents": {"Emergency": {"data": [{"sentences": ["can't feel my legs"]}]}},
    }
)
PATHS = template_paths([TEMPLATES, RED_FLAGS])
EXAMPLES = ["is it ok to walk", "is it okay to rest", "i can't feel my back"]
CORPUS = Corpus(PATHS, EXAMPLES)
WAKE = replace(
    TEMPLATES, expansion_rules={"wake": parse_sentence("(hey|okay) guide", keep_text=True)}
)
CALLED = replace(CORPUS, wake=wake_paths(WAKE))
WORDS = [*CALLED.words(), "dance", UNKNOWN]
LABELS = {word: label for label, word in enumerate(WORDS, start=1)}


def cost(graph: Acceptor, sentence: str) -> float:
    return best_cost(graph, [LABELS[word] for word in sentence.split()])


def test_what_was_written_is_likelier_than_what_was_not() -> None:
    graph = corpus_graph(CORPUS, LABELS, GRAPH)
    assert cost(graph, "may i walk today") < cost(graph, "may i today walk")
    assert cost(graph, "is it okay to walk") < cost(graph, "walk to okay it is")


def test_any_words_may_follow_each_other_and_unknown_ones_too() -> None:
    graph = corpus_graph(CORPUS, LABELS, GRAPH)
    assert not isinf(cost(graph, "dance legs may"))
    assert not isinf(cost(graph, f"is it okay to {UNKNOWN}"))
    assert not isinf(cost(graph, UNKNOWN))


def test_of_two_spellings_only_one_is_heard() -> None:
    graph = corpus_graph(CORPUS, LABELS, GRAPH)
    assert isinf(cost(graph, "ok"))
    assert not isinf(cost(graph, "okay"))


def test_words_of_everything_else_may_have_no_label() -> None:
    corpus = Corpus(PATHS, EXAMPLES, ["is it raining", "is it snowing"])
    graph = corpus_graph(corpus, LABELS, GRAPH)
    assert cost(graph, f"is it {UNKNOWN}") < cost(graph, f"okay to {UNKNOWN}")
    assert set(corpus.all_words()) - set(corpus.words()) == {"raining", "snowing"}


def test_a_wake_phrase_stands_alone_or_before_any_sentence() -> None:
    graph = corpus_graph(CALLED, LABELS, GRAPH)
    for phrase in ("hey guide", "okay guide"):
        assert cost(graph, phrase) < cost(graph, "guide hey")
        assert cost(graph, f"{phrase} may i walk") < cost(graph, f"may i walk {phrase}")
        assert cost(graph, f"{phrase} is it okay to walk") < cost(graph, f"{phrase} walk to okay")


def test_a_wake_phrase_costs_as_little_as_it_is_believed() -> None:
    graph = corpus_graph(CALLED, LABELS, GRAPH)
    called = log(GRAPH.wake_share / 2 * (1 - GRAPH.wake_alone) / (1 - GRAPH.wake_share))
    plain = cost(graph, "may i walk today")
    assert cost(graph, "hey guide may i walk today") == approx(plain - called, abs=1e-3)
    without = cost(corpus_graph(CORPUS, LABELS, GRAPH), "may i walk today")
    assert plain == approx(without - log(1 - GRAPH.wake_share), abs=1e-3)


def test_the_same_corpus_gives_the_same_bytes() -> None:
    again = Corpus(PATHS, list(EXAMPLES))
    first = encode(corpus_graph(CORPUS, LABELS, GRAPH))
    assert first == encode(corpus_graph(again, LABELS, GRAPH))


def test_a_list_holds_its_sentences_and_no_others() -> None:
    graph = list_graph(["may i walk", "may i rest"], LABELS, GRAPH)
    assert cost(graph, "may i rest") == cost(graph, "may i walk")
    assert isinf(cost(graph, "may i"))
    assert isinf(cost(graph, "may i walk today"))
