"""A rectangular room by its walls: Allen and Berkley's image sources (JASA 65, 1979).

The network learns in rooms drawn by statistics (`models/make/rooms.py`) and is judged in these.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.signal import fftconvolve

from voiceguide.messages.audio import SAMPLE_RATE, Samples

SOUND = 343.0
"""Metres a second."""
ROOM = np.array([5.0, 4.2, 2.6])
ORDER = 18


@dataclass(frozen=True, slots=True)
class Place:
    """Where someone lies and where the microphone stands, in metres."""

    speaker: npt.NDArray[np.float64]
    microphone: npt.NDArray[np.float64]


def two_metres(seed: int) -> Place:
    """A head near the floor, a microphone on a low table two metres away."""
    random = np.random.default_rng(seed)
    microphone = np.array([random.uniform(1, 2), random.uniform(1, 3), 0.75])
    angle = random.uniform(-0.7, 0.7)
    across = np.clip(microphone[1] + 2 * np.sin(angle), 0.3, 3.9)
    return Place(np.array([microphone[0] + 2 * np.cos(angle), across, 0.25]), microphone)


def impulse_response(place: Place, faded: float) -> npt.NDArray[np.float64]:
    """(n,): from speaker to microphone; `faded`: seconds until 60 dB are gone, by Sabine."""
    surface = 2 * (ROOM[0] * ROOM[1] + ROOM[1] * ROOM[2] + ROOM[0] * ROOM[2])
    absorbed = 24 * np.log(10) / SOUND * ROOM.prod() / (surface * faded)
    steps = np.arange(-ORDER, ORDER + 1)
    grid = np.stack(np.meshgrid(steps, steps, steps, indexing="ij"), -1).reshape(-1, 3)
    odd = grid % 2 != 0
    images = grid * ROOM + np.where(odd, ROOM - place.speaker, place.speaker)
    distance = np.linalg.norm(images - place.microphone, axis=1)
    bounces = np.abs(grid).sum(1)
    strength = np.sqrt(1 - absorbed) ** bounces / distance
    at = np.round(distance / SOUND * SAMPLE_RATE).astype(int)
    response = np.zeros(int(faded * 1.2 * SAMPLE_RATE))
    kept = at < len(response)
    np.add.at(response, at[kept], strength[kept])
    return response


def heard_there(samples: Samples, seed: int, faded: float = 0.5) -> Samples:
    """What the microphone hears of `samples`, as loud as they were."""
    response = impulse_response(two_metres(seed), faded)
    wet = fftconvolve(samples.astype(np.float64), response)[int(np.argmax(response)) :]
    wet = wet[: len(samples) + SAMPLE_RATE // 4]
    wet *= np.abs(samples.astype(np.float64)).max() / max(1e-9, np.abs(wet).max())
    return wet.astype(np.int16)
