"""Every tuned number of the language room, with the benchmark that chose it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GraphTuning:
    """What `grammar_graph` needs, chosen by `benchmarks/recogniser.py` (docs/recogniser.md)."""

    order: int = 3
    """Words an n-gram looks at, itself included."""
    paths_share: float = 0.5
    """Prior belief, between 0 and 1, that an utterance is a template's sentence."""
    wake_share: float = 0.3
    """Prior belief, between 0 and 1, that an utterance begins with a wake phrase, chosen by
    `benchmarks/wake_phrases.py`."""
    wake_alone: float = 0.3
    """Prior belief, between 0 and 1, that nothing follows one."""
    sampled: int = 0
    """Template sentences drawn into the n-gram's corpus: none, for no clear gain."""
    unknown_cost: float = 2.0
    """Natural-log cost of each `[unk]` in the n-gram, added to the model's own for it."""
    scale: float = 1.0
    """All costs of the graph times this: the weight of the language against the sound."""


GRAPH = GraphTuning()
