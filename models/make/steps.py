"""The steps from recordings to a network, each kept in a file so that a broken run goes on."""

import pickle
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Final, TypeVar

import numpy as np
import torch

from models.make.alignment import align
from models.make.copies import Copy, make_copy, plain_copy, read_copy
from models.make.denominator import Denominator
from models.make.features import frame_count
from models.make.kokoro import speak_naturally
from models.make.labels import frame_labels
from models.make.mixing import Mixer
from models.make.network import Network, Size, read_network
from models.make.noises import Noise, clatter, read_noises, white_noise
from models.make.recordings import read_kept_apart, read_people
from models.make.sequences import MutualInformation
from models.make.sphinx import Definition, Integers, folder, read_definition, read_mixture_weights
from models.make.synthetic import speak
from models.make.training import RATE, checks, shape, statistics, tied, train
from models.make.tying import Ties, read_ties, tie
from models.make.utterance import Aligned, Utterance
from models.make.wordings import read_wordings
from voiceguide.messages.audio import SAMPLE_RATE

SENTENCES: Final = 5000
NATURAL_SENTENCES: Final = 4000
"""Spoken by Kokoro, which takes half as long as they last."""
COPIES: Final = 7
CLATTER: Final = 40
"""Made noises beside the recorded ones."""
FRAMES_FOR_A_CLASS: Final = 300
_SEED: Final = 1
_CHOOSING: Final = 10
"""One in so many speakers is held out to choose by."""
_WHITE: Final = 60.0
_AGAIN: Final = 0.5
"""Share of the usual rate at which a network that has learnt goes on, and"""
_BY_SEQUENCES: Final = 0.4
"""at which it learns by sequences."""
_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class Places:
    """Folders."""

    clones: Path
    """Bare clones, as owner+name/repo."""
    noises: Path
    """Noise recordings with their `labels.tsv`."""
    kept_apart: Path
    """Table of the speakers who are kept for judging."""
    content: Path
    work: Path
    """Where each step's file goes; some gigabytes."""
    out: Path
    """Where `network.npz` and `ties.npz` go."""
    kokoro: Path | None = None
    """Its model and voices; None without them."""


@dataclass(frozen=True, slots=True)
class Hours:
    """How long the network learns."""

    frames: float
    """By cross-entropy: to name each output by itself."""
    sequences: float
    """After it, by mutual information: to tell rows of sounds from one another."""


def make(
    places: Places, hours: Hours, report: Callable[[str], None] = print, anew: bool = True
) -> None:
    """All of it. What a run before has left in `work` isn't made again.

    Unless `anew`, the network that is in `out` goes on learning, with its own classes.
    """
    places.work.mkdir(parents=True, exist_ok=True)
    definition = read_definition(folder() / "en-us" / "mdef")
    data = _data(places, definition)
    report(hours_by_source(data))
    learnt, chosen = _parted(data)
    network_file, ties_file = places.out / "network.npz", places.out / "ties.npz"
    if anew:
        _new_ties(learnt, definition).save(ties_file)
    ties = read_ties(ties_file)
    copies = _copies(places.work, learnt, definition)
    noises = [*read_noises(places.noises), *clatter(CLATTER, _SEED)]
    torch.manual_seed(_SEED)
    taught = None if anew else read_network(network_file)
    size = taught.size if taught else Size()
    mixer = _mixer(copies, ties, noises, size, _SEED, masked=True)
    judged = checks(_mixer([plain_copy(chosen, definition)], ties, noises, size, _SEED + 1))
    if hours.frames > 0:
        network = taught or Network(size, statistics(copies[0], ties, mixer.draw(512)))
        rate = RATE * _AGAIN if taught else RATE
        train(network, mixer, judged, hours.frames * 3600, rate, network_file, report)
    if hours.sequences > 0:
        network = read_network(network_file)
        denominator = Denominator(*tied(copies[0], ties))
        by_sequences = MutualInformation(denominator, network.statistics.class_priors)
        rate, seconds = RATE * _BY_SEQUENCES, hours.sequences * 3600
        train(network, mixer, judged, seconds, rate, network_file, report, by_sequences)


