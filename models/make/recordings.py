"""People's recordings, as their public repositories hold them; `sources.toml` lists those.

Whoever is kept apart for judging is left out here, before anything else sees a sound.
"""

import csv
import io
import re
import subprocess
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

import numpy as np
import soundfile
import soxr

from models.make.utterance import Utterance
from voiceguide.messages.audio import SAMPLE_RATE, Samples

SOURCES: Final = Path(__file__).with_name("sources.toml")
LIBRISPEECH: Final = Path(__file__).with_name("librispeech.tsv")
"""What Whisper's tiny.en heard in its clips, where the aligner's dictionary has all the words."""
DIGITS: Final = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_CLIP: Final = re.compile(r"(\w+?)/(?:([a-z]+)_)?([0-9a-f]{8})_nohash_\d+\.wav(?:\.wav)?$")


@dataclass(frozen=True, slots=True)
class Source:
    """One row of `sources.toml`."""

    name: str
    repository: str
    commit: str
    title: str
    licence: str
    by: str


@dataclass(frozen=True, slots=True)
class Clone:
    """A bare git repository, read at one commit."""

    folder: Path
    commit: str

    def text(self, path: str) -> str:
        """One file as UTF-8."""
        return self._git("show", f"{self.commit}:{path}").decode()

    def files(self, *under: str) -> Iterator[tuple[PurePosixPath, bytes]]:
        """Every file below these folders, in the order of their names."""
        listed = self._git("ls-tree", "-r", self.commit, *under).decode().splitlines()
        rows = [line.split(None, 3)[2:] for line in listed]
        asked = "".join(f"{blob}\n" for blob, _ in rows).encode()
        answer = io.BytesIO(self._git("cat-file", "--batch", asked=asked))
        for _, path in rows:
            size = int(answer.readline().split()[2])
            yield PurePosixPath(path), answer.read(size)
            answer.read(1)

    def _git(self, *words: str, asked: bytes = b"") -> bytes:
        command = ["git", f"--git-dir={self.folder}", *words]
        return subprocess.run(command, input=asked, capture_output=True, check=True).stdout


def read_sources(path: Path = SOURCES) -> list[Source]:
    """The table of sources, sorted by name."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return [Source(name, **row) for name, row in sorted(table.items())]


def read_kept_apart(path: Path) -> frozenset[tuple[str, str]]:
    """(source's title, speaker) of all who are kept for judging."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    return frozenset((row["source"], row["speaker"]) for row in rows)


def read_people(clones: Path, kept_apart: frozenset[tuple[str, str]]) -> Iterator[Utterance]:
    """Every utterance of every source whose speaker isn't kept apart."""
    for source in read_sources():
        folder = clones / source.repository.replace("/", "+") / "repo"
        name, read = _READERS[source.name]
        for said in read(Clone(folder, source.commit)):
            if (name, said.speaker.partition(":")[2]) not in kept_apart:
                yield said


def decode(data: bytes) -> Samples:
    """A sound file as mono int16 at 16 kHz."""
    sound, rate = soundfile.read(io.BytesIO(data), dtype="float32", always_2d=True)
    mono = sound.mean(1)
    if rate != SAMPLE_RATE:
        mono = soxr.resample(mono, rate, SAMPLE_RATE)
    return np.asarray(np.clip(mono, -1, 1) * 32767, np.int16)


def plain(text: str) -> str:
    """Lower case, letters and apostrophes only."""
    return " ".join(re.sub(r"[^a-z' ]+", " ", text.lower()).split())


def _an4(clone: Clone) -> Iterator[Utterance]:
    texts = {}
    for part in ("train", "test"):
        for line in clone.text(f"etc/an4_{part}.transcription").splitlines():
            words, _, rest = line.replace("<s>", "").replace("</s>", "").partition("(")
            texts[rest.rstrip(") ")] = plain(words)
    for path, data in clone.files("wav"):
        if path.suffix == ".wav" and path.stem in texts:
            speaker = f"an4:{path.parent.name}"
            yield Utterance(f"an4-{path.stem}", speaker, texts[path.stem], decode(data))


def _speech_commands(clone: Clone) -> Iterator[Utterance]:
    for path, data in clone.files("MLTK_keyworkSpotting/dataset"):
        if found := _CLIP.search(str(path)):
            folder, other, speaker = found.groups()
            word = other if folder == "_unknown_" else folder
            name = path.name.partition(".")[0]
            yield Utterance(f"sc-{word}-{name}", f"sc:{speaker}", word, decode(data))


def _speechocean(clone: Clone) -> Iterator[Utterance]:
    texts: dict[str, str] = {}
    for part in ("train", "test"):
        for line in clone.text(f"{part}/text").splitlines():
            name, text = line.split(None, 1)
            texts[name] = text
    for path, data in clone.files("WAVE"):
        if path.stem in texts:
            speaker = path.parent.name.removeprefix("SPEAKER")
            yield Utterance(
                f"so-{path.stem}", f"so:{speaker}", plain(texts[path.stem]), decode(data)
            )


def _librispeech(clone: Clone) -> Iterator[Utterance]:
    """Their transcripts aren't there: `LIBRISPEECH` has some, and the aligner writes the others."""
    with LIBRISPEECH.open(encoding="utf-8", newline="") as stream:
        texts = {row["clip"]: row["text"] for row in csv.DictReader(stream, delimiter="\t")}
    for path, data in clone.files("audio_data"):
        if path.suffix == ".flac" and "librispeech" in str(path):
            speaker = path.stem.partition("-")[0]
            text = texts.get(path.stem, "")
            yield Utterance(f"ls-{path.stem}", f"ls:{speaker}", text, decode(data))


def _digits(clone: Clone) -> Iterator[Utterance]:
    for path, data in clone.files("recordings"):
        if path.suffix == ".wav":
            digit, speaker, _ = path.stem.split("_")
            quiet = np.zeros(SAMPLE_RATE // 4, np.int16)
            sound = np.concatenate([quiet, decode(data), quiet])
            yield Utterance(f"fs-{path.stem}", f"fs:{speaker}", DIGITS[int(digit)], sound)


_READERS: Final[Mapping[str, tuple[str, Callable[[Clone], Iterator[Utterance]]]]] = {
    "an4": ("AN4", _an4),
    "speech-commands": ("Speech Commands", _speech_commands),
    "speechocean": ("speechocean762", _speechocean),
    "librispeech": ("LibriSpeech", _librispeech),
    "digits": ("free-spoken-digit-dataset", _digits),
}
"""By source: its name in the list of those kept apart, and what reads it."""
