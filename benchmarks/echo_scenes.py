"""Rooms in which the assistant hears itself: the same for the same seed."""

from dataclasses import dataclass
from random import Random

import numpy as np
import numpy.typing as npt
import soxr
from scipy.signal import fftconvolve

from voiceguide.messages.audio import BLOCK, SAMPLE_RATE, Samples

ROOM_DB = 20.0
"""How far the room's noise lies below the person's voice."""
PERSON = 1000.0
"""Root mean square of the person's voice at the microphone, int16: -30 dB."""
EVERY_S = 4.0
"""Seconds from one command to the next."""
BEFORE_S = 2.0
"""Seconds from the start to the first command."""


@dataclass(frozen=True, slots=True)
class Room:
    """What lies between the speaker and the microphone."""

    reverberation_s: float = 0.4
    """Until the echo has fallen by 60 dB."""
    delay_s: float = 0.09
    """Of the devices, unknown to the canceller."""
    drift_s: float = 0.0
    """Every so often, a block is lost or one too many is played; 0: never."""
    clock_ppm: float = 0.0
    """How much faster the speaker's clock is than the microphone's, in millionths."""
    bent: float = 0.3
    """How far into the speaker's limit the loudest sample goes: a soft clip."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A command in a scene."""

    text: str
    starts: int
    ends: int
    """Samples."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What was played, and what the microphone heard."""

    played: Samples
    heard: Samples
    near: Samples
    """The person and the room's noise alone."""
    spoken: tuple[Spoken, ...]


def path(room: Room, random: np.random.Generator) -> npt.NDArray[np.float64]:
    """An impulse response: a direct sound, then noise that dies away."""
    n = round(room.reverberation_s * SAMPLE_RATE)
    fall = 10 ** (-3 * np.arange(n) / n)
    tail: npt.NDArray[np.float64] = random.normal(0, 0.08, n) * fall
    tail[0] = 1.0
    return tail


def level(samples: npt.NDArray[np.floating] | Samples) -> float:
    """Root mean square of what is loud enough to be speech."""
    blocks = np.asarray(samples[: len(samples) // BLOCK * BLOCK], np.float64).reshape(-1, BLOCK)
    power = (blocks**2).mean(axis=1)
    return float(np.sqrt(power[power > 1e-3 * power.max()].mean())) if power.any() else 0.0


def scene(
    said: Samples,
    commands: list[tuple[str, Samples]],
    echo_db: float,
    noise: Samples,
    room: Room,
    seed: int,
) -> Scene:
    """`said` by the assistant in `room`, over and over, while a person gives `commands`.

    The echo is `echo_db` above the person's voice.
    """
    random = np.random.default_rng(seed)
    n = round((BEFORE_S + EVERY_S * max(len(commands), 8)) * SAMPLE_RATE) // BLOCK * BLOCK
    played = np.resize(said, n)
    near, spoken = np.zeros(n), []
    for number, (text, voice) in enumerate(commands):
        jitter = random.uniform(0, 1)
        at = round((BEFORE_S + EVERY_S * number + jitter) * SAMPLE_RATE)
        near[at : at + len(voice)] += voice * (PERSON / level(voice))
        spoken.append(Spoken(text, at, at + len(voice)))
    start = Random(seed).randint(0, max(0, len(noise) - n))
    hum = np.resize(noise[start:], n).astype(np.float64)
    near += hum * (PERSON * 10 ** (-ROOM_DB / 20) / np.sqrt((hum**2).mean()))
    heard = near + echo(played, room, random) * 10 ** (echo_db / 20) * PERSON
    return Scene(played, _samples(heard), _samples(near), tuple(spoken))


def echo(played: Samples, room: Room, random: np.random.Generator) -> npt.NDArray[np.float64]:
    """What comes back of `played`, its speech at level 1."""
    loudest = np.abs(played).max() / room.bent if room.bent else 1e9
    sounded = np.tanh(played / loudest) * loudest
    back = fftconvolve(sounded, path(room, random))[: len(played)]
    late = round(room.delay_s * SAMPLE_RATE)
    back = np.concatenate([np.zeros(late), back])[: len(played)]
    if room.drift_s:
        back = _drifted(back, round(room.drift_s * SAMPLE_RATE))
    if room.clock_ppm:
        faster = SAMPLE_RATE * (1 - room.clock_ppm * 1e-6)
        back = np.resize(soxr.resample(back, SAMPLE_RATE, faster), len(back))
    return back / level(back)


def _drifted(back: npt.NDArray[np.float64], every: int) -> npt.NDArray[np.float64]:
    """A block late, and in time again, by turns."""
    pieces = []
    for number, at in enumerate(range(0, len(back), every)):
        late = BLOCK * (number % 2)
        pieces.append(np.concatenate([np.zeros(late), back])[at : at + every])
    return np.concatenate(pieces)[: len(back)]


def _samples(sound: npt.NDArray[np.float64]) -> Samples:
    return np.clip(np.rint(sound), -32768, 32767).astype(np.int16)
