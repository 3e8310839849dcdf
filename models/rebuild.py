"""Make `models/en`, the embedded recogniser, and what may follow which words, for the content.

    python models/rebuild.py                                            after they changed
    python models/rebuild.py --network network.npz --ties ties.npz      with another network

The second needs pocketsphinx (`pip install -e '.[build]'`), for its dictionary and its triphones.
The same content and network give the same bytes.
"""

import argparse
import sys
from pathlib import Path
from typing import Final

import numpy as np

from voiceguide.content.pack import read_pack
from voiceguide.errors import Trouble
from voiceguide.hearing.engines.vosk_folder import write_sums
from voiceguide.language.continuations import CONTINUATIONS, pack_continuations
from voiceguide.language.embedded_model import embedded_files
from voiceguide.language.kaldi.transitions import split
from voiceguide.language.pronunciations import DICTIONARY
from voiceguide.language.recogniser_files import ACOUSTIC_MODEL
from voiceguide.language.triphones import FILE

MODELS: Final = Path(__file__).resolve().parent
MODEL: Final = MODELS / "en"


def shipped_network() -> bytes:
    """The network that is there."""
    return split((MODEL / ACOUSTIC_MODEL).read_bytes())[1]


def take(network: Path, ties: Path) -> bytes:
    """Another network, and what the graph needs to know about its outputs."""
    from models.make.dictionary import packed
    from models.make.nnet3_export import export
    from models.make.triphone_table import triphone_table

    with np.load(network) as arrays, np.load(ties) as classes:
        if arrays["p_cdb"].size != int(classes["ncd"]):
            raise Trouble(
                f"{ties} isn't what {network} was trained on.", "Give the two of one run."
            )
        exported, table = export(arrays), triphone_table(classes)
    table.save(MODEL / FILE)
    (MODEL / DICTIONARY).write_bytes(packed())
    return exported


def main() -> int:
    """Make and write."""
    parser = argparse.ArgumentParser(description="Make models/en for the words of the content.")
    parser.add_argument("--network", type=Path, help="a trained network")
    parser.add_argument("--ties", type=Path, help="the classes that it was trained on")
    chosen = parser.parse_args()
    if (chosen.network is None) != (chosen.ties is None):
        parser.error("--network and --ties go together")
    try:
        network = take(chosen.network, chosen.ties) if chosen.network else shipped_network()
        pack = read_pack(MODELS.parent / "intents")
        for name, content in embedded_files(MODEL, pack, network).items():
            (MODEL / name).parent.mkdir(parents=True, exist_ok=True)
            (MODEL / name).write_bytes(content)
    except Trouble as trouble:
        print(trouble.what, trouble.mend, sep="\n", file=sys.stderr)
        return int(trouble.code)
    write_sums(MODEL)
    arrays = pack_continuations(pack).arrays()
    np.savez_compressed(MODELS / CONTINUATIONS, allow_pickle=False, **arrays)
    return 0


if __name__ == "__main__":
    sys.exit(main())
