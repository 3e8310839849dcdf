"""Networks side by side: people's orders and short words, our phrases in rooms, new wordings.

    python -m benchmarks.networks MODEL... [--pocketsphinx] [--clips N]

MODEL is a folder with `network.npz` and `ties.npz`, or a Vosk folder. Only models made for the same
words compare networks, as all of the first kind are; a row for which a model lacks words is left
out. Nothing here was used in training: the orders, the `unseen` people,
six voices, the kitchen, the television and the babble, and each tenth wording. Six natural voices
speak, too, where `$KOKORO` names the folder of their model.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Protocol

from hassil.intents import Intents

from benchmarks import orders
from benchmarks.expected import Expected, Listen
from benchmarks.recogniser import distance, make_sets, with_grammar
from benchmarks.shoebox import heard_there
from benchmarks.short_words import SPEECH, TEN
from benchmarks.short_words import clips as people
from benchmarks.sphinx_engine import Sphinx
from benchmarks.synthetic import NATURAL, NOISE, TESTED, Clip, mix, read, speak
from benchmarks.tables import percent, table
from benchmarks.trained import make_folder
from voiceguide.content.files import data_folder
from voiceguide.content.pack import read_pack
from voiceguide.hearing.engines.vosk_recogniser import VoskRecogniser
from voiceguide.hearing.recording import transcribe
from voiceguide.language.corpus import corpus_graph
from voiceguide.language.grammar_graph import grammar_graph
from voiceguide.language.lexicon import missing_words, read_words, respelt
from voiceguide.language.paths import Paths, template_paths
from voiceguide.language.tuning import GRAPH
from voiceguide.messages.audio import SAMPLE_RATE, Samples
from voiceguide.messages.speech import UNKNOWN, Hypothesis, known_words

SEED = 2
DECIBELS = 10.0
BUCKETS = (0.0, 0.5, 0.7, 0.9, 0.99, 1.01)


@dataclass(frozen=True, slots=True)
class Trial:
    """One row of the table."""

    name: str
    expected: Expected
    clips: Sequence[Clip]
    right: Callable[[str, str], bool]
    """(wanted, heard)."""
    words: bool = False
    """Count wrong words, not wrong sentences."""


@dataclass(slots=True)
class Score:
    """What an engine made of a trial."""

    right: int = 0
    clips: int = 0
    words: int = 0
    errors: int = 0
    sound: float = 0.0
    work: float = 0.0
    believed: list[tuple[float, bool]] = field(default_factory=list)
    """Each word's confidence, and whether it was said."""


class Engine(Protocol):
    """Something that listens."""

    name: str

    def listener(self, expected: Expected) -> Listen | None:
        """None when it can't expect this."""


class Network:
    """A Vosk folder with a grammar of its own for each trial."""

    def __init__(self, folder: Path) -> None:
        self.name = folder.name if folder.name != "en" else folder.parent.name
        self._scratch = tempfile.TemporaryDirectory()
        self._folder = folder.resolve()
        if (folder / "network.npz").exists():
            self._folder = make_folder(folder, Path(self._scratch.name) / "made")
        self._labels = read_words(self._folder / "graph" / "words.txt")

    def listener(self, expected: Expected) -> Listen | None:
        if expected.words:
            recogniser = VoskRecogniser(self._folder)
            recogniser.expect([*expected.words, UNKNOWN])
            return lambda samples: transcribe(recogniser, samples)
        labels = dict(self._labels)
        if expected.corpus:
            lacking = missing_words(expected.corpus.words(), labels)
            labels |= dict.fromkeys(lacking, labels[UNKNOWN])
            grammar = corpus_graph(expected.corpus, labels, GRAPH)
        else:
            paths = _paths(expected.template)
            if not paths.words() <= labels.keys():
                return None
            grammar = grammar_graph(paths, None, labels, GRAPH)
        folder = Path(tempfile.mkdtemp(dir=self._scratch.name))
        own = VoskRecogniser(with_grammar(self._folder, grammar, folder, {}))
        return lambda samples: transcribe(own, samples)


def trials(count: int) -> Iterator[Trial]:
    """All rows; `count` synthetic clips in each of theirs."""
    kitchen = read(NOISE / "kitchen.wav")
    home = [read(path) for path in sorted(NOISE.glob("derived_*.wav"))]
    television = [read(path) for path in sorted(NOISE.glob("derived_tv*.wav"))]
    if orders.FOLDER.exists():
        said = orders.clips()
        expected = Expected(orders.template())
        yield Trial("orders, clean", expected, said, _order)
        yield Trial("orders, kitchen 10 dB", expected, _noisy(said, [kitchen]), _order)
    phrases = _phrases()
    expected = Expected(f"({'|'.join(phrases)})")
    said = speak((phrases * len(TESTED))[:count], SEED, TESTED)
    distant = [Clip(c.text, c.voice, heard_there(c.samples, n % 12)) for n, c in enumerate(said)]
    yield Trial("our phrases, clean", expected, said, _same)
    yield Trial("our phrases, 10 dB", expected, _noisy(said, [kitchen, *home]), _same)
    yield Trial("our phrases, room 2 m", expected, distant, _same)
    yield Trial("our phrases, room and television", expected, _noisy(distant, television), _same)
    if SPEECH.exists():
        everyone = people(SPEECH / "unseen" / "speech_commands")
        said = [clip for clip in everyone if clip.text in TEN]
        others = [clip for clip in everyone if clip.text not in TEN]
        expected = Expected(words=tuple(TEN))
        yield Trial("people's ten words, clean", expected, said, _same)
        yield Trial("people's ten words, kitchen 10 dB", expected, _noisy(said, [kitchen]), _same)
        yield Trial("other words and background refused", expected, others, _refused)
    sets = make_sets(SEED, count)
    said = speak(sets.said["plain"], SEED, TESTED)
    expected = Expected(corpus=sets.corpus)
    yield Trial("new wordings, wrong words, clean", expected, said, _same, words=True)
    loud = _noisy(said, [kitchen, *home])
    yield Trial("new wordings, wrong words, 10 dB", expected, loud, _same, words=True)
    if "KOKORO" in os.environ:
        said = speak(sets.said["plain"], SEED, NATURAL)
        yield Trial("the same, natural voices, clean", expected, said, _same, words=True)
        loud = _noisy(said, [kitchen, *home])
        yield Trial("the same, natural voices, 10 dB", expected, loud, _same, words=True)


