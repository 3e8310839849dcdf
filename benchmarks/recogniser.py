"""How well the recogniser hears sentences that it wasn't given, and which grammar hears best.

    python benchmarks/recogniser.py [--seed N] [--model FOLDER] [--only WORDS] [--set NAME=VALUE]

Seed 1 is for choosing numbers, seed 2 for reporting: other sentences, other held-out lines.
Held-out lines (every tenth, by seed) are left out of the grammar that hears them.
"""

import argparse
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from benchmarks.synthetic import UNHEARD, Clip, noisy, speak
from voiceguide.content.files import data_folder
from voiceguide.content.pack import read_pack
from voiceguide.hearing.engines.vosk_folder import write_sums
from voiceguide.hearing.engines.vosk_recogniser import VoskRecogniser
from voiceguide.hearing.recording import transcribe
from voiceguide.language.corpus import Corpus, corpus_graph
from voiceguide.language.grammar_graph import list_graph
from voiceguide.language.lexicon import missing_words, read_words, respelt
from voiceguide.language.openfst import Acceptor, encode
from voiceguide.language.paths import template_paths
from voiceguide.language.tuning import GRAPH, GraphTuning
from voiceguide.messages.intents import OUT_OF_SCOPE
from voiceguide.messages.speech import UNKNOWN, known_words

MODEL = data_folder("models") / "en"
FOLDS = 10


@dataclass(frozen=True, slots=True)
class Sets:
    """What is said, and the corpus that is left to learn from."""

    corpus: Corpus
    said: Mapping[str, Sequence[str]]


@dataclass(slots=True)
class Score:
    """Counts over clips."""

    clips: int = 0
    exact: int = 0
    unheard: int = 0
    unheard_exact: int = 0
    words: int = 0
    errors: int = 0
    with_unknown: int = 0
    sound: float = 0.0
    work: float = 0.0

    def add(self, clip: Clip, heard: str, work: float) -> None:
        wanted = respelt(clip.text)
        given = tuple(known_words(heard).split())
        right = wanted == given
        self.clips += 1
        self.exact += right
        self.unheard += clip.voice in UNHEARD
        self.unheard_exact += right and clip.voice in UNHEARD
        self.words += len(wanted)
        self.errors += distance(wanted, given)
        self.with_unknown += UNKNOWN in heard
        self.sound += len(clip.samples) / 16000
        self.work += work

    def __str__(self) -> str:
        return (
            f"{100 * self.exact / self.clips:.1f} | {100 * self.errors / self.words:.1f} | "
            f"{100 * self.unheard_exact / self.unheard:.1f} | "
            f"{100 * self.with_unknown / self.clips:.0f} | {self.work / self.sound:.3f}"
        )


def distance(wanted: Sequence[str], given: Sequence[str]) -> int:
    """Words to put in, take out or change."""
    row = list(range(len(given) + 1))
    for number, word in enumerate(wanted, start=1):
        before, row[0] = row[0], number
        for at, other in enumerate(given, start=1):
            change = before + (word != other)
            before, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, change)
    return row[-1]


