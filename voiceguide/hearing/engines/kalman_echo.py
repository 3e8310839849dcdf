"""An echo canceller of our own: it learns the way from speaker to microphone, and nothing else.

For each frequency it keeps an estimate of that way and how far to doubt it. The doubt decides how
much is learnt from a block, so that a person who speaks meanwhile spoils nothing, and no detector
of speech is needed. See Enzner and Vary, "Frequency-domain adaptive Kalman filter for acoustic
echo control in hands-free telephones" (2006), and Kuech, Mabande and Enzner, "State-space
architecture of the partitioned-block-based acoustic echo controller" (2014).

What it can't explain it leaves: WebRTC's canceller silences that, and the person with it
(docs/echo.md has both measured).
"""

from typing import Final, TypeVar

import numpy as np
import numpy.typing as npt

from voiceguide.hearing.echo import check
from voiceguide.messages.audio import BLOCK, Samples

_Sound = npt.NDArray[np.float64]
_Spectra = npt.NDArray[np.complex128]
_Parts = TypeVar("_Parts", _Sound, _Spectra)

_HOP: Final = BLOCK // 2
"""Samples after which it learns anew, 10 ms; of the last block each time, so that every sample is
learnt from twice."""
_PARTS: Final = 16
"""Blocks that the way is long, 0.32 s: the devices' delay and the room's reverberation."""
_DOUBT: Final = 0.01
"""Squared gain that a part may have at a frequency before anything is known."""
_CHANGES: Final = 0.001
"""Share of the way that is another after a hop. Less hears better over a loud echo, more follows
two sound cards whose clocks differ (docs/echo.md)."""
_YOUNG: Final = 100
"""Hops of sound. A way just found is held as loosely as if it changed by one in so many, and by
less with each hop: the first seconds are for learning fast."""
_PERSON: Final = 0.9
"""Smoothing, from hop to hop, of the sound that isn't echo."""
_FIRST_PERSON: Final = 1e3
_COMPARED: Final = 0.92
"""Smoothing of what is left and of what was foretold, over about 0.13 s."""
_CLEARLY: Final = 0.6
"""Share of what is left below which another way is believed."""
_AUDIBLE: Final = 0.1
"""Share of the power heard: of a fainter echo it can't be told whether it is there."""
_THERE: Final = 0.5
"""Share of the echo foretold that must be in what is heard: with less, taking it away adds."""
_PATIENCE: Final = 30
"""Hops for which it must be missing before the way is forgotten: a move shows sooner."""
_ASTRAY: Final = 200
"""Hops since it was missing, 2 s, in which words of its own may still be heard as a command."""
_MOVES: Final = (0, -1, 1)
"""Blocks by which the echo may suddenly come later: a sound card that runs dry plays one block of
silence, one that overflows loses one."""


