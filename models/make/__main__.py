"""One command from public recordings to a network; see `docs/network.md`."""

import argparse
from pathlib import Path

import torch

from models.make.noises import names, read_noises
from models.make.recordings import read_sources
from models.make.steps import Hours, Places, make

MODELS = Path(__file__).resolve().parents[1]


def main() -> None:
    """Tell what will be used, then make it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clones", type=Path, required=True, help="bare clones of the sources")
    parser.add_argument("--speech", type=Path, required=True, help="noise/ and keep_apart.tsv")
    parser.add_argument("--work", type=Path, required=True, help="for what is made in between")
    parser.add_argument("--out", type=Path, default=MODELS / "make")
    parser.add_argument("--content", type=Path, default=MODELS.parent / "intents")
    parser.add_argument("--kokoro", type=Path, help="its model and voices; see docs/network.md")
    parser.add_argument(
        "--further", action="store_true", help="go on with the network that is there"
    )
    parser.add_argument("--hours", type=float, default=1.0, help="of learning by frames")
    parser.add_argument("--sequence-hours", type=float, default=1.0, help="and by sequences")
    chosen = parser.parse_args()
    if chosen.hours <= 0 and not chosen.further:
        parser.error("a new network learns by frames first: give --hours above 0, or --further")
    torch.set_num_threads(1)
    for source in read_sources():
        print(f"{source.title} ({source.repository}): {source.licence}, {source.by}")
    for noise in names(read_noises(chosen.speech / "noise")):
        print(f"noise {noise}")
    places = Places(
        chosen.clones,
        chosen.speech / "noise",
        chosen.speech / "keep_apart.tsv",
        chosen.content,
        chosen.work,
        chosen.out,
        chosen.kokoro,
    )
    hours = Hours(chosen.hours, chosen.sequence_hours)
    make(places, hours, lambda line: print(line, flush=True), anew=not chosen.further)


if __name__ == "__main__":
    main()