def judge(engine: Engine, trial: Trial, show: bool) -> Score | None:
    """None when the engine can't expect what the trial does."""
    listen = engine.listener(trial.expected)
    if listen is None:
        return None
    score = Score()
    for clip in trial.clips:
        started = time.process_time()
        heard = listen(clip.samples)
        score.work += time.process_time() - started
        score.sound += len(clip.samples) / SAMPLE_RATE
        text = known_words(heard.text)
        right = trial.right(clip.text, text)
        wanted, given = respelt(clip.text), tuple(text.split())
        score.clips += 1
        score.right += right
        score.words += len(wanted)
        score.errors += distance(wanted, given)
        if trial.words:
            score.believed += _believed(wanted, heard)
        if show and not right:
            print(f"    {engine.name}: {clip.text} -> {heard.text}")
    return score


def _believed(wanted: Sequence[str], heard: Hypothesis) -> Iterator[tuple[float, bool]]:
    own = [word for word in heard.words if word.text != UNKNOWN]
    given = [word.text for word in own]
    blocks = SequenceMatcher(None, list(wanted), given, autojunk=False).get_matching_blocks()
    said = {at for block in blocks for at in range(block.b, block.b + block.size)}
    for at, word in enumerate(own):
        yield word.confidence, at in said


def reliability(believed: Sequence[tuple[float, bool]]) -> list[str]:
    """In each bucket of confidence: share of words that weren't said, and how many there are."""
    cells = []
    for low, high in pairwise(BUCKETS):
        own = [said for confidence, said in believed if low <= confidence < high]
        cells.append(f"{percent(1 - sum(own) / len(own))} of {len(own)}" if own else "-")
    return cells


def _phrases() -> list[str]:
    examples = [intent.example for intent in read_pack(data_folder("intents")).intents.values()]
    return list(dict.fromkeys(" ".join(respelt(example)) for example in examples))


def _paths(template: str) -> Paths:
    data = {"language": "en", "intents": {"Said": {"data": [{"sentences": [template]}]}}}
    return template_paths([Intents.from_dict(data)])


def _noisy(clips: Sequence[Clip], noises: Sequence[Samples]) -> list[Clip]:
    random = Random(SEED)
    return [
        Clip(c.text, c.voice, mix(c.samples, random.choice(noises), DECIBELS, random))
        for c in clips
    ]


def _same(wanted: str, heard: str) -> bool:
    return respelt(wanted) == tuple(heard.split())


def _order(wanted: str, heard: str) -> bool:
    return orders.ordered(wanted) == orders.ordered(heard)


def _refused(_: str, heard: str) -> bool:
    return heard not in TEN


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("models", type=Path, nargs="+")
    parser.add_argument("--pocketsphinx", action="store_true")
    parser.add_argument("--clips", type=int, default=150)
    parser.add_argument("--only", default="", help="rows whose name holds this")
    parser.add_argument("--show", action="store_true")
    chosen = parser.parse_args()
    engines: list[Engine] = [Network(folder) for folder in chosen.models]
    if chosen.pocketsphinx:
        engines.append(Sphinx())
    rows: list[list[str]] = []
    total = {engine.name: Score() for engine in engines}
    for trial in trials(chosen.clips):
        if chosen.only not in trial.name:
            continue
        row = [trial.name, str(len(trial.clips))]
        for engine in engines:
            score = judge(engine, trial, chosen.show)
            row.append(_cell(trial, score))
            if score:
                total[engine.name].sound += score.sound
                total[engine.name].work += score.work
                total[engine.name].believed += score.believed
        rows.append(row)
        print(" | ".join(row), flush=True)
    factors = [f"{one.work / one.sound:.3f}" if one.sound else "-" for one in total.values()]
    rows.append(["real-time factor", "", *factors])
    names = [engine.name for engine in engines]
    print(table(["", "clips", *names], rows))
    edges = [f"{low:g} to {min(1, high):g}" for low, high in pairwise(BUCKETS)]
    print(
        table(
            ["wrong words by confidence", *edges],
            [[n, *reliability(total[n].believed)] for n in names],
        )
    )


def _cell(trial: Trial, score: Score | None) -> str:
    if score is None:
        return "-"
    share = score.errors / score.words if trial.words else score.right / score.clips
    return percent(share)


if __name__ == "__main__":
    main()
