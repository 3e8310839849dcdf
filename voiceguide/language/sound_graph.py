"""How every word sounds, as one graph: what the network may hear, and the words that makes.

A word is a row of sounds, each scored by its neighbours on both sides, across words too; between
words and at both ends there may be a silence or a noise. `[unk]` is one phone of three states,
each of which may be any sound: were it a row of phones, Vosk's lattices would explode.

Places are worked out as they are reached, so that words share beginnings until they part, and ends
once no other word is possible.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from math import inf, log
from typing import Final, TypeAlias

import numpy as np

from voiceguide.language.kaldi.lookahead import ARC, Transducer
from voiceguide.language.kaldi.transitions import TransitionModel, Triple, enter, stay
from voiceguide.language.phones import NOISE, SILENCE, phone, unknown_phone
from voiceguide.language.reachable import Intervals, next_labels
from voiceguide.language.triphones import PAUSE_OUTPUT, Triphones
from voiceguide.language.tuning import SoundTuning
from voiceguide.language.word_tree import Branch, Placed, WordTree, entries

_NO_WORD: Final = 0
_UNKNOWN_STATES: Final = 3


class _Spot(Enum):
    """Places that there is one of."""

    START = auto()
    PAUSE = auto()
    """Before a silence, or at the end."""
    AFTER_PAUSE = auto()
    UNKNOWN = auto()
    AFTER_UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class _Between:
    """One word has ended with the sound `before`, the next begins with `first`."""

    before: int
    first: int


@dataclass(frozen=True, slots=True)
class _Open:
    """Before a sound that several words share."""

    before: int
    branch: Branch


@dataclass(frozen=True, slots=True)
class _Certain:
    """The word is known, these sounds of it are left."""

    before: int
    left: tuple[Placed, ...]


_Place: TypeAlias = _Spot | _Between | _Open | _Certain


@dataclass(frozen=True, slots=True)
class SoundGraph:
    """The graph, and the numbers that its labels stand for."""

    transducer: Transducer
    """From transition ids to words."""
    reachable: Sequence[Intervals]
    """By state: labels that may come next; see `end`."""
    words: Sequence[str]
    """By label, `<eps>` first."""
    transitions: TransitionModel

    @property
    def end(self) -> int:
        """The label that stands for an utterance's end."""
        return len(self.words)


def sound_graph(
    tree: WordTree, triphones: Triphones, tuning: SoundTuning, empty: str, unknown: str
) -> SoundGraph:
    """All words of `tree` in any order; `empty` and `unknown` name the labels around theirs."""
    draft = _Draft(tree, triphones, tuning)
    start = draft.place(_Spot.START)
    while draft.waiting:
        draft.go_on(*draft.waiting.pop())
    triples = sorted(draft.triples)
    words = [empty, *tree.labels, unknown]
    silent: list[list[int]] = [[] for _ in draft.finals]
    own = [[len(words)] if final < inf else [] for final in draft.finals]
    for source, _, label, _, target in draft.arcs:
        if label:
            own[source].append(label)
        elif source != target:
            silent[source].append(target)
    return SoundGraph(
        _transducer(draft, start, triples),
        next_labels(silent, own),
        words,
        _transitions(triples, unknown_phone(len(triphones.phones))),
    )