def make_sets(seed: int, clips: int) -> Sets:
    pack = read_pack(data_folder("intents"))
    random = Random(seed)
    kept: tuple[list[str], list[str]] = ([], [])
    held: tuple[list[str], list[str]] = ([], [])
    for intent, lines in pack.examples.items():
        other = intent == OUT_OF_SCOPE
        for number, line in enumerate(lines):
            (held if number % FOLDS == seed else kept)[other].append(line)
    plain, out = held
    corpus = Corpus(template_paths([pack.templates, pack.red_flags]), *kept)
    drawn = [" ".join(words) for words in corpus.paths.sample(clips, 100 + seed)]
    random.shuffle(plain)
    random.shuffle(out)
    return Sets(
        corpus,
        {"template": drawn, "plain": plain[:clips], "out of scope": out[: clips // 2]},
    )


def with_grammar(model: Path, grammar: Acceptor, folder: Path, conf: Mapping[str, str]) -> Path:
    """`model` with another Gr.fst and other numbers in its conf, linked together in `folder`."""
    for file in (*model.glob("am/*"), *model.glob("graph/**/*"), *model.glob("conf/*")):
        link = folder / file.relative_to(model)
        link.parent.mkdir(parents=True, exist_ok=True)
        if file.is_file() and file.name not in ("Gr.fst", "model.conf"):
            link.symlink_to(file)
    (folder / "graph" / "Gr.fst").write_bytes(encode(grammar))
    lines = (model / "conf" / "model.conf").read_text().splitlines()
    kept = [line for line in lines if line[2:].partition("=")[0] not in conf]
    added = [f"--{name}={value}" for name, value in conf.items()]
    (folder / "conf" / "model.conf").write_text("\n".join([*kept, *added]) + "\n")
    write_sums(folder)
    return folder


def kinds(
    sets: Sets, labels: Mapping[str, int], tuning: GraphTuning
) -> Iterator[tuple[str, Acceptor, list[str] | None]]:
    """Name, Gr.fst and phrases of each way to say what is expected."""
    drawn = [" ".join(words) for words in sets.corpus.paths.sample(3000, 9)]
    listed = list(
        dict.fromkeys(
            " ".join(respelt(s)) for s in [*sets.corpus.examples, *sets.corpus.others, *drawn]
        )
    )
    chosen = corpus_graph(sets.corpus, labels, tuning)
    yield "chosen", chosen, None
    yield "runtime phrases (bigram)", chosen, listed
    yield "list of sentences", list_graph(listed, labels, tuning), None
    for order in (2, 3, 4):
        one = replace(tuning, order=order)
        yield f"paths + {order}-gram", corpus_graph(sets.corpus, labels, one), None
    one = replace(tuning, paths_share=0.0)
    yield f"{tuning.order}-gram alone", corpus_graph(sets.corpus, labels, one), None


def measure(folder: Path, phrases: list[str] | None, clips: Sequence[Clip], show: bool) -> Score:
    recogniser = VoskRecogniser(folder)
    recogniser.expect(phrases)
    score = Score()
    for clip in clips:
        started = time.process_time()
        heard = transcribe(recogniser, clip.samples)
        score.add(clip, heard.text, time.process_time() - started)
        if show and respelt(clip.text) != tuple(heard.text.split()):
            print(f"    {clip.voice:22s} {clip.text} -> {heard.text} ({heard.confidence:.2f})")
    return score


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--clips", type=int, default=200)
    parser.add_argument("--only", default="")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("--conf", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("--show", action="store_true")
    chosen = parser.parse_args()
    tuning = GRAPH
    for name, _, value in (pair.partition("=") for pair in chosen.set):
        tuning = replace(tuning, **{name: type(getattr(tuning, name))(value)})
    conf = dict(pair.split("=") for pair in chosen.conf)
    sets = make_sets(chosen.seed, chosen.clips)
    labels = read_words(chosen.model / "graph" / "words.txt")
    missing = missing_words(sets.corpus.words(), labels)
    labels |= dict.fromkeys(missing, labels[UNKNOWN])
    said = {name: speak(own, chosen.seed) for name, own in sets.said.items()}
    rooms = {
        f"{name}, {room}": clips
        for name, own in said.items()
        for room, clips in (("quiet", own), ("noise 10 dB", noisy(own, 10, chosen.seed)))
    }
    print("| grammar | said | exact % | WER % | exact % by unheard voices | with [unk] % | RTF |")
    print("|---|---|---|---|---|---|---|")
    for kind, grammar, phrases in kinds(sets, labels, tuning):
        if chosen.only and not any(word == kind for word in chosen.only.split(",")):
            continue
        with tempfile.TemporaryDirectory() as scratch:
            folder = with_grammar(chosen.model.resolve(), grammar, Path(scratch), conf)
            for room, clips in rooms.items():
                score = measure(folder, phrases, clips, chosen.show)
                print(f"| {kind} | {room} | {score} |", flush=True)


if __name__ == "__main__":
    main()
