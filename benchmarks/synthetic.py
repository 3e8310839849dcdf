"""Synthesised speech and noise for benchmarks: the same for the same seed."""

import hashlib
import io
import os
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import soundfile
import soxr

from models.make.kokoro import KEPT_APART, Manner, loaded
from voiceguide.messages.audio import SAMPLE_RATE, Samples

TESTED = (
    "flite slt",
    "flite kal16",
    "espeak en-gb",
    "espeak en-029",
    "espeak en-us+f3",
    "espeak en-us+m7",
)
"""Six voices that neither the network nor the understanding has learnt from."""
NATURAL = tuple(f"kokoro {name}" for name in sorted(KEPT_APART))
"""Six more, the nearest to people: they need Kokoro's model and voices in the folder `$KOKORO`
(docs/network.md) and `pip install -e '.[train]'`."""
DEVELOPED = (
    "flite rms*1.25",
    "flite awb*1.25",
    "espeak en-us+f2",
    "flite rms*1.1",
    "espeak en-gb-x-rp+f1",
    "flite awb",
)
"""Others, by which numbers are chosen. A factor makes a smaller speaker: see `render`."""
VOICES = (
    "espeak en-us",
    "flite slt",
    "espeak en-gb",
    "flite rms",
    "espeak en-029",
    "flite kal16",
    "espeak en-gb-scotland",
    "flite awb",
    "espeak en-us+f3",
)
UNHEARD = frozenset(
    {"flite slt", "flite kal16", "espeak en-gb", "espeak en-029", "espeak en-us+f3"}
)
"""Voices that the network was not trained on."""
CACHE = Path(tempfile.gettempdir()) / "voiceguide-benchmarks"
NOISE = Path(__file__).resolve().parents[2] / "shared" / "speech" / "noise"
PAUSE = SAMPLE_RATE // 4
_USUAL = 158
"""Words a minute that Kokoro speaks at pace 1."""


@dataclass(frozen=True, slots=True)
class Clip:
    """One spoken sentence."""

    text: str
    voice: str
    samples: Samples


def speak(sentences: Sequence[str], seed: int, voices: Sequence[str] = VOICES) -> list[Clip]:
    """Each sentence by one voice, voices in turn, 150 to 165 words a minute."""
    random = Random(seed)
    clips = []
    for number, sentence in enumerate(sentences):
        voice = voices[number % len(voices)]
        clips.append(Clip(sentence, voice, synthesise(sentence, voice, random.randint(150, 165))))
    return clips


def noisy(clips: Sequence[Clip], decibels: float, seed: int) -> list[Clip]:
    """The clips in recorded noise, `decibels` below the speech; white noise without recordings."""
    random = Random(seed)
    files = sorted(NOISE.glob("*.wav"))
    return [
        Clip(clip.text, clip.voice, mix(clip.samples, _noise(files, random), decibels, random))
        for clip in clips
    ]


def mix(samples: Samples, noise: Samples, decibels: float, random: Random) -> Samples:
    """`samples` with a piece of `noise` at this signal-to-noise ratio."""
    while len(noise) < len(samples):
        noise = np.concatenate([noise, noise])
    at = random.randint(0, len(noise) - len(samples))
    piece = noise[at : at + len(samples)].astype(np.float64)
    level = np.sqrt(np.mean(np.square(samples, dtype=np.float64)))
    ratio = level / (np.sqrt(np.mean(np.square(piece))) + 1e-9) * 10 ** (-decibels / 20)
    mixed: Samples = np.clip(samples + ratio * piece, -32768, 32767).astype(np.int16)
    return mixed


def read(path: Path) -> Samples:
    """A recording as mono int16 at 16 kHz."""
    samples, rate = soundfile.read(path, dtype="int16", always_2d=True)
    mono: Samples = samples[:, 0]
    if rate != SAMPLE_RATE:
        mono = np.array(soxr.resample(mono, rate, SAMPLE_RATE), np.int16)
    return mono


def _noise(files: Sequence[Path], random: Random) -> Samples:
    if files:
        return read(random.choice(files))
    white = np.random.default_rng(random.randint(0, 2**31)).normal(0, 3000, 5 * SAMPLE_RATE)
    return white.astype(np.int16)


def synthesise(sentence: str, voice: str, rate: int) -> Samples:
    """`sentence` at `rate` words a minute; kept in `CACHE`. See `render` for voices."""
    CACHE.mkdir(exist_ok=True)
    key = hashlib.sha256(f"{sentence}|{voice}|{rate}".encode()).hexdigest()[:24]
    file = CACHE / f"{key}.wav"
    if not file.exists():
        half = file.with_suffix(f".{os.getpid()}.wav")
        soundfile.write(half, render(sentence, voice, rate), SAMPLE_RATE)
        half.replace(file)  # another benchmark may be making the same
    return read(file)


def render(sentence: str, voice: str, rate: int) -> Samples:
    """`sentence` at `rate` words a minute, with 0.25 s of faint noise before and after.

    `voice` is an engine and its voice, "flite awb" or "espeak en-us+f3". "*1.2" behind it raises
    pitch and formants by a fifth at the same pace, as of a smaller speaker.
    """
    engine, _, name = voice.partition(" ")
    name, _, factor = name.partition("*")
    higher = float(factor or 1)
    made = _PROGRAMS[engine](sentence, name, rate / higher)
    samples, sampled = soundfile.read(io.BytesIO(made), dtype="float64")
    samples = soxr.resample(samples, sampled * higher, SAMPLE_RATE)
    samples *= 0.5 / max(1e-9, float(np.abs(samples).max()))
    quiet = np.zeros(PAUSE)
    dither = np.random.default_rng(7).normal(0, 3e-4, len(samples) + 2 * PAUSE)
    whole = np.concatenate([quiet, samples, quiet]) + dither
    return (whole * 32767).astype(np.int16)


def _espeak(sentence: str, name: str, rate: float) -> bytes:
    command = ["espeak-ng", "-v", name, "-s", f"{rate:.0f}", "--stdout", sentence]
    return subprocess.run(command, capture_output=True, check=True).stdout


def _flite(sentence: str, name: str, rate: float) -> bytes:
    stretch = f"duration_stretch={160 / rate:.3f}"
    command = ["flite", "-voice", name, "--setf", stretch, "-t", sentence, "-o"]
    with tempfile.TemporaryDirectory() as scratch:
        spoken = Path(scratch) / "spoken.wav"
        subprocess.run([*command, str(spoken)], capture_output=True, check=True)
        return spoken.read_bytes()


def _kokoro(sentence: str, name: str, rate: float) -> bytes:
    manner = Manner(name, british=name.startswith("b"), pace=rate / _USUAL)
    made = io.BytesIO()
    said = loaded(Path(os.environ["KOKORO"])).say(sentence, manner)
    soundfile.write(made, said, SAMPLE_RATE, format="WAV")
    return made.getvalue()


_PROGRAMS: Mapping[str, Callable[[str, str, float], bytes]] = {
    "espeak": _espeak,
    "flite": _flite,
    "kokoro": _kokoro,
}
