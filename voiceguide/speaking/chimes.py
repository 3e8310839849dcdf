"""Soft tones, made of sines: nothing recorded, nothing borrowed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from voiceguide.messages.audio import SAMPLE_RATE, Samples
from voiceguide.messages.routines import CHIME_LENGTH, Chime

_Wave = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Note:
    pitch: float
    """Hertz."""
    start: float
    """Seconds into the chime."""


# A rise to begin, a fall to end, one note between them: told apart by people who hear little else.
_NOTES: Final[Mapping[Chime, tuple[_Note, ...]]] = {
    Chime.START: (_Note(523.25, 0.0), _Note(783.99, 0.22)),
    Chime.HALF: (_Note(659.26, 0.0),),
    Chime.END: (_Note(587.33, 0.0), _Note(392.00, 0.22)),
}
_PARTIALS: Final = ((1.0, 1.0), (2.0, 0.22), (3.0, 0.06))
"""Multiples of the pitch and their strengths: a struck bar rather than a beep."""
_PEAK: Final = 0.25
"""Of full scale."""
_ATTACK: Final = 0.03
_DECAY: Final = 0.22
"""Seconds in which a note falls to about a third."""
_RELEASE: Final = 0.15
"""Seconds at the end in which all fades to nothing."""


def chime(kind: Chime) -> Samples:
    """The tone of `CHIME_LENGTH` seconds: mono int16 at 16 kHz, read-only, the same each time."""
    time = np.arange(round(CHIME_LENGTH * SAMPLE_RATE)) / SAMPLE_RATE
    wave = np.sum([_note(note, time) for note in _NOTES[kind]], axis=0)
    wave *= _rise((CHIME_LENGTH - time) / _RELEASE)
    wave *= _PEAK / np.abs(wave).max()
    samples: Samples = np.round(wave * np.iinfo(np.int16).max).astype(np.int16)
    samples.flags.writeable = False
    return samples


def _note(note: _Note, time: _Wave) -> _Wave:
    since = np.maximum(time - note.start, 0.0)
    sound: _Wave = np.zeros_like(time)
    for multiple, strength in _PARTIALS:
        # Higher partials die away sooner, as they do in a bar.
        loudness = strength * np.exp(-since * multiple / _DECAY)
        sound += loudness * np.sin(2 * np.pi * note.pitch * multiple * since)
    return sound * _rise(since / _ATTACK)


def _rise(share: _Wave) -> _Wave:
    """From 0 to 1 along half a cosine, flat at both ends, so that nothing clicks."""
    return 0.5 - 0.5 * np.cos(np.pi * np.clip(share, 0.0, 1.0))
