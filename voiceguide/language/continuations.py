"""What may follow the words so far: whether a turn may end here, read off the templates.

A sentence is closed when everything that may still follow it means the same: "pause" may become
"pause it please". It is continuable when it may come to mean something else, or to fill a slot:
"stop" may become "stop reminding me", and "a walk" may become "a walk of ten minutes". So is an
example that begins a template and is none: "how am i doing".
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt
from hassil.intents import Intents

from voiceguide.content.pack import Pack
from voiceguide.language.lexicon import respelt
from voiceguide.language.paths import Paths, template_paths
from voiceguide.messages.intents import OUT_OF_SCOPE
from voiceguide.messages.speech import Completeness

_Place: TypeAlias = tuple[tuple[str, int], ...]
"""Where the words so far lead to: for each intent that they may be of, a node of its paths."""

CONTINUATIONS: Final = "continuations.npz"
"""The file, beside the models, of what the shipped content gives."""

_ORDER: Final = tuple(Completeness)


@dataclass(frozen=True, slots=True)
class Continuations:
    """A word network over all intents together; node 0 is where every sentence begins."""

    standing: tuple[Completeness, ...]
    """By node. `FREE` stands for none: every node is at least a beginning."""
    onward: Mapping[tuple[int, str], int]
    """(node, word) to the next node."""

    def completeness(self, text: str) -> Completeness:
        """How whole a sentence `text` is, in the words that the recogniser writes."""
        node = 0
        for word in text.split():
            after = self.onward.get((node, word))
            if after is None:
                return Completeness.FREE
            node = after
        return self.standing[node]

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """The same as arrays, for a file; see `from_arrays`."""
        steps = sorted((node, word, after) for (node, word), after in self.onward.items())
        words = sorted({word for _, word, _ in steps})
        number = {word: at for at, word in enumerate(words)}
        return {
            "standing": np.array([_ORDER.index(one) for one in self.standing], np.uint8),
            "words": np.frombuffer("\n".join(words).encode(), np.uint8),
            "steps": np.array([(node, number[word], after) for node, word, after in steps], "<i4"),
        }


def from_arrays(arrays: Mapping[str, npt.NDArray[Any]]) -> Continuations:
    """What `arrays` wrote. KeyError or IndexError for anything else."""
    words = arrays["words"].tobytes().decode().split("\n")
    return Continuations(
        tuple(_ORDER[one] for one in arrays["standing"].tolist()),
        {(node, words[word]): after for node, word, after in arrays["steps"].tolist()},
    )


def pack_continuations(pack: Pack) -> Continuations:
    """Those of a pack's templates and examples."""
    slotted = {name for name, intent in pack.intents.items() if intent.slots}
    asked = [own for name, own in pack.examples.items() if name != OUT_OF_SCOPE]
    return continuations(pack.templates, slotted, chain.from_iterable(asked))


def continuations(
    templates: Intents, slotted: Collection[str], examples: Iterable[str] = ()
) -> Continuations:
    """Every sentence of `templates`; those of the intents `slotted` may be filled by more words."""
    paths = {
        name: template_paths([replace(templates, intents={name: intent})])
        for name, intent in templates.intents.items()
    }
    places, onward = _join(paths)
    standing = [_standing(place, paths, slotted) for place in places]
    for example in examples:
        node = _reached(onward, example)
        if node is not None and standing[node] is Completeness.BEGUN:
            standing[node] = Completeness.CONTINUABLE
    return _merged(Continuations(tuple(standing), onward))


def _join(paths: Mapping[str, Paths]) -> tuple[list[_Place], dict[tuple[int, str], int]]:
    """All intents walked side by side: every place that words lead to, and the steps between."""
    places: list[_Place] = [tuple((name, 0) for name in sorted(paths))]
    number = {places[0]: 0}
    onward: dict[tuple[int, str], int] = {}
    for at, place in enumerate(places):
        after: dict[str, list[tuple[str, int]]] = {}
        for name, node in place:
            for word, _, target in paths[name].nodes[node].onward:
                after.setdefault(respelt(word)[0], []).append((name, target))
        for word, reached in sorted(after.items()):
            target_place = tuple(sorted(set(reached)))
            if target_place not in number:
                number[target_place] = len(places)
                places.append(target_place)
            onward[at, word] = number[target_place]
    return places, onward


def _reached(onward: Mapping[tuple[int, str], int], sentence: str) -> int | None:
    node: int | None = 0
    for word in respelt(sentence):
        node = None if node is None else onward.get((node, word))
    return node


def _standing(place: _Place, paths: Mapping[str, Paths], slotted: Collection[str]) -> Completeness:
    nodes = [(name, paths[name].nodes[node]) for name, node in place]
    ended = {name for name, node in nodes if node.ending > 0}
    going_on = {name for name, node in nodes if node.onward}
    if not ended:
        return Completeness.BEGUN
    if going_on - ended or len(ended) > 1 or (going_on & set(slotted)):
        return Completeness.CONTINUABLE
    return Completeness.CLOSED


def _merged(network: Continuations) -> Continuations:
    """Nodes with the same standing and the same sequel joined, so that the file is small."""
    steps: list[dict[str, int]] = [{} for _ in network.standing]
    for (node, word), after in network.onward.items():
        steps[node][word] = after
    number: dict[tuple[Completeness, tuple[tuple[str, int], ...]], int] = {}
    renamed: dict[int, int] = {}
    for node in _ends_first(steps):
        sequel = tuple((word, renamed[after]) for word, after in sorted(steps[node].items()))
        key = (network.standing[node], sequel)
        renamed[node] = number.setdefault(key, len(number))
    last = len(number) - 1
    onward = {
        (last - node, word): last - after
        for (_, sequel), node in number.items()
        for word, after in sequel
    }
    return Continuations(tuple(standing for standing, _ in reversed(number)), onward)


def _ends_first(steps: Sequence[Mapping[str, int]]) -> Iterable[int]:
    """Every node after all those it leads to; node 0 comes last. There are no loops."""
    seen: set[int] = set()
    waiting = [(0, False)]
    while waiting:
        node, left = waiting.pop()
        if left:
            yield node
        elif node not in seen:
            seen.add(node)
            waiting.append((node, True))
            waiting.extend((after, False) for after in steps[node].values())
