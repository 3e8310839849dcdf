"""Every tuned number of the language room, with the benchmark that chose it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GraphTuning:
    """What `grammar_graph` needs, chosen by `benchmarks/recogniser.py` (docs/recogniser.md)."""

    order: int = 3
    """Words an n-gram looks at, itself included."""
    paths_share: float = 0.5
    """Prior belief, between 0 and 1, that an utterance is a template's sentence."""
    sampled: int = 0
    """Template sentences drawn into the n-gram's corpus: none, for no clear gain."""
    unknown_cost: float = 2.0
    """Natural-log cost of each `[unk]` in the n-gram, added to the model's own for it."""
    scale: float = 1.0
    """All costs of the graph times this: the weight of the language against the sound."""


@dataclass(frozen=True, slots=True)
class SoundTuning:
    """What `sound_graph` needs; costs are natural logarithms, in the grammar's units."""

    duration_scale: float = 0.3
    """The weight of how long sounds last; the acoustic scale's value, as it counts frames too."""
    pause_cost: float = 0.5
    """Of a silence between words, or at either end."""
    pause_frames: float = 12.0
    """How long such a silence lasts on average, in frames of 30 ms."""
    noise_cost: float = 8.0
    """Of a noise between words."""
    unknown_cost: float = 2.0
    """Of `[unk]`, whatever it sounds like."""
    unknown_sound_cost: float = 0.6
    """Of each sound within `[unk]`."""
    unknown_stay_cost: float = 0.4
    """Of each further frame of such a sound, before `duration_scale`."""


@dataclass(frozen=True, slots=True)
class SearchTuning:
    """What Vosk needs to search, written into `conf/model.conf` (docs/recogniser.md)."""

    acoustic_scale: float = 0.3
    beam: float = 11.0
    lattice_beam: float = 3.0
    min_active: int = 200
    max_active: int = 3000
    trailing_silence: tuple[float, float, float] = (0.5, 0.75, 1.0)
    """Seconds of silence that end an utterance whose best hypothesis is surely, likely or only
    perhaps a whole one (Kaldi's endpoint rules 2, 3 and 4)."""


GRAPH = GraphTuning()
SOUND = SoundTuning()
SEARCH = SearchTuning()
