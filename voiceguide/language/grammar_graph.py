"""What the recogniser expects to hear, as one weighted acceptor.

A sentence is either a template's, word for word, or runs through a back-off n-gram over all
wordings, where any word may follow any other and `[unk]` stands for words of others. An utterance
is a sentence, a wake phrase, or a wake phrase and a sentence.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import inf, log

from voiceguide.language.ngram import BEGIN, END, Gram, Ngram
from voiceguide.language.openfst import EPSILON, Acceptor, Arc
from voiceguide.language.paths import Paths
from voiceguide.language.tuning import GraphTuning
from voiceguide.messages.speech import UNKNOWN


@dataclass(slots=True)
class _Draft:
    """An acceptor that grows."""

    scale: float
    finals: list[float] = field(default_factory=list)
    arcs: list[Arc] = field(default_factory=list)

    def states(self, count: int) -> range:
        """New states, none of them final."""
        first = len(self.finals)
        self.finals.extend([inf] * count)
        return range(first, first + count)

    def arc(self, source: int, label: int, probability: float, target: int) -> None:
        """A step taken with `probability` among its siblings."""
        self.arcs.append(Arc(source, label, self.cost(probability), target))

    def cost(self, probability: float) -> float:
        """Natural-log cost, scaled."""
        return -self.scale * log(probability) if probability > 0 else inf


def grammar_graph(
    paths: Paths | None,
    ngram: Ngram | None,
    labels: Mapping[str, int],
    tuning: GraphTuning,
    wake: Paths | None = None,
) -> Acceptor:
    """Join them; each may be left out. `labels` is the model's word list, `wake` what may stand
    before any sentence.

    KeyError when a word has no label: look for missing words first.
    """
    draft = _Draft(tuning.scale)
    begin = draft.states(1)[0]
    if wake:
        called, begin = begin, draft.states(1)[0]
        draft.arc(called, EPSILON, 1 - tuning.wake_share, begin)
        phrases = _add_paths(draft, wake, labels, begin, tuning.wake_alone)
        draft.arc(called, EPSILON, tuning.wake_share, phrases)
    share = tuning.paths_share if ngram else 1.0
    if paths and share > 0:
        draft.arc(begin, EPSILON, share, _add_paths(draft, paths, labels))
    if ngram:
        rest = 1 - share if paths else 1.0
        draft.arc(begin, EPSILON, rest, _add_ngram(draft, ngram, labels, tuning.unknown_cost))
    return Acceptor(draft.finals, draft.arcs)


def list_graph(
    sentences: Sequence[str], labels: Mapping[str, int], tuning: GraphTuning
) -> Acceptor:
    """Exactly these sentences, each as likely as the others, beginnings shared."""
    draft = _Draft(tuning.scale)
    draft.states(1)
    after: dict[tuple[int, int], int] = {}
    for sentence in dict.fromkeys(sentences):
        state = 0
        for word in sentence.split():
            step = (state, labels[word])
            if step not in after:
                after[step] = draft.states(1)[0]
                draft.arc(*step, 1.0, after[step])
            state = after[step]
        draft.finals[state] = draft.cost(1 / len(sentences))
    return Acceptor(draft.finals, draft.arcs)


def _add_paths(
    draft: _Draft, paths: Paths, labels: Mapping[str, int], then: int = 0, alone: float = 1.0
) -> int:
    """Where a path ends, a share `alone` of utterances does, too; the others go on at `then`."""
    states = draft.states(len(paths.nodes))
    for state, node in zip(states, paths.nodes, strict=True):
        draft.finals[state] = draft.cost(node.ending * alone)
        if node.ending > 0 and alone < 1:
            draft.arc(state, EPSILON, node.ending * (1 - alone), then)
        for word, share, after in node.onward:
            draft.arc(state, labels[word], share, states[after])
    return states[0]


def _add_ngram(draft: _Draft, ngram: Ngram, labels: Mapping[str, int], unknown_cost: float) -> int:
    histories: list[Gram] = sorted({(), *ngram.backoffs})
    state = dict(zip(histories, draft.states(len(histories)), strict=True))
    for history, weight in ngram.backoffs.items():
        draft.arc(state[history], EPSILON, weight, state[history[1:]])
    for gram, probability in ngram.probabilities.items():
        here = state[gram[:-1]]
        if gram[-1] == END:
            draft.finals[here] = draft.cost(probability)
        else:
            draft.arc(here, labels[gram[-1]], probability, _after(gram, state))
    if UNKNOWN in labels:
        cost = draft.scale * unknown_cost
        draft.arcs.append(Arc(state[()], labels[UNKNOWN], cost, state[()]))
    return state.get((BEGIN,), state[()])


def _after(gram: Gram, state: Mapping[Gram, int]) -> int:
    """Where a word leads: the longest history that the n-gram remembers."""
    while gram not in state:
        gram = gram[1:]
    return state[gram]
