"""What is being played, as samples: no threads, no clock, no device."""

from collections import deque
from typing import Final

import numpy as np
import numpy.typing as npt

from voiceguide.messages.audio import SAMPLE_RATE, Samples
from voiceguide.messages.effects import LOUDEST, QUIETEST

FADE: Final = SAMPLE_RATE * 5 // 1000
"""Samples over which speech stops or changes loudness: 5 ms, too short to hear as late, long
enough not to click."""

_STEP_DB: Final = 3.0


def gain(level: int) -> float:
    """Factor of a loudness level: 1 at level 10, 3 dB less with each level down.

    Raises ValueError for a level outside 1 to 10.
    """
    if not QUIETEST <= level <= LOUDEST:
        raise ValueError(f"loudness {level} is outside {QUIETEST} to {LOUDEST}")
    return float(10.0 ** ((level - LOUDEST) * _STEP_DB / 20.0))


def at_level(samples: Samples, level: int) -> Samples:
    """`samples`, int16, as loud as a speaker of that level plays them; ValueError as of `gain`."""
    played: Samples = np.rint(samples * gain(level)).astype(np.int16)
    return played


class Speaker:
    """A queue of sound and how loud it is. The same sound comes out however it is cut."""

    def __init__(self, level: int = LOUDEST) -> None:
        self._queue: deque[Samples] = deque()
        self._level = level
        self._gain = gain(level)
        self._before = self._gain
        self._since = FADE
        """Samples played since the loudness was last changed, up to a fade's length."""

    @property
    def speaking(self) -> bool:
        """Whether anything is left to play."""
        return bool(self._queue)

    @property
    def remaining(self) -> int:
        """Samples left to play."""
        return sum(len(samples) for samples in self._queue)

    @property
    def level(self) -> int:
        """The loudness, 1 to 10."""
        return self._level

    def loudness(self, level: int) -> None:
        """Play this loud, 1 to 10, from the next sample on; ValueError outside."""
        wanted = gain(level)
        self._before = float(self._gains(0, 1)[0])
        self._gain, self._level, self._since = wanted, level, 0

    def say(self, samples: Samples) -> None:
        """Play `samples` (mono int16, 16 kHz) after all that is already to be played."""
        if len(samples):
            self._queue.append(samples)

    def silence(self) -> None:
        """Drop all that is to be played but its next 5 ms, which fade out."""
        tail = self._next(FADE)
        self._queue.clear()
        ramp = np.linspace(1.0, 0.0, len(tail), endpoint=False)
        self.say((tail * ramp).astype(np.int16))

    def take(self, n: int) -> Samples:
        """The next `n` samples to play, shape (n,) int16: silence where there is nothing."""
        block = np.zeros(n, np.int16)
        sound = self._next(n)
        factors = self._gains(1, len(sound))
        self._since = min(self._since + n, FADE)
        block[: len(sound)] = np.rint(sound * factors).astype(np.int16)
        return block

    def _next(self, n: int) -> Samples:
        pieces = []
        while n > 0 and self._queue:
            head = self._queue.popleft()
            pieces.append(head[:n])
            if len(head) > n:
                self._queue.appendleft(head[n:])
            n -= len(pieces[-1])
        return np.concatenate(pieces) if pieces else np.zeros(0, np.int16)

    def _gains(self, first: int, n: int) -> npt.NDArray[np.float64]:
        """Gain of `n` samples, of which `first` lie between the last one played and them."""
        done = np.minimum(self._since + first + np.arange(n), FADE) / FADE
        return self._before + (self._gain - self._before) * done
