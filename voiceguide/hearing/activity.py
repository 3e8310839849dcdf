"""Whether someone speaks: voice activity, and how long it has been silent."""

from typing import Final, Protocol

from voiceguide.hearing.power import level, power
from voiceguide.hearing.tuning import ABOVE_FLOOR, FLOOR_RISE, LINGER, SPEECH
from voiceguide.messages.audio import SAMPLE_RATE, Samples


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
        now = level(power(samples))
        self._level = min(now, self._level + FLOOR_RISE * len(samples) / SAMPLE_RATE)
        return now - self._level


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

    def hear(self, samples: Samples) -> bool:
        """Take the next samples; whether someone speaks in them."""
        if self._floor.above(samples) > ABOVE_FLOOR:
            self._looked = _LINGER
        speaks = self._looked > 0 and self._activity.speech(samples) >= SPEECH
        self._looked = _LINGER if speaks else self._looked - len(samples)
        self._silent = 0 if speaks else self._silent + len(samples)
        self._talk = 0 if self._silent >= _PAUSE else self._talk + len(samples)
        return speaks

    @property
    def stirs(self) -> bool:
        """Whether anything is louder than the room, or just was."""
        return self._looked > 0

    @property
    def talk(self) -> float:
        """Seconds for which someone has been speaking without a pause."""
        return self._talk / SAMPLE_RATE

    @property
    def silence(self) -> float:
        """Seconds since someone spoke."""
        return self._silent / SAMPLE_RATE


_PAUSE: Final = SAMPLE_RATE // 2
_LINGER: Final = round(LINGER * SAMPLE_RATE)
