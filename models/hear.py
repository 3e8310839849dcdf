"""Make `models/heard.txt.gz`: what the recogniser makes of the examples when they are spoken.

    python models/hear.py              examples that were not spoken yet, about 0.1 s each
    python models/hear.py --anew       all of them: after the recogniser has changed

`voiceguide learn` learns from its misheard lines beside the examples, so run that afterwards. Each
example is said by one voice, voices in turn, and heard with a grammar that has not seen it, as it
would be if somebody said something of the kind. Needs `espeak-ng` and `flite`. The voices by which
speech is measured (`benchmarks/synthetic.py`) are none of these.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from random import Random
from typing import Final
from zlib import crc32

from benchmarks.synthetic import LEARNT, render
from voiceguide.content.pack import Pack, read_pack
from voiceguide.hearing.engines.vosk_recogniser import VoskRecogniser
from voiceguide.hearing.recording import transcribe
from voiceguide.language.corpus import Corpus, corpus_graph
from voiceguide.language.lexicon import read_words
from voiceguide.language.openfst import encode
from voiceguide.language.tuning import GRAPH
from voiceguide.messages.intents import OUT_OF_SCOPE
from voiceguide.understanding.heard import Heard, read_rows, write_rows

MODELS: Final = Path(__file__).resolve().parent
MODEL: Final = MODELS / "en"
FILE: Final = MODELS / "heard.txt.gz"
FOLDS: Final = 4
"""Each grammar leaves out a fourth of the examples, which are then heard with it."""
PIECES: Final = 20
"""Runs of the work, after each of which the file is written."""


def fold(said: str) -> int:
    """The same for a wording whatever others there are."""
    return crc32(said.encode()) % FOLDS


def voice(said: str, turn: int) -> str:
    """Which voice says it, for the `turn`th time."""
    return LEARNT[(crc32(said[::-1].encode()) + turn) % len(LEARNT)]


def write_model(folder: Path, pack: Pack, left_out: int) -> None:
    """The shipped model with a grammar that has not seen one fold of the examples."""
    kept = {
        name: [line for line in lines if fold(line) != left_out]
        for name, lines in pack.examples.items()
    }
    known = [line for name, lines in kept.items() if name != OUT_OF_SCOPE for line in lines]
    corpus = Corpus(pack.templates, pack.red_flags, known, kept[OUT_OF_SCOPE])
    for name in ("am", "conf", "graph"):
        shutil.copytree(MODEL / name, folder / name)
    labels = read_words(MODEL / "graph" / "words.txt")
    (folder / "graph" / "Gr.fst").write_bytes(encode(corpus_graph(corpus, labels, GRAPH)))


def listen(content: Path, left_out: int, wanted: Sequence[tuple[str, str, str]]) -> list[Heard]:
    """Speak and hear (intent, wording, voice) of one fold."""
    with tempfile.TemporaryDirectory() as folder:
        write_model(Path(folder), read_pack(content), left_out)
        recogniser = VoskRecogniser(Path(folder))
        rows = []
        for intent, said, by in wanted:
            pace = Random(crc32(f"{said}|{by}".encode())).randint(140, 175)
            heard = transcribe(recogniser, render(said, by, pace))
            rows.append(Heard(intent, said, by, heard.text))
    return rows


def wanted(
    examples: Mapping[str, Sequence[str]], known: Sequence[Heard], times: int
) -> Iterator[tuple[str, str, str]]:
    """What is to be spoken still."""
    done = {(row.intent, row.said, row.voice) for row in known}
    for intent in sorted(examples):
        for said in dict.fromkeys(examples[intent]):
            for turn in range(times):
                task = (intent, said, voice(said, turn))
                if task not in done:
                    yield task


def main() -> int:
    """Bring the file up to date with the examples."""
    parser = argparse.ArgumentParser(description="Speak the examples and note what is heard.")
    parser.add_argument("--anew", action="store_true", help="what was heard before, too")
    parser.add_argument("--times", type=int, default=1, help="voices that say each example")
    parser.add_argument("--jobs", type=int, default=1, help="processes at a time")
    parser.add_argument(
        "--content", type=Path, default=MODELS.parent / "intents", help="the folder of examples"
    )
    chosen = parser.parse_args()
    examples = read_pack(chosen.content).examples
    standing = {(intent, said) for intent, lines in examples.items() for said in lines}
    rows = [] if chosen.anew or not FILE.exists() else list(read_rows(FILE))
    rows = [row for row in rows if (row.intent, row.said) in standing]
    tasks = list(wanted(examples, rows, chosen.times))
    Random(1).shuffle(tasks)
    folds = [[task for task in tasks if fold(task[1]) == one] for one in range(FOLDS)]
    size = max(1, -(-len(tasks) // PIECES))
    pieces = [
        (one, own[at : at + size])
        for one, own in enumerate(folds)
        for at in range(0, len(own), size)
    ]
    # One piece of each fold after another, so that a run cut short has heard of everything.
    pieces.sort(key=lambda piece: folds[piece[0]].index(piece[1][0]))
    with ProcessPoolExecutor(chosen.jobs) as pool:
        running = [pool.submit(listen, chosen.content, one, piece) for one, piece in pieces]
        for number, future in enumerate(running, start=1):
            rows += future.result()
            write_rows(FILE, rows)
            print(f"{number} of {len(pieces)}", file=sys.stderr, flush=True)
    write_rows(FILE, rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
