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
    unknown_sound_cost: float = 0.8
    """Of each sound within `[unk]`: so much that speech to the assistant has about the support that
    the thresholds of `conversation/heeding.py` were chosen with (docs/network.md)."""
    unknown_stay_cost: float = 0.4
    """Of each further frame of such a sound, before `duration_scale`."""


@dataclass(frozen=True, slots=True)
class SearchTuning:
    """What Vosk needs to search, written into `conf/model.conf` (docs/recogniser.md)."""

    acoustic_scale: float = 0.3
    beam: float = 11.0
    lattice_beam: float = 3.0
    min_active: int = 200
    max_active: int = 1500
    frames_per_chunk: int = 9
    """Of 10 ms, that the network looks at together: fewer cost more, and are heard sooner."""
    trailing_silence: float = 5.0
    """Seconds of silence after which Vosk ends an utterance by itself: so late that the rules of
    `hearing/endpoint.py` alone count."""


@dataclass(frozen=True, slots=True)
class CommandsTuning:
    """What `commands_graph` needs; all natural-log costs.

    Chosen with six synthetic voices (84 clips of 14 commands): 81 right, against 74 by Vosk's own
    runtime phrases; costs of 0 lose "resume" to `[unk]`.
    """

    sentence: float = 6.0
    """Of any command."""
    around: float = 2.0
    """Of speech before or after one."""
    longer: float = 2.0
    """Of more of it."""


GRAPH = GraphTuning()
COMMANDS = CommandsTuning()
SOUND = SoundTuning()
SEARCH = SearchTuning()
