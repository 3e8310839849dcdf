"""Whether someone speaks: voice activity, and how long it has been silent."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp
from typing import Final, Protocol

import numpy as np

from voiceguide.hearing.tuning import (
    ABOVE_FLOOR,
    FLOOR_RISE,
    LINGER,
    OWN_BREATH,
    SPEECH,
    TALK_FADES,
)
from voiceguide.messages.audio import BLOCK, SAMPLE_RATE, Samples


class VoiceActivity(Protocol):
    """Tells speech from other sound."""

    def speech(self, samples: Samples) -> float:
        """Probability, 0 to 1, that speech is in the newest whole window up to these samples."""
        ...


class Floor:
    """The level of the room when nobody speaks: it falls at once and rises slowly."""

    def __init__(self) -> None:
        self._level = 96.0
        """Decibels over one step of int16."""

    def above(self, samples: Samples) -> float:
        """Decibels by which `samples` are louder than the room; the room is learnt from them."""
        power = float(np.mean(np.square(samples, dtype=np.float64)))
        level = 10 * np.log10(power + 1.0)
        self._level = min(level, self._level + FLOOR_RISE * len(samples) / SAMPLE_RATE)
        return float(level - self._level)


@dataclass(slots=True)
class _Past:
    """One block."""

    seconds: float
    loudness: float
    """Root mean square."""
    talk: bool
    """Whether someone spoke whom the assistant didn't answer."""
    surely: bool
    """Whether the assistant itself was silent."""


class Presence:
    """Follows whether someone speaks, without asking the detector in a quiet room."""

    def __init__(self, activity: VoiceActivity) -> None:
        self._activity = activity
        self._floor = Floor()
        self._looked = 0
        """Samples for which the detector is asked still."""
        self._silent = SAMPLE_RATE
        """Samples since speech."""
        self._talk = 0
        """Samples since it was last quiet for a while."""
        self._past: deque[_Past] = deque(maxlen=_REMEMBERED)

    def hear(self, samples: Samples, own: bool = False) -> bool:
        """Take the next samples; whether someone speaks in them.

        `own`: whether that may be the assistant itself.
        """
        if self._floor.above(samples) > ABOVE_FLOOR:
            self._looked = _LINGER
        speaks = self._looked > 0 and self._activity.speech(samples) >= SPEECH
        self._looked = _LINGER if speaks else self._looked - len(samples)
        self._silent = 0 if speaks else self._silent + len(samples)
        self._talk = 0 if self._silent >= _PAUSE else self._talk + len(samples)
        loudness = float(np.sqrt(np.mean(np.square(samples, dtype=np.float64))))
        self._past.append(_Past(len(samples) / SAMPLE_RATE, loudness, speaks, not own))
        return speaks

    @property
    def talk(self) -> float:
        """Seconds for which someone has been speaking without a pause."""
        return self._talk / SAMPLE_RATE

    def excuse(self, ended: float, lasted: float) -> None:
        """Who spoke then is no crowd, but talked with; see `crowd`."""
        for ago, past in self._backwards():
            past.talk &= ago > ended + lasted + OWN_BREATH

    def crowd(self, ended: float, lasted: float) -> float:
        """How much others spoke before what lasted so long and ended so long ago: 0 to 1.

        It is a share of the time, in which what was long ago counts little, and so does what was
        fainter than the utterance: a television is no further away when it says a command.
        """
        began = ended + lasted
        said = [past for ago, past in self._backwards() if ended < ago <= began]
        near = _loudness([past for past in said if past.talk] or said)
        earlier = [
            (past, past.seconds * exp((began + OWN_BREATH - ago) / TALK_FADES))
            for ago, past in self._backwards()
            if past.surely and ago > began + OWN_BREATH
        ]
        looked = sum(weight for _, weight in earlier)
        talk = sum(weight for past, weight in earlier if past.talk)
        far = sum(weight * past.loudness for past, weight in earlier if past.talk)
        nearness = min(1.0, far / max(talk * near, _FAINTEST))
        return nearness * talk / max(looked, _LEAST_LOOKED)

    def _backwards(self) -> Iterator[tuple[float, "_Past"]]:
        """The blocks, newest first, each with the seconds since it began."""
        ago = 0.0
        for past in reversed(self._past):
            ago += past.seconds
            yield ago, past

    @property
    def silence(self) -> float:
        """Seconds since someone spoke."""
        return self._silent / SAMPLE_RATE


_REMEMBERED: Final = 25 * SAMPLE_RATE // BLOCK
_LEAST_LOOKED: Final = TALK_FADES / 2
"""A little talk at the beginning, or between two answers, is no crowd."""
_FAINTEST: Final = 1e-9
"""No division by a digital silence."""
_PAUSE: Final = SAMPLE_RATE // 2
_LINGER: Final = round(LINGER * SAMPLE_RATE)


def _loudness(past: Sequence[_Past]) -> float:
    return sum(one.loudness for one in past) / max(1, len(past))
