"""How often a wake phrase is heard, and how often where nobody said one.

    python -m benchmarks.wake_phrases [--choosing] [--share SHARE ...]

`--choosing` takes other voices than those that are reported. A share of 0 is the grammar without
wake phrases.
"""

import argparse
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

from benchmarks.recogniser import MODEL, make_sets, with_grammar
from benchmarks.synthetic import DEVELOPED, TESTED, Clip, noisy, speak, synthesise
from voiceguide.content.files import data_folder
from voiceguide.content.pack import read_pack, read_wordings
from voiceguide.hearing.engines.vosk_recogniser import VoskRecogniser
from voiceguide.hearing.recording import transcribe
from voiceguide.language.corpus import corpus_graph
from voiceguide.language.lexicon import read_words, respelt
from voiceguide.language.tuning import GRAPH

PHRASES = ("hey guide", "okay guide", "hey voice guide", "okay voice guide")
AFTER = ("", "stop", "should i walk today", "i can't feel my legs")
PLAIN = 60
RATE = 155


def said_with(voices: Sequence[str]) -> list[Clip]:
    """Each phrase before each sentence, by every voice."""
    texts = [f"{phrase} {after}".strip() for phrase in PHRASES for after in AFTER]
    return [Clip(text, voice, synthesise(text, voice, RATE)) for text in texts for voice in voices]


def said_without(voices: Sequence[str]) -> list[Clip]:
    """Unseen wordings, some of them out of scope, voices in turn."""
    files = sorted((data_folder("intents") / "tests" / "en").glob("*.txt"))
    wordings = [line for file in files for line in read_wordings(file)]
    return speak(Random(5).sample(wordings, PLAIN), 5, voices)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--choosing", action="store_true")
    parser.add_argument("--share", type=float, nargs="*", default=[0.0, GRAPH.wake_share])
    chosen = parser.parse_args()
    voices = DEVELOPED if chosen.choosing else TESTED
    calls = tuple(f"{phrase} " for phrase in read_pack(data_folder("intents")).wake)
    corpus = make_sets(seed=1, clips=0).corpus
    labels = read_words(MODEL / "graph" / "words.txt")
    sets = {"called": said_with(voices), "not called": said_without(voices)}
    print("| wake share | said | heard as called % | exact % |\n|---|---|---|---|")
    for share in chosen.share:
        graph = corpus_graph(corpus, labels, replace(GRAPH, wake_share=share))
        with tempfile.TemporaryDirectory() as scratch:
            recogniser = VoskRecogniser(with_grammar(MODEL, graph, Path(scratch), {}))
            for name, quiet in sets.items():
                for room, clips in (("quiet", quiet), ("noise 10 dB", noisy(quiet, 10, 5))):
                    heard = [transcribe(recogniser, clip.samples).text for clip in clips]
                    called = sum(f"{text} ".startswith(calls) for text in heard)
                    exact = sum(
                        tuple(text.split()) == respelt(clip.text)
                        for text, clip in zip(heard, clips, strict=True)
                    )
                    score = f"{100 * called / len(clips):.1f} | {100 * exact / len(clips):.1f}"
                    print(f"| {share} | {name}, {room} | {score} |", flush=True)


if __name__ == "__main__":
    main()