class KalmanEcho:
    """An `EchoCanceller`."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Forget the room."""
        self._heard: _Sound = np.zeros(BLOCK)
        self._played: _Sound = np.zeros(2 * BLOCK)
        self._spectra: _Spectra = np.zeros((BLOCK // _HOP * _PARTS, BLOCK + 1), np.complex128)
        """Of `_played` after each hop, the last first."""
        self._calm = _ASTRAY
        """Hops since the echo wasn't where it was foretold."""
        self._forget()

    @property
    def astray(self) -> bool:
        """See the protocol."""
        return self._calm < _ASTRAY

    def cancel(self, heard: Samples, played: Samples) -> Samples:
        """What is left of `heard`; see the protocol."""
        check(heard, played)
        left = np.empty(len(heard))
        for at in range(0, len(heard), _HOP):
            hop = slice(at, at + _HOP)
            left[hop] = self._hop(heard[hop], played[hop])
        return np.clip(np.rint(left), -32768, 32767).astype(np.int16)

    def _forget(self) -> None:
        self._way: _Spectra = np.zeros((_PARTS, BLOCK + 1), np.complex128)
        self._doubt: _Sound = np.full(self._way.shape, _DOUBT)
        self._age = self._lost = 0
        self._person: _Sound = np.full(BLOCK + 1, _FIRST_PERSON)
        self._powers: _Sound = np.zeros(len(_MOVES))
        self._likeness: _Sound = np.zeros(3)

    def _hop(self, heard: Samples, played: Samples) -> _Sound:
        self._heard = np.concatenate([self._heard[_HOP:], heard])
        self._played = np.concatenate([self._played[_HOP:], played])
        self._spectra[1:] = self._spectra[:-1]
        self._spectra[0] = np.fft.rfft(self._played)
        parts = self._spectra[:: BLOCK // _HOP]
        if not self._spectra.any():
            return self._heard[-_HOP:]
        left = self._placed(parts)
        if not self._lost:
            self._learn(parts, left)
        return left[-_HOP:]

    def _placed(self, parts: _Spectra) -> _Sound:
        """What was heard less the echo, by the way that explains it best: the one we know, or the
        same moved by a block. Where the echo isn't what it should be nothing is taken away, and
        soon the way is learnt anew."""
        ways = [_moved(self._way, by, 0) for by in _MOVES]
        lefts = [self._heard - _echo(way, parts) for way in ways]
        now = np.array([np.square(left).sum() for left in lefts])
        self._powers = _COMPARED * self._powers + (1 - _COMPARED) * now
        missing = self._is_missing(self._heard - lefts[0])
        self._calm = 0 if missing else self._calm + 1
        best = int(self._powers.argmin())
        if self._powers[best] < _CLEARLY * self._powers[0]:
            self._way = ways[best]
            self._doubt = _moved(self._doubt, _MOVES[best], _DOUBT)
            self._powers[:] = self._powers[best]
            self._likeness[:] = self._lost = 0
            return lefts[best]
        self._lost = self._lost + 1 if missing else 0
        if self._lost == _PATIENCE:
            self._forget()
        return self._heard if missing else lefts[0]

    def _is_missing(self, foretold: _Sound) -> bool:
        """Whether the echo foretold, if it should be heard at all, has lately not been there."""
        heard = self._heard
        now = np.array([foretold @ heard, foretold @ foretold, heard @ heard])
        self._likeness = _COMPARED * self._likeness + (1 - _COMPARED) * now
        there, expected, all_heard = self._likeness
        return bool(expected > _AUDIBLE * all_heard and there < _THERE * expected)

    def _learn(self, parts: _Spectra, left: _Sound) -> None:
        spectrum = np.fft.rfft(np.concatenate([np.zeros(BLOCK), left]))
        power = np.abs(parts) ** 2
        # Half, because a block is half of the window that the spectra are of.
        doubted = (self._doubt * power).sum(axis=0) / 2
        self._person = _PERSON * self._person + (1 - _PERSON) * np.abs(spectrum) ** 2
        step = self._doubt / (doubted + self._person + 1)
        learnt = np.fft.irfft(step * parts.conj() * spectrum, axis=1)
        learnt[:, BLOCK:] = 0  # a part is a block long; what lies beyond is wrapped around
        self._way = self._way + np.fft.rfft(learnt, axis=1)
        changed = max(_CHANGES, 1 / (_YOUNG + self._age))
        self._age += 1
        surer = (1 - step * power / 2) * self._doubt
        self._doubt = (1 - changed) * surer + changed * np.abs(self._way) ** 2


def _echo(way: _Spectra, parts: _Spectra) -> _Sound:
    echo: _Sound = np.fft.irfft((way * parts).sum(axis=0))[BLOCK:]
    return echo


def _moved(parts: _Parts, by: int, new: float) -> _Parts:
    """`parts` with each `by` later, and `new` where none comes from."""
    moved = np.roll(parts, by, axis=0)
    moved[slice(by) if by >= 0 else slice(by, None)] = new
    return moved
