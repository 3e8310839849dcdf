"""A room without a sound card: who speaks in it, what the microphone hears.

All levels are active speech levels (`active_level`) at the microphone. A person one metre away is
heard at `VOICE`; noise and the assistant's own voice have their levels against the person's.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from voiceguide.devices.acoustics import Response, acoustics
from voiceguide.devices.levels import active_level, factor
from voiceguide.messages.audio import BLOCK, SAMPLE_RATE, Samples

VOICE: Final = -26.0
"""dB of full scale: the usual level of speech in telephony (ITU-T P.56)."""
SPEED: Final = 343.0
"""Of sound, metres a second."""
_HISS: Final = 8.0
"""Root mean square of the microphone's own noise in steps of int16: -72 dB."""

_Sound = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a room is like."""

    distance: float = 1.0
    """Metres from the person to the microphone."""
    snr: float = 10.0
    """dB by which the person is louder than the noise, if there is any."""
    echo: float | None = None
    """dB by which the assistant's voice is louder than the person's; None: it isn't heard."""
    reverberation: float = 0.4
    """Seconds until a sound is 60 dB down."""
    latency: float = 0.08
    """Seconds from handing a block to the speaker until the microphone hands it back."""
    seed: int = 0


class Room:
    """Microphone and speaker of a simulated room; the same sound however it is cut into blocks.

    For each block: `hear` what the microphone hears, then `play` what the assistant returned.
    """

    def __init__(
        self,
        surroundings: Surroundings,
        noise: Samples | None = None,
        own_voice: Samples | None = None,
    ) -> None:
        """`noise` goes round and round; `own_voice` is some speech of the assistant's, as loud as
        it plays it, by which the echo's level is set. Trouble without pyroomacoustics."""
        paths = acoustics(surroundings.distance, surroundings.reverberation)
        near = acoustics(1.0, surroundings.reverberation)
        random = np.random.default_rng(surroundings.seed)
        self._person = paths.person
        self._level = VOICE + _gain(paths.person) - _gain(near.person)
        self._noise = np.zeros(0)
        if noise is not None and len(noise):
            level = self._level - surroundings.snr
            self._noise = _scaled(_round(noise, paths.noise), level)
            self._noise = np.roll(self._noise, -int(random.integers(len(noise))))
        self._echo: Echo | None = None
        if surroundings.echo is not None and own_voice is not None:
            level = active_level(_through(own_voice, paths.speaker))
            louder = factor(self._level + surroundings.echo - level)
            self._echo = Echo(louder * paths.speaker)
        self._latency = round(surroundings.latency * SAMPLE_RATE)
        self._random = random
        self._ahead: _Sound = np.zeros(0)
        """Speech and echo that the microphone is yet to hear, from its next sample on."""
        self._heard = 0
        self.travel = surroundings.distance / SPEED
        """Seconds that the person's voice takes to the microphone."""

    def say(self, samples: Samples, after: int = 0, louder: float = 0.0) -> None:
        """The person says `samples`, beginning `after` samples from now.

        However loud the recording is, it is heard at the level of this distance, `louder` dB more.
        """
        sound = _through(samples, self._person)
        self._add(_scaled(sound, self._level + louder), after)

    def hear(self, count: int) -> Samples:
        """The microphone's next `count` samples."""
        sound = self._random.normal(0.0, _HISS, count)
        if len(self._noise):
            sound += self._noise[(self._heard + np.arange(count)) % len(self._noise)]
        ready = self._ahead[:count]
        sound[: len(ready)] += ready
        self._ahead = self._ahead[count:]
        self._heard += count
        samples: Samples = np.clip(np.rint(sound), -32768, 32767).astype(np.int16)
        return samples

    def play(self, block: Samples) -> None:
        """The speaker plays `block`, of which the microphone hears an echo after the latency.

        ValueError when blocks are so long that the echo would come too late.
        """
        if self._echo is None:
            return
        for begun, sound in self._echo.play(block):
            after = begun + self._latency - self._heard
            if after < 0:
                raise ValueError("a block is longer than the latency allows")
            self._add(sound, after)

    def _add(self, sound: _Sound, after: int) -> None:
        missing = after + len(sound) - len(self._ahead)
        if missing > 0:
            self._ahead = np.concatenate([self._ahead, np.zeros(missing)])
        self._ahead[after : after + len(sound)] += sound


class Echo:
    """Convolution of a stream with a response, by overlap-add in frames of `BLOCK` samples.

    Frames are counted from the first sample, so that how the stream is cut changes nothing.
    """

    def __init__(self, response: Response) -> None:
        self._length = BLOCK + len(response) - 1
        self._size = 1 << (self._length - 1).bit_length()
        self._spectrum = np.fft.rfft(response, self._size)
        self._waiting: Samples = np.zeros(0, np.int16)
        self._begun = 0

    def play(self, samples: Samples) -> list[tuple[int, _Sound]]:
        """For each frame that is whole now: its first sample's number, and its sound."""
        self._waiting = np.concatenate([self._waiting, samples])
        made = []
        while len(self._waiting) >= BLOCK:
            frame, self._waiting = self._waiting[:BLOCK], self._waiting[BLOCK:]
            if frame.any():
                spectrum = np.fft.rfft(frame, self._size) * self._spectrum
                made.append((self._begun, np.fft.irfft(spectrum, self._size)[: self._length]))
            self._begun += BLOCK
        return made


def _gain(response: Response) -> float:
    """By how many dB a response makes sound louder, all frequencies alike."""
    return float(10 * np.log10(np.square(response).sum()))


def _through(samples: Samples, response: Response) -> _Sound:
    from scipy.signal import oaconvolve

    sound: _Sound = oaconvolve(samples.astype(np.float64), response)
    return sound


def _round(noise: Samples, response: Response) -> _Sound:
    """The same for sound that is repeated: its end rings on in its beginning."""
    sound = _through(noise, response)
    whole = np.zeros(-(-len(sound) // len(noise)) * len(noise))
    whole[: len(sound)] = sound
    summed: _Sound = whole.reshape(-1, len(noise)).sum(axis=0)
    return summed


def _scaled(sound: npt.NDArray[Any], level: float) -> _Sound:
    return sound * factor(level - active_level(sound))
