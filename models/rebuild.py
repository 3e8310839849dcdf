"""Make `models/en`, the embedded recogniser, for the words of the content.

    python models/rebuild.py --grammar-only        only Gr.fst: after sentences changed
    python models/rebuild.py --scripts FOLDER      all of it: after new words came in

FOLDER holds the network's training scripts (export.py, net2.npz, tie.npz, vp/) and is outside
this repository; the full run also needs pocketsphinx, for its CMU dictionary and phone list.
The same content gives the same bytes.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from voiceguide.content.pack import read_pack
from voiceguide.errors import ExitCode, Trouble
from voiceguide.hearing.engines.vosk_folder import write_sums
from voiceguide.language.corpus import Corpus, corpus_graph, pack_corpus
from voiceguide.language.lexicon import missing_words, read_words
from voiceguide.language.openfst import encode
from voiceguide.language.tuning import GRAPH

MODELS: Final = Path(__file__).resolve().parent
MODEL: Final = MODELS / "en"
PRONUNCIATIONS: Final = MODEL / "pronunciations.txt"
SCRIPTS: Final = ("export.py", "mfcc.py", "net2.npz", "tie.npz", "vp")
ACOUSTIC_SCALE: Final = "0.3"
BEAM: Final = "11"
SILENCE_PRIOR: Final = "0.1"
"""These three by benchmarks/recogniser.py: docs/recogniser.md."""
EXPORT: Final = """
import runpy, sys
sys.path.insert(0, "vp")
import build_graph
dictionary = build_graph.read_dict
def both(path, phones, words):
    return list(dict.fromkeys(
        dictionary(path, phones, words) + dictionary("pronunciations.dict", phones, words)))
build_graph.read_dict = both
sys.argv = ["export.py", "net2.npz", "made", *sys.argv[1:]]
runpy.run_path("export.py", run_name="__main__")
"""


def read_corpus(content: Path) -> Corpus:
    """Every sentence of the content folder."""
    return pack_corpus(read_pack(content))


def write_grammar(corpus: Corpus) -> None:
    """Write Gr.fst over the word list that is there."""
    labels = read_words(MODEL / "graph" / "words.txt")
    if missing := missing_words(corpus.words(), labels):
        raise Trouble(
            f"The model can't hear {', '.join(missing)}.",
            f"Add how they sound to {PRONUNCIATIONS} unless the CMU dictionary has them, then "
            "run rebuild.py with --scripts.",
            ExitCode.NO_MODEL,
        )
    (MODEL / "graph" / "Gr.fst").write_bytes(encode(corpus_graph(corpus, labels, GRAPH)))


def extra_words() -> set[str]:
    """Words beside the content's: commands, numbers and times."""
    lines = (MODELS / "extra_words.txt").read_text(encoding="utf-8").splitlines()
    return {word for line in lines if not line.startswith("#") for word in line.split()}


def write_model(words: Sequence[str], scripts: Path) -> None:
    """Network, sounds of the words, and word list, by the training scripts in a scratch copy."""
    with tempfile.TemporaryDirectory() as scratch:
        room = Path(scratch)
        for name in SCRIPTS:
            _copy(scripts / name, room / name)
        (room / "vocab.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
        lines = PRONUNCIATIONS.read_text(encoding="utf-8").splitlines()
        ours = [line for line in lines if not line.startswith("#")]
        (room / "pronunciations.dict").write_text("\n".join(ours) + "\n", encoding="utf-8")
        environment = {**os.environ, "SILB": SILENCE_PRIOR, "PYTHONHASHSEED": "0"}
        subprocess.run(
            [sys.executable, "-c", EXPORT, ACOUSTIC_SCALE, BEAM],
            cwd=room,
            env=environment,
            check=True,
        )
        for name in ("am", "conf", "graph"):
            shutil.rmtree(MODEL / name, ignore_errors=True)
            shutil.copytree(room / "made" / name, MODEL / name)


def _copy(source: Path, target: Path) -> None:
    """Contents only: the originals may be read-only."""
    if source.is_dir():
        target.mkdir()
        for inner in sorted(source.iterdir()):
            if inner.name != "__pycache__":
                _copy(inner, target / inner.name)
    else:
        target.write_bytes(source.read_bytes())


def main() -> int:
    """Run one of the two."""
    parser = argparse.ArgumentParser(description="Make models/en for the words of the content.")
    kind = parser.add_mutually_exclusive_group(required=True)
    kind.add_argument("--scripts", type=Path, metavar="FOLDER", help="the training scripts")
    kind.add_argument("--grammar-only", action="store_true", help="only Gr.fst")
    parser.add_argument(
        "--content", type=Path, default=MODELS.parent / "intents", help="the folder of sentences"
    )
    chosen = parser.parse_args()
    try:
        corpus = read_corpus(chosen.content)
        if chosen.scripts:
            write_model(sorted({*corpus.all_words(), *extra_words()}), chosen.scripts)
        write_grammar(corpus)
        write_sums(MODEL)
    except Trouble as trouble:
        print(trouble.what, trouble.mend, sep="\n", file=sys.stderr)
        return int(trouble.code)
    return 0


if __name__ == "__main__":
    sys.exit(main())
