"""How near guessed pronunciations are to those of CMU's dictionary (docs/new-words.md).

python -m benchmarks.sounding_out [--words 5000] [--seed 2]
"""

import argparse
import gzip
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random

from rapidfuzz.distance import Levenshtein

from voiceguide.content.files import data_folder
from voiceguide.language.ipa import arpabet
from voiceguide.language.lexicon import read_words, spoken_words
from voiceguide.language.pronunciations import DICTIONARY, Way, Ways, read_dictionary
from voiceguide.speaking.engines.espeak_phonemes import EspeakPhonemes

MODEL = data_folder("models") / "en"


def nearest(guess: Way, ways: Sequence[Way]) -> tuple[int, int]:
    """Sounds to change for the nearest of `ways`, and its length."""
    return min((Levenshtein.distance(guess, way), len(way)) for way in ways)


def row(name: str, words: Iterable[str], known: Ways, espeak: EspeakPhonemes) -> str:
    """One line of the table."""
    found = [nearest(arpabet(espeak.ipa(word)), known[word]) for word in words if word in known]
    wrong, sounds = (sum(column) for column in zip(*found, strict=True))
    missed = sum(distance > 0 for distance, _ in found) / len(found)
    return f"| {len(found)} {name} | {100 * wrong / sounds:.1f} % | {100 * missed:.1f} % |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--words", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=2)
    chosen = parser.parse_args()
    with gzip.open(MODEL / DICTIONARY, "rt", encoding="utf-8") as lines:
        every = sorted({line.split()[0] for line in lines})
    drawn = Random(chosen.seed).sample(every, chosen.words)
    ours = spoken_words(read_words(MODEL / "graph" / "words.txt"))
    known = read_dictionary(MODEL, {*drawn, *ours})
    with tempfile.TemporaryDirectory() as scratch:
        espeak = EspeakPhonemes(Path(scratch))
        print("| words | sounds wrong | words with a wrong sound |\n|---|---|---|")
        print(row("of the dictionary, drawn by chance", drawn, known, espeak))
        print(row("of our own content", ours, known, espeak))


if __name__ == "__main__":
    main()