def _transducer(draft: "_Draft", start: int, triples: Sequence[Triple]) -> Transducer:
    """The draft with its triples numbered in order."""
    columns = np.array([arc[:3] + arc[4:] for arc in draft.arcs], np.int64)
    number = {triple: at for at, triple in enumerate(triples)}
    order = np.array([number[triple] for triple in draft.triples])
    arcs = np.zeros(len(columns), ARC)
    inputs = columns[:, 1]
    arcs["input"] = np.where(inputs > 0, 2 * order[(inputs - 1) // 2] + 1 + (inputs - 1) % 2, 0)
    arcs["output"], arcs["target"] = columns[:, 2], columns[:, 3]
    arcs["cost"] = [arc[3] for arc in draft.arcs]
    return Transducer(start, np.array(draft.finals, np.float32), columns[:, 0], arcs)


def _transitions(triples: Sequence[Triple], unknown: int) -> TransitionModel:
    heard = sorted({triple.phone for triple in triples})
    phones = [(number, int(number == unknown)) for number in heard]
    return TransitionModel((1, _UNKNOWN_STATES), phones, triples)


@dataclass(slots=True)
class _Draft:
    """A graph that grows."""

    tree: WordTree
    triphones: Triphones
    tuning: SoundTuning
    finals: list[float] = field(default_factory=list)
    arcs: list[tuple[int, int, int, float, int]] = field(default_factory=list)
    """(state, transition id, word, cost, next state)."""
    triples: dict[Triple, int] = field(default_factory=dict)
    """Numbered as they come."""
    places: dict[_Place, int] = field(default_factory=dict)
    waiting: list[tuple[_Place, int]] = field(default_factory=list)
    shared: dict[tuple[Triple, object, tuple[int, ...]], int] = field(default_factory=dict)
    """States within a sound, by its triple, what its word goes on with, and what may follow."""

    def state(self) -> int:
        """A new state, not final."""
        self.finals.append(inf)
        return len(self.finals) - 1

    def place(self, place: _Place) -> int:
        """The state of a place, new or known."""
        state = self.places.get(place)
        if state is None:
            state = self.places[place] = self.state()
            self.waiting.append((place, state))
        return state

    def arc(self, source: int, transition: int, word: int, cost: float, target: int) -> None:
        """A step."""
        self.arcs.append((source, transition, word, cost, target))

    def lead(self, source: int, *targets: _Place) -> None:
        """Steps that take no frame and say no word."""
        for target in targets:
            self.arc(source, 0, _NO_WORD, 0.0, self.place(target))

    def go_on(self, place: _Place, state: int) -> None:
        """All that may follow a place."""
        match place:
            case _Open(before, branch):
                after: dict[int, list[Branch]] = defaultdict(list)
                for next_branch in branch.onward.values():
                    after[next_branch.placed.sound].append(next_branch)
                for end, sounds in self.said(state, before, branch.placed, branch, list(after)):
                    for sound in sounds:
                        self.begin(end, branch.placed.sound, after[sound])
            case _Certain(before, (placed,)):
                silence = self.triphones.silence
                followers = [*self.tree.first, silence]
                for end, sounds in self.said(state, before, placed, (), followers):
                    for sound in sounds:
                        between = _Between(placed.sound, sound)
                        self.lead(end, _Spot.PAUSE if sound == silence else between)
            case _Certain(before, (placed, *left)):
                for end, _ in self.said(state, before, placed, tuple(left), [left[0].sound]):
                    self.lead(end, _Certain(placed.sound, tuple(left)))
            case _Between(before, first):
                self.begin(state, before, self.tree.first[first])
            case _Spot.START:
                self.lead(state, _Spot.PAUSE, _Spot.AFTER_PAUSE)
            case _Spot.PAUSE:
                self.pause(state)
                self.unknown(state)
                self.finals[state] = 0.0
            case _Spot.AFTER_PAUSE:
                silence = self.triphones.silence
                self.lead(state, *(_Between(silence, first) for first in self.tree.first))
                self.unknown(state)
                self.finals[state] = 0.0
            case _Spot.UNKNOWN:
                self.any_sounds(state)
            case _Spot.AFTER_UNKNOWN:
                self.lead(state, _Spot.PAUSE, _Spot.AFTER_PAUSE)

    def begin(self, state: int, before: int, branches: Sequence[Branch]) -> None:
        """Enter branches; a word is said as soon as it is certain."""
        for branch in branches:
            for word, rest in entries(branch):
                label = self.tree.labels[word] if word else _NO_WORD
                if isinstance(rest, Branch):
                    self.arc(state, 0, label, 0.0, self.place(_Open(before, rest)))
                else:
                    self.arc(state, 0, label, 0.0, self.place(_Certain(before, rest)))

    def said(
        self, state: int, before: int, placed: Placed, left: object, after: Sequence[int]
    ) -> Iterator[tuple[int, list[int]]]:
        """Say a sound: (state after it, the next sounds that fit), by the output it is scored with.

        `left` stands for what the word goes on with: where the same output leads to the same
        rest, the state is shared, and was yielded before.
        """
        outputs = self.triphones.outputs[placed.position, placed.sound, before]
        groups: dict[int, list[int]] = defaultdict(list)
        for sound in after:
            groups[int(outputs[sound])].append(sound)
        frames = float(self.triphones.frames[placed.sound])
        for output, sounds in groups.items():
            triple = Triple(phone(placed), 0, output)
            key = triple, left, tuple(sounds)
            known = self.shared.get(key)
            end = self.shared[key] = self.lasting(state, triple, frames, 0.0, known)
            if known is None:
                yield end, sounds

    def lasting(
        self, state: int, triple: Triple, frames: float, cost: float, known: int | None = None
    ) -> int:
        """Enter a state of a phone that lasts so many frames on average, a new or a known one."""
        number = self.triples.setdefault(triple, len(self.triples))
        scale = self.tuning.duration_scale
        end = self.state() if known is None else known
        self.arc(state, enter(number), _NO_WORD, cost - scale * log(1 / frames), end)
        if known is None:
            self.arc(end, stay(number), _NO_WORD, -scale * log(1 - 1 / frames), end)
        return end

    def pause(self, state: int) -> None:
        """A silence or a noise."""
        own = self.tuning
        for number, frames, cost in (
            (SILENCE, own.pause_frames, own.pause_cost),
            (NOISE, self.triphones.noise_frames, own.noise_cost),
        ):
            end = self.lasting(state, Triple(number, 0, PAUSE_OUTPUT), frames, cost)
            self.lead(end, _Spot.AFTER_PAUSE)

    def unknown(self, state: int) -> None:
        """Lead to `[unk]`, which is said at its beginning."""
        label, cost = len(self.tree.labels) + 1, self.tuning.unknown_cost
        self.arc(state, 0, label, cost, self.place(_Spot.UNKNOWN))

    def any_sounds(self, state: int) -> None:
        """A first sound, any number of others, and a last one, each in its state of the phone."""
        after = self.place(_Spot.AFTER_UNKNOWN)
        within = self.state()
        steps = ((state, within), (within, within), (within, after))
        for hidden, (source, target) in zip(range(_UNKNOWN_STATES), steps, strict=True):
            for sound in range(len(self.triphones.phones)):
                self.any_sound(source, hidden, self.triphones.alone + sound, target)

    def any_sound(self, source: int, hidden: int, output: int, target: int) -> None:
        """One sound of `[unk]`, of any length."""
        own = self.tuning
        triple = Triple(unknown_phone(len(self.triphones.phones)), hidden, output)
        number = self.triples.setdefault(triple, len(self.triples))
        end = self.state()
        self.arc(source, enter(number), _NO_WORD, own.unknown_sound_cost, end)
        self.arc(end, stay(number), _NO_WORD, own.duration_scale * own.unknown_stay_cost, end)
        self.arc(end, 0, _NO_WORD, 0.0, target)
