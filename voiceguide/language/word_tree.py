"""All pronunciations as one tree: words that begin alike share their first sounds."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from voiceguide.language.triphones import Position

Sounds: TypeAlias = tuple[int, ...]
"""Sounds by number, see `Triphones`."""


class Placed(NamedTuple):
    """A sound and where in its word it stands."""

    sound: int
    position: Position


@dataclass(slots=True, eq=False)
class Branch:
    """A sound after those that lead here; the root has none itself."""

    placed: Placed
    onward: dict[Placed, "Branch"] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    """Said once this sound is."""
    passing: int = 0
    """How many pronunciations lead through here."""


@dataclass(frozen=True, slots=True)
class WordTree:
    """The tree, and the words in its order."""

    first: Mapping[int, Sequence[Branch]]
    """How words begin, by their first sound."""
    labels: Mapping[str, int]
    """Word to label, from 1. Words below one branch have neighbouring labels, so that what is
    reachable from a place of the graph is few ranges."""


def word_tree(pronunciations: Iterable[tuple[str, Sounds]]) -> WordTree:
    """The tree of (word, its sounds), a line for each way to say it; none without a sound."""
    root = Branch(Placed(-1, Position.BEGIN))
    for word, sounds in pronunciations:
        branch = root
        for placed in _places(sounds):
            branch = branch.onward.setdefault(placed, Branch(placed))
            branch.passing += 1
        branch.words.append(word)
    labels: dict[str, int] = {}
    for branch in _in_order(root):
        for word in branch.words:
            labels.setdefault(word, len(labels) + 1)
    first: dict[int, list[Branch]] = defaultdict(list)
    for placed in sorted(root.onward):
        first[placed.sound].append(root.onward[placed])
    return WordTree(first, labels)


def _places(sounds: Sounds) -> Iterator[Placed]:
    last = len(sounds) - 1
    for at, sound in enumerate(sounds):
        if not last:
            yield Placed(sound, Position.ALONE)
        elif at == 0:
            yield Placed(sound, Position.BEGIN)
        else:
            yield Placed(sound, Position.END if at == last else Position.INSIDE)


def _in_order(root: Branch) -> Iterator[Branch]:
    waiting = [root]
    while waiting:
        branch = waiting.pop()
        yield branch
        waiting.extend(branch.onward[placed] for placed in sorted(branch.onward, reverse=True))


def entries(branch: Branch) -> list[tuple[str, tuple[Placed, ...] | Branch]]:
    """What is known at a branch's beginning: (word, the sounds left) for each, once no other word
    is possible, else ("", the branch)."""
    if branch.passing == 1:
        way = [branch.placed]
        while branch.onward:
            (branch,) = branch.onward.values()
            way.append(branch.placed)
        return [(branch.words[0], tuple(way))]
    if branch.onward:
        return [("", branch)]
    return [(word, (branch.placed,)) for word in branch.words]
