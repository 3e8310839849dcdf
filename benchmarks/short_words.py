"""Single words by people: those of a closed list heard, all others refused.

    python benchmarks/short_words.py [--set unseen/speech_commands] [--model FOLDER]

The recordings lie beside the checkout (../shared/speech). `unseen` holds people that no part of
the model was made with: for reporting. `speech_commands` may be used to choose numbers.
"""

import argparse
import csv
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random

from benchmarks.synthetic import NOISE, Clip, mix, read
from voiceguide.content.files import data_folder
from voiceguide.hearing.engines.vosk_recogniser import VoskRecogniser
from voiceguide.hearing.recording import transcribe
from voiceguide.language.lexicon import respelt
from voiceguide.messages.speech import UNKNOWN, known_words

SPEECH = NOISE.parent
TEN = ["yes", "no", "up", "down", "left", "right", "on", "off", "stop", "go"]
ASKED = frozenset({"yes", "no", "stop"})
SAME = {"yeah": "yes", "yep": "yes"}


def clips(folder: Path) -> list[Clip]:
    """Every recording that `labels.tsv` lists."""
    with (folder / "labels.tsv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [Clip(row["text"].lower(), "person", read(folder / row["path"])) for row in rows]


def closed_list(recogniser: VoskRecogniser, said: Sequence[Clip]) -> str:
    """Share of the ten words heard, and of everything else refused."""
    recogniser.expect([*TEN, UNKNOWN])
    right = words = refused = others = 0
    sound = work = 0.0
    for clip in said:
        started = time.process_time()
        heard = transcribe(recogniser, clip.samples).text
        work += time.process_time() - started
        sound += len(clip.samples) / 16000
        kept = known_words(heard)
        if clip.text in TEN:
            words += 1
            right += kept == clip.text
        else:
            others += 1
            refused += kept not in TEN
    return (
        f"{100 * right / words:.1f} % of {words} heard, "
        f"{100 * refused / others:.1f} % of {others} refused, RTF {work / sound:.3f}"
    )


def everything(recogniser: VoskRecogniser, said: Sequence[Clip], show: bool) -> str:
    """Share of yes, no and stop heard with the grammar of the whole content."""
    recogniser.expect(None)
    asked = [clip for clip in said if clip.text in ASKED]
    right = 0
    for clip in asked:
        heard = " ".join(respelt(transcribe(recogniser, clip.samples).text))
        right += SAME.get(heard, heard) == clip.text
        if show and heard != clip.text:
            print(f"    {clip.text} -> {heard}")
    return f"{100 * right / len(asked):.1f} % of {len(asked)}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", default="unseen/speech_commands")
    parser.add_argument("--model", type=Path, default=data_folder("models") / "en")
    parser.add_argument("--show", action="store_true")
    chosen = parser.parse_args()
    folder = SPEECH / chosen.set
    if not folder.exists():
        sys.exit(f"{folder} isn't there: this benchmark needs recordings of people.")
    random = Random(5)
    kitchen = read(NOISE / "kitchen.wav")
    quiet = clips(folder)
    noisy = [Clip(c.text, c.voice, mix(c.samples, kitchen, 10, random)) for c in quiet]
    recogniser = VoskRecogniser(chosen.model)
    for room, said in (("quiet", quiet), ("kitchen, 10 dB", noisy)):
        print(f"closed list of ten, {room}: {closed_list(recogniser, said)}")
        print(f"yes, no, stop with everything expected, {room}:", end=" ")
        print(everything(recogniser, said, chosen.show), flush=True)


if __name__ == "__main__":
    main()
