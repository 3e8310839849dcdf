"""A loudspeaker that asks for what it plays."""

import threading
from collections.abc import Callable, Sequence
from typing import Any, Final, Self

import numpy as np

from voiceguide.devices.convert import Resampler, to_float, to_int16
from voiceguide.devices.format import LATENCY_S, negotiate
from voiceguide.devices.portaudio import Device, Direction, gone, opening, sounddevice
from voiceguide.messages.audio import BLOCK, SAMPLE_RATE, Samples

_GRACE_S: Final = 3.0
"""Time beyond its length that a sound may take to be played."""
_STALLED: Final = 250
"""Blocks, 5 s, after which a speaker that takes nothing is gone."""


class Loudspeaker:
    """Open while in its `with`; meanwhile `source` is called from a thread of its own."""

    def __init__(
        self,
        device: Device,
        source: Callable[[int], Samples],
        rates: Sequence[int] = (SAMPLE_RATE,),
    ) -> None:
        """`source(n)` gives the next n samples, at once; `rates` as of `Microphone`."""
        self._device = device
        self._source = source
        self._rates = rates
        self._stream: Any = None
        self._resampler = Resampler(SAMPLE_RATE)
        self._ready: Samples = np.zeros(0, np.int16)
        self._underflows = 0
        self._checks = 0
        """Since the device last took something."""
        self._closing = False
        self._ended = threading.Event()
        self._error: BaseException | None = None

    @property
    def underflows(self) -> int:
        """How often the device had nothing to play."""
        return self._underflows

    @property
    def latency(self) -> float:
        """Seconds from the block to its sound, as PortAudio reckons; 0 while closed."""
        return float(self._stream.latency) if self._stream is not None else 0.0

    def __enter__(self) -> Self:
        """Begin to play. Raises Trouble when the device can't be opened."""
        module = sounddevice()
        with opening(self._device, Direction.OUTPUT):
            form = negotiate(self._device, Direction.OUTPUT, self._rates)
            self._resampler = Resampler(SAMPLE_RATE, form.rate)
            self._stream = module.OutputStream(
                samplerate=form.rate,
                channels=form.channels,
                blocksize=form.block,
                device=self._device.index,
                dtype="int16",
                latency=LATENCY_S,
                callback=self._on_wanted,
                finished_callback=self._ended.set,
            )
            self._stream.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop playing at once."""
        self._closing = True
        if self._stream is not None:
            self._stream.close(ignore_errors=True)
            self._stream = None

    def check(self) -> None:
        """Call once a block. Raises Trouble when the device is gone or has taken nothing for 5 s
        of blocks, and what `source` raised if it did.
        """
        if self._error is not None:
            raise self._error
        self._checks += 1
        if (self._ended.is_set() and not self._closing) or self._checks > _STALLED:
            raise gone(self._device.name, Direction.OUTPUT)

    def _on_wanted(self, out: Samples, frames: int, time: Any, status: Any) -> None:
        """PortAudio's thread."""
        self._underflows += bool(status.output_underflow)
        self._checks = 0
        try:
            while len(self._ready) < frames:
                more = self._resampler.next(to_float(self._source(BLOCK)))
                self._ready = np.concatenate([self._ready, to_int16(more)])
        except BaseException as error:
            # Raised where it can be met: an exception here would only be printed.
            self._error = error
            raise sounddevice().CallbackAbort from error
        out[:] = self._ready[:frames, np.newaxis]
        self._ready = self._ready[frames:]


def play(samples: Samples, device: Device, rates: Sequence[int] = (SAMPLE_RATE,)) -> None:
    """Play `samples` to their end. Raises Trouble when the device can't or stops."""
    tail = round(SAMPLE_RATE * 4 * LATENCY_S)
    rest = np.concatenate([samples, np.zeros(tail, np.int16)])
    played = threading.Event()

    def source(n: int) -> Samples:
        nonlocal rest
        block = np.zeros(n, np.int16)
        block[: len(rest[:n])] = rest[:n]
        rest = rest[n:]
        if not len(rest):
            played.set()
        return block

    with Loudspeaker(device, source, rates) as speaker:
        done = played.wait(len(rest) / SAMPLE_RATE + _GRACE_S)
        speaker.check()
    if not done:
        raise gone(device.name, Direction.OUTPUT)
