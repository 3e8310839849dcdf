"""All files of a Vosk model that depend on which words and sentences are to be heard."""

from collections.abc import Iterable, Mapping

from voiceguide.language.corpus import Corpus, corpus_graph
from voiceguide.language.kaldi import lookahead, transitions
from voiceguide.language.lexicon import EMPTY
from voiceguide.language.openfst import encode
from voiceguide.language.phones import NOISE, SILENCE, boundaries, names
from voiceguide.language.pronunciations import Pronounced, numbered
from voiceguide.language.sound_graph import SoundGraph, sound_graph
from voiceguide.language.triphones import Triphones
from voiceguide.language.tuning import GRAPH, SEARCH, SOUND, SearchTuning
from voiceguide.language.word_tree import word_tree
from voiceguide.messages.audio import SAMPLE_RATE
from voiceguide.messages.speech import UNKNOWN

ACOUSTIC_MODEL = "am/final.mdl"
"""The one file that is there before: its second half is the network."""

_FEATURES = {
    "use-energy": "false",
    "sample-frequency": SAMPLE_RATE,
    "num-mel-bins": 40,
    "num-ceps": 40,
    "low-freq": 20,
    "high-freq": 7600,
    "dither": 0,
}
"""What the network was trained on; Kaldi's options of the same names."""


def recogniser_files(
    corpus: Corpus, words: Iterable[Pronounced], triphones: Triphones, network: bytes
) -> dict[str, bytes]:
    """Name to content, the same bytes for the same words and sentences.

    `network`: the second half of a `final.mdl`. KeyError when a word of `corpus.words()` is not
    among `words`.
    """
    tree = word_tree(numbered(words, triphones.phones))
    graph = sound_graph(tree, triphones, SOUND, EMPTY, UNKNOWN)
    labels = {word: label for label, word in enumerate(graph.words)}
    return {
        ACOUSTIC_MODEL: transitions.join(graph.transitions, network),
        "conf/mfcc.conf": _options(_FEATURES),
        "conf/model.conf": _options(_search(SEARCH)),
        "graph/Gr.fst": encode(corpus_graph(corpus, labels, GRAPH)),
        "graph/HCLr.fst": lookahead.encode(graph.transducer, graph.reachable, graph.end),
        "graph/disambig_tid.int": f"{_no_transition(graph)}\n".encode(),
        "graph/phones.txt": _lines(
            f"{name} {at}" for at, name in enumerate(names(triphones.phones))
        ),
        "graph/phones/word_boundary.int": _lines(
            f"{number} {place}" for number, place in boundaries(len(triphones.phones))
        ),
        "graph/words.txt": _lines(f"{word} {label}" for word, label in labels.items()),
    }


def _no_transition(graph: SoundGraph) -> int:
    """Vosk wants labels of disambiguation symbols; we need none, so one beyond all in use."""
    return 2 * len(graph.transitions.triples) + 10


def _search(tuning: SearchTuning) -> dict[str, object]:
    return {
        "min-active": tuning.min_active,
        "max-active": tuning.max_active,
        "beam": f"{tuning.beam:g}",
        "lattice-beam": f"{tuning.lattice_beam:g}",
        "acoustic-scale": tuning.acoustic_scale,
        "frame-subsampling-factor": 3,
        "endpoint.silence-phones": f"{SILENCE}:{NOISE}",
        **{
            f"endpoint.rule{rule}.min-trailing-silence": f"{tuning.trailing_silence:g}"
            for rule in (2, 3, 4)
        },
        "frames-per-chunk": tuning.frames_per_chunk,
    }


def _options(options: Mapping[str, object]) -> bytes:
    return _lines(f"--{name}={value}" for name, value in options.items())


def _lines(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()