def _new_ties(learnt: Sequence[Aligned], definition: Definition) -> Ties:
    weights = read_mixture_weights(folder() / "en-us" / "sendump")
    return tie(definition, weights, senone_counts(learnt, definition), FRAMES_FOR_A_CLASS)


def hours_by_source(data: Sequence[Aligned]) -> str:
    """Clips, speakers and hours of each source, a line each."""
    clips: dict[str, list[Utterance]] = defaultdict(list)
    for one in data:
        clips[one.said.speaker.partition(":")[0]].append(one.said)
    lines = []
    for source, own in sorted(clips.items()):
        hours = sum(len(said.samples) for said in own) / SAMPLE_RATE / 3600
        speakers = len({said.speaker for said in own})
        lines.append(f"{source}: {len(own)} clips, {speakers} speakers, {hours:.2f} h")
    return "\n".join(lines)


def senone_counts(data: Sequence[Aligned], definition: Definition) -> Integers:
    """(senones,): frames of each in all recordings."""
    counts = np.zeros(definition.senones, np.int64)
    for one in data:
        frames = frame_count(len(one.said.samples))
        senones = frame_labels(definition, one.marks, frames).senones
        counts += np.bincount(senones, minlength=definition.senones)
    return counts


def held_out(speaker: str) -> bool:
    """Whether a person of the training sources is kept for choosing."""
    number = int.from_bytes(sha256(speaker.encode()).digest()[:4], "big")
    return not speaker.startswith("tts:") and number % _CHOOSING == 0


def _parted(data: Sequence[Aligned]) -> tuple[list[Aligned], list[Aligned]]:
    return (
        [one for one in data if not held_out(one.said.speaker)],
        [one for one in data if held_out(one.said.speaker)],
    )


def _data(places: Places, definition: Definition) -> list[Aligned]:
    def people() -> list[Aligned]:
        apart = read_kept_apart(places.kept_apart)
        return list(align(read_people(places.clones, apart), definition))

    def voices() -> list[Aligned]:
        said = speak(read_wordings(places.content), SENTENCES, _SEED)
        return list(align(said, definition))

    def natural_voices(kokoro: Path) -> list[Aligned]:
        wordings = read_wordings(places.content)
        said = speak_naturally(kokoro, wordings, NATURAL_SENTENCES, _SEED)
        return list(align(said, definition))

    data = _once(places.work / "people.pickle", people)
    data += _once(places.work / "voices.pickle", voices)
    if places.kokoro:
        data += _once(places.work / "natural.pickle", partial(natural_voices, places.kokoro))
    return data


def _copies(work: Path, data: Sequence[Aligned], definition: Definition) -> list[Copy]:
    paths = {seed: work / f"copy{seed}.npz" for seed in range(COPIES)}
    missing = {seed: path for seed, path in paths.items() if not path.exists()}
    with ProcessPoolExecutor() as workers:
        done = [
            workers.submit(_save_copy, path, data, definition, seed)
            for seed, path in missing.items()
        ]
        for one in done:
            one.result()
    return [read_copy(path) for path in paths.values()]


def _save_copy(path: Path, data: Sequence[Aligned], definition: Definition, seed: int) -> None:
    half = path.with_suffix(".half.npz")
    make_copy(data, definition, seed).save(half)
    half.replace(path)


def _mixer(
    copies: Sequence[Copy],
    ties: Ties,
    noises: Sequence[Noise],
    size: Size,
    seed: int,
    masked: bool = False,
) -> Mixer:
    labels = [tied(copy, ties) for copy in copies]
    return Mixer(copies, labels, noises, white_noise(_WHITE, seed), shape(size), seed, masked)


def _once(path: Path, make: Callable[[], _Made]) -> _Made:
    """What `make` makes, or what it made last time."""
    if not path.exists():
        half = path.with_suffix(".half")
        half.write_bytes(pickle.dumps(make()))
        half.replace(path)
    made: _Made = pickle.loads(path.read_bytes())
    return made
