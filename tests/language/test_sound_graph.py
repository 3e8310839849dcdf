"""The graph read back: every way to say every word is in it, and nothing else."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import inf, isclose, log

import pytest

from voiceguide.content.files import data_folder
from voiceguide.language.kaldi.lookahead import decode, encode
from voiceguide.language.lexicon import EMPTY
from voiceguide.language.phones import NOISE, SILENCE, names, unknown_phone
from voiceguide.language.pronunciations import Origin, Pronounced, Way, numbered
from voiceguide.language.sound_graph import SoundGraph, sound_graph
from voiceguide.language.triphones import Position, Triphones, read_triphones
from voiceguide.language.tuning import SOUND
from voiceguide.language.word_tree import word_tree
from voiceguide.messages.speech import UNKNOWN

WAYS = {
    "a": ("AH", "EY"),
    "back": ("B AE K",),
    "backs": ("B AE K S",),
    "bag": ("B AE G",),
    "i": ("AY",),
    "eye": ("AY",),
    "walk": ("W AO K", "W AA K"),
}
HEARD = [
    Pronounced(word, tuple(tuple(way.split()) for way in ways), Origin.WRITTEN)
    for word, ways in WAYS.items()
]


@pytest.fixture(scope="module")
def triphones() -> Triphones:
    return read_triphones(data_folder("models") / "en")


@pytest.fixture(scope="module")
def graph(triphones: Triphones) -> SoundGraph:
    tree = word_tree(numbered(HEARD, triphones.phones))
    return sound_graph(tree, triphones, SOUND, EMPTY, UNKNOWN)


class Walk:
    """Every path of the written graph without circles, as what it hears and says."""

    def __init__(self, graph: SoundGraph) -> None:
        data = encode(graph.transducer, graph.reachable, graph.end)
        self.graph, (self.read, _, _) = graph, decode(data)
        self.steps: dict[int, list[tuple[int, int, float, int]]] = defaultdict(list)
        for source, arc in zip(self.read.sources.tolist(), self.read.arcs.tolist(), strict=True):
            self.steps[source].append(arc)

    def paths(self, words: Sequence[str], but: frozenset[int]) -> Iterator[tuple[str, ...]]:
        """Phones and outputs of every path that says `words`, without the phones of `but`."""
        waiting: list[tuple[int, tuple[str, ...], int]] = [(self.read.start, (), 0)]
        spelt = names(read_triphones(data_folder("models") / "en").phones)
        while waiting:
            state, heard, said = waiting.pop()
            if said == len(words) and self.read.finals[state] < inf:
                yield heard
            for transition, label, _, target in self.steps[state]:
                if target == state:
                    continue
                if label and (said == len(words) or self.graph.words[label] != words[said]):
                    continue
                more: tuple[str, ...] = ()
                if transition:
                    triple = self.graph.transitions.triples[(transition - 1) // 2]
                    if triple.phone in but:
                        continue
                    more = (f"{spelt[triple.phone]} {triple.output}",)
                waiting.append((target, heard + more, said + bool(label)))


def spelt_out(triphones: Triphones, ways: Sequence[Way]) -> tuple[str, ...]:
    """What words said in these ways, without a pause, sound like: by looking each sound up."""
    number = {phone: at for at, phone in enumerate(triphones.phones)}
    sounds = [
        (phone, "S" if len(way) == 1 else "B" if not at else "E" if at == len(way) - 1 else "I")
        for way in ways
        for at, phone in enumerate(way)
    ]
    around = [triphones.silence, *(number[phone] for phone, _ in sounds), triphones.silence]
    position = {
        "S": Position.ALONE,
        "B": Position.BEGIN,
        "E": Position.END,
        "I": Position.INSIDE,
    }
    return tuple(
        f"{phone}_{place} {triphones.outputs[position[place], around[at], around[at - 1], after]}"
        for at, ((phone, place), after) in enumerate(zip(sounds, around[2:], strict=True), start=1)
    )


NO_PAUSE = frozenset({SILENCE, NOISE})


@pytest.mark.parametrize("word", WAYS)
def test_each_word_is_said_in_its_ways_and_no_other(
    graph: SoundGraph, triphones: Triphones, word: str
) -> None:
    expected = {spelt_out(triphones, [tuple(way.split())]) for way in WAYS[word]}
    found = list(Walk(graph).paths([word], NO_PAUSE))
    assert set(found) == expected
    assert len(found) == len(expected)


@pytest.mark.parametrize("words", [("a", "back"), ("walk", "a", "bag"), ("i", "walk", "backs")])
def test_sounds_know_their_neighbours_across_words(
    graph: SoundGraph, triphones: Triphones, words: Sequence[str]
) -> None:
    ways: list[list[Way]] = [[]]
    for word in words:
        ways = [[*before, tuple(way.split())] for before in ways for way in WAYS[word]]
    expected = {spelt_out(triphones, way) for way in ways}
    assert set(Walk(graph).paths(words, NO_PAUSE)) == expected


def test_between_words_there_may_be_a_silence(graph: SoundGraph, triphones: Triphones) -> None:
    back, bag = (spelt_out(triphones, [tuple(WAYS[word][0].split())]) for word in ("back", "bag"))
    paths = set(Walk(graph).paths(["back", "bag"], frozenset({NOISE})))
    assert (*back, "SIL 0", *bag) in paths
    assert ("SIL 0", *back, "SIL 0", *bag, "SIL 0") in paths


def test_unknown_is_one_phone_of_three_states(graph: SoundGraph, triphones: Triphones) -> None:
    unknown = unknown_phone(len(triphones.phones))
    states = [triple for triple in graph.transitions.triples if triple.phone == unknown]
    any_sound = range(triphones.alone, triphones.alone + len(triphones.phones))
    assert {(triple.state, triple.output) for triple in states} == {
        (state, output) for state in range(3) for output in any_sound
    }
    assert dict(graph.transitions.phones)[unknown] == 1


def test_a_sound_lasts_as_long_as_it_does_on_average(
    graph: SoundGraph, triphones: Triphones
) -> None:
    """Costs of staying and of going on are those of the mean length, a third of their logarithm."""
    frames = triphones.frames[triphones.phones.index("W")]
    triples = graph.transitions.triples
    name = names(triphones.phones).index("W_B")
    stays = {2 * at + 1 for at, triple in enumerate(triples) if triple.phone == name}
    arcs = graph.transducer.arcs
    costs = [float(arc["cost"]) for arc in arcs if int(arc["input"]) in stays]
    assert costs
    expected = -SOUND.duration_scale * log(1 - 1 / frames)
    assert all(isclose(cost, expected, rel_tol=1e-5) for cost in costs)


def test_the_order_of_words_makes_no_difference(graph: SoundGraph, triphones: Triphones) -> None:
    again = word_tree(numbered(HEARD[::-1], triphones.phones))
    other = sound_graph(again, triphones, SOUND, EMPTY, UNKNOWN)
    assert encode(other.transducer, other.reachable, other.end) == encode(
        graph.transducer, graph.reachable, graph.end
    )


def test_words_that_may_come_first_are_reachable_from_the_start(graph: SoundGraph) -> None:
    (whole,) = graph.reachable[graph.transducer.start : graph.transducer.start + 1]
    assert whole == ((1, graph.end + 1),)
