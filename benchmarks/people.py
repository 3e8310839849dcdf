"""What is heard in recordings of people and rooms; see `docs/measured.md`."""

import csv
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Final

import numpy as np

from benchmarks.synthetic import NOISE, mix, read
from benchmarks.tables import percent, table
from voiceguide.hearing.recogniser import Recogniser
from voiceguide.hearing.recording import transcribe
from voiceguide.messages.audio import SAMPLE_RATE, Samples
from voiceguide.messages.intents import OUT_OF_SCOPE
from voiceguide.messages.speech import known_words
from voiceguide.understanding.matcher import Matcher

RECORDINGS: Final = NOISE.parent
KITCHEN: Final = NOISE / "kitchen.wav"
DECIBELS: Final = 10.0
TEN: Final = ("yes", "no", "up", "down", "left", "right", "on", "off", "stop", "go")
OURS: Final = {"yes": "Yes", "no": "No", "stop": "Stop"}
NOT_FOR_US: Final = {
    "babble": "wake words of other assistants, in rooms",
    "not_wake_words": "short odd phrases",
    "continuous_talk": "reading aloud",
    "noise": "kitchens, music, animals, crowds",
}
_MARGIN: Final = SAMPLE_RATE // 4


def words(recogniser: Recogniser, matcher: Matcher) -> str:
    """The table of short words said by people that no part of the model has heard."""
    clips = list(_unseen())
    noise, random = read(KITCHEN), Random(3)
    loud = [(word, mix(samples, noise, DECIBELS, random)) for word, samples in clips]
    ours = [[_ours(recogniser, matcher, *clip) for clip in side] for side in (clips, loud)]
    listed = [[_listed(recogniser, *clip) for clip in side] for side in (clips, loud)]
    recogniser.expect(None)
    rows = [
        _row(f"“{word}” understood, whole language", OURS[word], ours)
        for word in sorted(OURS, reverse=True)
    ]
    rows.append(_row("all three", None, ours))
    rows.append(_row("one of ten words, closed list", None, listed))
    rows.append(_row("other words rejected, closed list", "", listed))
    return table(["", "clips", "clean", "kitchen 10 dB"], rows)


def triggers(recogniser: Recogniser, matcher: Matcher) -> str:
    """The table of recordings in which nobody asks anything."""
    rows = []
    for folder, what in NOT_FOR_US.items():
        files = sorted(path for path in (RECORDINGS / folder).iterdir() if path.suffix != ".tsv")
        clips = {path.name: clip for path in files if (clip := _readable(path)) is not None}
        found = [list(live(recogniser, matcher, clip)) for clip in clips.values()]
        answered = sum(any(name != OUT_OF_SCOPE for _, name in turns) for turns in found)
        spoken = sum(bool(turns) for turns in found)
        minutes = sum(map(len, clips.values())) / SAMPLE_RATE / 60
        rows.append(
            [
                what,
                str(len(clips)),
                f"{minutes:.1f}",
                percent(answered / len(clips)),
                percent(spoken / len(clips)),
            ]
        )
        for name, turns in zip(clips, found, strict=True):
            for text, intent in turns:
                print(f"{folder}/{name}\t{text}\t{intent}", flush=True)
    head = ["", "clips", "minutes", "an intent is triggered", "anything is said"]
    return table(head, rows)


def live(recogniser: Recogniser, matcher: Matcher, samples: Samples) -> Iterator[tuple[str, str]]:
    """What a live room would answer: (heard, intent) of each utterance that holds words."""
    recogniser.expect(None)
    block = SAMPLE_RATE // 10
    finals = [recogniser.accept(samples[at : at + block]) for at in range(0, len(samples), block)]
    for final in [*finals, recogniser.finish()]:
        if final is not None and known_words(final.text):
            yield final.text, matcher.match(final).name


def _readable(path: Path) -> Samples | None:
    """The recording; None for a damaged one."""
    try:
        return read(path)
    except RuntimeError as error:
        print(f"{path.name} is left out: {error}", flush=True)
        return None


def _unseen() -> Iterator[tuple[str, Samples]]:
    random = np.random.default_rng(4)
    for labels in sorted((RECORDINGS / "unseen").glob("*/labels.tsv")):
        with labels.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t"):
                samples = read(labels.parent / row["path"])
                edges = [random.normal(0, 10, _MARGIN).astype(np.int16) for _ in range(2)]
                yield row["text"], np.concatenate([edges[0], samples, edges[1]])


def _ours(
    recogniser: Recogniser, matcher: Matcher, word: str, samples: Samples
) -> tuple[str, bool] | None:
    """The intent that the word should have, and whether it was found; None for other words."""
    if word not in OURS:
        return None
    recogniser.expect(None)
    heard = transcribe(recogniser, samples)
    found = matcher.match(heard).name
    if found != OURS[word]:
        print(f"{word}\t{heard.text}\t{found}", flush=True)
    return OURS[word], found == OURS[word]


def _listed(recogniser: Recogniser, word: str, samples: Samples) -> tuple[str, bool] | None:
    """The same for the closed list; other words, one at a time, should give nothing."""
    if " " in word:
        return None
    recogniser.expect(TEN)
    heard = known_words(transcribe(recogniser, samples).text)
    wanted = word if word in TEN else ""
    return wanted, heard == wanted


def _row(what: str, wanted: str | None, sides: list[list[tuple[str, bool] | None]]) -> list[str]:
    kept = [
        [
            right
            for name, right in (one for one in side if one is not None)
            if (bool(name) if wanted is None else name == wanted)
        ]
        for side in sides
    ]
    return [what, str(len(kept[0])), *(percent(sum(side) / len(side)) for side in kept)]
