"""Noise, babble and recordings of people."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Final

import numpy as np

from benchmarks.rooms.script import babble_texts
from benchmarks.synthetic import NOISE, read, synthesise
from voiceguide.devices.levels import active_level, factor
from voiceguide.messages.audio import SAMPLE_RATE, Samples

SPEECH: Final = NOISE.parent
TALKERS: Final = (
    "espeak en-us+m3",
    "flite rms",
    "espeak en-gb-scotland",
    "flite awb",
    "espeak en-us+f2",
    "flite awb*1.2",
    "espeak en-gb-x-rp+m4",
)
"""Who babbles: none of the voices that ask, nor the assistant's."""
FURNITURE: Final = {
    "kitchen": "kitchen.wav",
    "dishes": "gsc_doing_the_dishes_a.wav",
    "tap": "gsc_running_tap_a.wav",
    "music": "music_vibe_ace_a.wav",
    "song": "music_song_vocals_lets_go_fishin_a.wav",
    "television (talk over music)": "derived_tv_talk_over_music_0.wav",
    "seven people": "derived_babble7_0.wav",
}
"""Recorded noises, by what they are."""
PEOPLE_TALK: Final = ("television (talk over music)", "seven people")
"""Those of them that are speech."""
NOT_FOR_US: Final = {
    "babble": "other assistants' wake words, in rooms",
    "wake_words": "other assistants' wake words",
    "not_wake_words": "short odd phrases",
    "continuous_talk": "reading aloud",
    "noise": "kitchens, music, animals, crowds",
}
_LEVEL: Final = -26.0
_LONGEST: Final = 60 * SAMPLE_RATE
_SCENE: Final = 60 * SAMPLE_RATE
"""After which other people go on talking."""
_RATES: Final = (150, 165, 185)
"""Words a minute."""
_PAUSE: Final = 0.5
"""Mean seconds between two sentences: most pauses are shorter, one in fifty would be longer than"""
_LONGEST_PAUSE: Final = 2.0
"""the longest."""
_LOUDER: Final = 3.0
"""Standard deviation of a sentence's level, in decibels: people shout and whisper."""


def noises() -> dict[str, Samples]:
    """The recorded noises; without them pink noise alone."""
    found = {what: NOISE / name for what, name in FURNITURE.items() if (NOISE / name).exists()}
    if not found:
        return {"pink noise": pink(30.0)}
    return {what: read(path)[:_LONGEST] for what, path in found.items()}


def pink(seconds: float) -> Samples:
    """Noise with as much power in every octave."""
    count = round(seconds * SAMPLE_RATE)
    spectrum = np.fft.rfft(np.random.default_rng(3).normal(size=count))
    spectrum /= np.sqrt(np.maximum(1.0, np.arange(len(spectrum))))
    sound = np.fft.irfft(spectrum, count)
    return _levelled(sound)


def babble(voices: int, seconds: float, seed: int) -> Samples:
    """`voices` people talking past one another, none to us; others after a while."""
    random = Random(seed * 100 + voices)
    length = round(seconds * SAMPLE_RATE)
    scenes = []
    for begun in range(0, length, _SCENE):
        mixed = np.zeros(min(_SCENE, length - begun))
        for talker in random.sample(TALKERS, voices):
            mixed += _stream(talker, len(mixed), random)
        scenes.append(_levelled(mixed))
    return np.concatenate(scenes)


def _stream(talker: str, length: int, random: Random) -> Samples:
    """One person talking on and on, with short pauses."""
    texts = list(babble_texts())
    random.shuffle(texts)
    rate = random.choice(_RATES)
    pieces, made = [], 0
    for number in range(length):
        if made >= length:
            break
        said = synthesise(texts[number % len(texts)], talker, rate).astype(np.float64)
        clip = _levelled(said, _LEVEL + random.gauss(0.0, _LOUDER))
        pause = min(random.expovariate(1 / _PAUSE), _LONGEST_PAUSE)
        pieces += [clip, np.zeros(round(pause * SAMPLE_RATE), np.int16)]
        made += len(clip) + len(pieces[-1])
    return np.concatenate(pieces)[:length]


def _levelled(
    sound: np.ndarray[tuple[int], np.dtype[np.float64]], level: float = _LEVEL
) -> Samples:
    louder = factor(level - active_level(sound))
    samples: Samples = np.clip(np.rint(sound * louder), -32768, 32767).astype(np.int16)
    return samples


def words(folder: str) -> list[tuple[str, Samples]]:
    """Every recording of `../shared/speech/<folder>` that has a text; none without them."""
    labels = SPEECH / folder / "labels.tsv"
    if not labels.exists():
        return []
    with labels.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [(row["text"].lower(), read(labels.parent / row["path"])) for row in rows if row["text"]]


def recordings(folder: str, longest: float = 30.0) -> Iterator[tuple[str, Samples]]:
    """Every readable recording of a folder, cut after `longest` seconds, with its name."""
    paths: Sequence[Path] = sorted((SPEECH / folder).glob("*"))
    for path in paths:
        if path.suffix not in (".wav", ".flac"):
            continue
        try:
            yield path.name, read(path)[: round(longest * SAMPLE_RATE)]
        except RuntimeError as error:
            print(f"{path.name} is left out: {error}", flush=True)
