"""All sentences of the templates as one small word network: shared beginnings, shared ends."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from random import Random
from typing import TypeAlias

from hassil.intents import Intents

from voiceguide.language.spelling import Speller, Spelling

_Masses: TypeAlias = dict[int, float]
"""Spelling states and how much probability stands at each."""


@dataclass(slots=True)
class _Draft:
    """A node while it is made: what passes, not yet divided into shares."""

    ending: float
    onward: dict[str, tuple[float, int]]


@dataclass(frozen=True, slots=True)
class Node:
    """A place between two words."""

    ending: float
    """Share of the sentences passing here that end here, 0 to 1."""
    onward: tuple[tuple[str, float, int], ...]
    """(word, its share of those passing here, next node), by word; shares and ending sum to 1."""


@dataclass(frozen=True, slots=True)
class Paths:
    """Node 0 is where every sentence begins. There are no loops."""

    nodes: tuple[Node, ...]

    def words(self) -> frozenset[str]:
        """Every word on some path."""
        return frozenset(word for node in self.nodes for word, _, _ in node.onward)

    def accepts(self, sentence: Iterable[str]) -> bool:
        """Whether these words are a whole sentence."""
        node = self.nodes[0]
        for spoken in sentence:
            after = next((after for word, _, after in node.onward if word == spoken), None)
            if after is None:
                return False
            node = self.nodes[after]
        return node.ending > 0

    def sample(self, count: int, seed: int) -> list[tuple[str, ...]]:
        """`count` sentences drawn by their shares; the same for the same seed."""
        random = Random(seed)
        return [self._draw(random) for _ in range(count)]

    def _draw(self, random: Random) -> tuple[str, ...]:
        node, words = self.nodes[0], []
        while random.random() >= node.ending:
            shares = [share for _, share, _ in node.onward]
            word, _, after = random.choices(node.onward, shares)[0]
            words.append(word)
            node = self.nodes[after]
        return tuple(words)


def template_paths(sets: Iterable[Intents]) -> Paths:
    """The paths of several sets of templates; each intent weighs 1.

    ValueError for a template without a fixed wording or one that can be empty.
    """
    spelling = Spelling()
    start, end = spelling.state(), spelling.state()
    for one in sets:
        _spell(one, spelling, start, end)
    begin = _past_spaces(spelling, _to_letters(spelling, {start: 1.0}))
    return _share(_merge(_weigh(spelling, end, begin)))


def _spell(intents: Intents, spelling: Spelling, start: int, end: int) -> None:
    for intent in intents.intents.values():
        blocks = [(data, sentence) for data in intent.data for sentence in data.sentences]
        for data, sentence in blocks:
            rules = {**intents.expansion_rules, **data.expansion_rules}
            lists = {**intents.slot_lists, **data.slot_lists}
            begin = spelling.state()
            spelling.step(start, "", begin, 1 / len(blocks))
            last = Speller(spelling, rules, lists).write(sentence.expression, begin)
            spelling.step(last, "", end)


def _weigh(spelling: Spelling, end: int, begin: _Masses) -> list[_Draft]:
    """Each set of spelling states between two words becomes one node, last ones first.

    All probability is sent through once, so a node reached on several ways sums them.
    """
    order = _ends_first(spelling, begin)
    number = {node: at for at, node in enumerate(order)}
    masses: list[_Masses] = [{} for _ in order]
    masses[-1] = begin
    drafts = [_Draft(0.0, {}) for _ in order]
    for at in range(len(order) - 1, -1, -1):
        drafts[at].ending = masses[at].get(end, 0.0)
        for word, after in _next_words(spelling, masses[at]).items():
            target = number[frozenset(after)]
            drafts[at].onward[word] = (sum(after.values()), target)
            for state, mass in after.items():
                masses[target][state] = masses[target].get(state, 0.0) + mass
    return drafts


def _ends_first(spelling: Spelling, begin: _Masses) -> list[frozenset[int]]:
    """Every node, each after all those it leads to; the beginning comes last."""
    seen: set[frozenset[int]] = set()
    order: list[frozenset[int]] = []
    waiting = [(frozenset(begin), False)]
    while waiting:
        node, left = waiting.pop()
        if left:
            order.append(node)
        elif node not in seen:
            seen.add(node)
            waiting.append((node, True))
            after = _next_words(spelling, dict.fromkeys(sorted(node), 1.0))
            waiting.extend((frozenset(masses), False) for masses in after.values())
    return order


def _merge(drafts: list[_Draft]) -> list[_Draft]:
    """Join nodes that are followed by the same sentences; the beginning is first now."""
    merged: list[_Draft] = []
    number: dict[tuple[bool, tuple[tuple[str, int], ...]], int] = {}
    renamed: list[int] = []
    for draft in drafts:
        onward = {word: (mass, renamed[at]) for word, (mass, at) in sorted(draft.onward.items())}
        key = (draft.ending > 0, tuple((word, at) for word, (_, at) in onward.items()))
        at = number.setdefault(key, len(merged))
        renamed.append(at)
        if at == len(merged):
            merged.append(_Draft(draft.ending, onward))
        else:
            merged[at].ending += draft.ending
            for word, (mass, target) in onward.items():
                merged[at].onward[word] = (merged[at].onward[word][0] + mass, target)
    last = len(merged) - 1
    for draft in merged:
        draft.onward = {word: (mass, last - at) for word, (mass, at) in draft.onward.items()}
    return merged[::-1]


def _share(drafts: list[_Draft]) -> Paths:
    drafts[0].ending = 0.0  # an empty template says nothing
    nodes = []
    for draft in drafts:
        total = draft.ending + sum(mass for mass, _ in draft.onward.values())
        onward = [(word, mass / total, at) for word, (mass, at) in draft.onward.items()]
        nodes.append(Node(draft.ending / total, tuple(onward)))
    return Paths(tuple(nodes))


def _next_words(spelling: Spelling, masses: _Masses) -> dict[str, _Masses]:
    """By the next word from here: where it leads, in front of the word after it."""
    found: dict[str, _Masses] = {}
    spelt: dict[str, _Masses] = {"": masses}
    while spelt:
        longer: dict[str, _Masses] = defaultdict(dict)
        for text, here in spelt.items():
            done = {state: mass for state, mass in here.items() if _letter(spelling, state) in " "}
            if text and done:
                found[text] = _past_spaces(spelling, done)
            for state in here.keys() - done.keys():
                letter, target, _ = spelling.steps[state][0]
                for after, mass in _to_letters(spelling, {target: here[state]}).items():
                    own = longer[text + letter]
                    own[after] = own.get(after, 0.0) + mass
        spelt = longer
    return dict(sorted(found.items()))


def _past_spaces(spelling: Spelling, masses: _Masses) -> _Masses:
    past: _Masses = {}
    while masses:
        after: _Masses = {}
        for state, mass in masses.items():
            if _letter(spelling, state) == " ":
                target = spelling.steps[state][0][1]
                for next_state, part in _to_letters(spelling, {target: mass}).items():
                    after[next_state] = after.get(next_state, 0.0) + part
            else:
                past[state] = past.get(state, 0.0) + mass
        masses = after
    return past


def _letter(spelling: Spelling, state: int) -> str:
    """The one letter that goes on from a state; empty at the end of a template."""
    return spelling.steps[state][0][0] if spelling.steps[state] else ""


def _to_letters(spelling: Spelling, masses: _Masses) -> _Masses:
    """Follow silent steps; a state has either these or one letter, or is the end."""
    reached: _Masses = {}
    waiting = list(masses.items())
    while waiting:
        state, mass = waiting.pop()
        steps = spelling.steps[state]
        if steps and not steps[0][0]:
            waiting.extend((target, mass * share) for _, target, share in steps)
        else:
            reached[state] = reached.get(state, 0.0) + mass
    return reached
