"""How sound travels through a furnished room to the microphone: impulse responses.

By pyroomacoustics' image source method (Allen and Berkley, 1979), which is the same every time.
"""

from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from voiceguide.errors import Trouble
from voiceguide.messages.audio import SAMPLE_RATE

Response: TypeAlias = npt.NDArray[np.float64]
"""Impulse response at 16 kHz, shape (n,); a source one metre away has a direct sound of 1."""

NEAREST: Final = 0.3
FARTHEST: Final = 8.0
"""Metres between a person and the microphone."""
_WIDTH, _HEIGHT, _LENGTH = 4.0, 2.5, 5.0
"""Metres; the room is longer where the person is further away."""
_MICROPHONE: Final = np.array([0.9, 1.7, 0.5])
_SPEAKER: Final = np.array([0.12, 0.27, 0.0])
"""From the microphone: a small speaker beside it."""
_LYING: Final = -0.2
"""Metres by which the mouth of someone on the floor is lower than the microphone."""
_HIGHEST_ORDER: Final = 40
"""Reflections that are followed; those after more are 60 dB down in any room of ours."""


@dataclass(frozen=True, slots=True)
class Acoustics:
    """One room, from three places to the microphone."""

    person: Response
    speaker: Response
    """The assistant's own loudspeaker."""
    noise: Response
    """A television, a kitchen: from the far corner."""


@lru_cache(maxsize=32)  # a quarter of a second each, and the same every time
def acoustics(distance: float, reverberation: float) -> Acoustics:
    """A room with someone `distance` metres from the microphone, from `NEAREST` to `FARTHEST`.

    `reverberation`: seconds until a sound is 60 dB down; 0.3 to 0.5 in a living room. Trouble
    without pyroomacoustics.
    """
    if find_spec("pyroomacoustics") is None:
        raise Trouble(
            "Simulating a room needs pyroomacoustics, which is not installed.",
            "Install it with `pip install 'voiceguide[rooms]'`.",
        )
    import pyroomacoustics

    size = [max(_LENGTH, distance + 1.5), _WIDTH, _HEIGHT]
    absorbed, order = pyroomacoustics.inverse_sabine(reverberation, size)
    room = pyroomacoustics.ShoeBox(
        size,
        fs=SAMPLE_RATE,
        materials=pyroomacoustics.Material(absorbed),
        max_order=min(order, _HIGHEST_ORDER),
        air_absorption=True,
    )
    along = float(np.sqrt(distance**2 - _LYING**2))
    for place in (
        _MICROPHONE + np.array([along, 0.0, _LYING]),
        _MICROPHONE + _SPEAKER,
        [size[0] - 0.6, _WIDTH - 0.5, 1.0],
    ):
        room.add_source(place)
    room.add_microphone(_MICROPHONE)
    room.compute_rir()
    # Its fractional delays come half a filter late.
    late = pyroomacoustics.constants.get("frac_delay_length") // 2
    person, speaker, noise = (np.asarray(one[late:], np.float64) for one in room.rir[0])
    return Acoustics(person, speaker, noise)
