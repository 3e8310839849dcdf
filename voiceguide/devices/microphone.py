"""A microphone as a row of blocks."""

import queue
from collections.abc import Sequence
from typing import Any, Final, Self

import numpy as np

from voiceguide.devices.convert import Cutter, Resampler, to_float, to_int16, to_mono
from voiceguide.devices.format import LATENCY_S, SoundFormat, negotiate
from voiceguide.devices.portaudio import Device, Direction, gone, opening, sounddevice
from voiceguide.messages.audio import BLOCK, SAMPLE_RATE, Samples

PATIENCE_S: Final = 5.0
"""A microphone that gives nothing for this long is gone; some sound servers need 2 s to start."""
HELD: Final = 100
"""Blocks: 2 s."""


class Microphone:
    """Open while in its `with`; one thread reads."""

    def __init__(
        self, device: Device, rates: Sequence[int] = (SAMPLE_RATE,), held: int = HELD
    ) -> None:
        """`rates`, samples a second, are tried before the device's own and resampled from.

        `held` is the number of blocks kept for a reader that lags; then the oldest are lost.
        """
        self._device = device
        self._rates = rates
        self._stream: Any = None
        self._pieces: queue.Queue[Samples | None] = queue.Queue(held)
        self._blocks: list[Samples] = []
        self._cutter = Cutter(BLOCK)
        self._resampler = Resampler(SAMPLE_RATE)
        self._overflows = 0

    @property
    def overflows(self) -> int:
        """How often sound was lost because nobody took it in time."""
        return self._overflows

    @property
    def latency(self) -> float:
        """Seconds from the sound to its block, as PortAudio reckons; 0 while closed."""
        return float(self._stream.latency) if self._stream is not None else 0.0

    def __enter__(self) -> Self:
        """Begin to record. Raises Trouble when the device can't be opened."""
        module = sounddevice()
        with opening(self._device, Direction.INPUT):
            form: SoundFormat = negotiate(self._device, Direction.INPUT, self._rates)
            self._resampler = Resampler(form.rate)
            self._stream = module.InputStream(
                samplerate=form.rate,
                channels=form.channels,
                blocksize=form.block,
                device=self._device.index,
                dtype="int16",
                latency=LATENCY_S,
                callback=self._on_sound,
                finished_callback=self._on_end,
            )
            self._stream.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop recording."""
        if self._stream is not None:
            self._stream.close(ignore_errors=True)
            self._stream = None

    def read(self, patience_s: float = PATIENCE_S) -> Samples:
        """The next block, shape (320,) int16; waits for it.

        Raises Trouble when the device is gone or gives nothing for `patience_s` seconds.
        """
        while not self._blocks:
            try:
                piece = self._pieces.get(timeout=patience_s)
            except queue.Empty:
                piece = None
            if piece is None:
                raise gone(self._device.name, Direction.INPUT)
            sound = self._resampler.next(to_mono(to_float(piece)))
            self._blocks = self._cutter.add(to_int16(sound))
        return self._blocks.pop(0)

    def _on_sound(self, sound: Samples, frames: int, time: Any, status: Any) -> None:
        """PortAudio's thread: only hand on a copy, for it reuses the memory."""
        self._overflows += bool(status.input_overflow)
        self._push(np.array(sound))

    def _on_end(self) -> None:
        self._push(None)

    def _push(self, piece: Samples | None) -> None:
        while True:
            try:
                self._pieces.put_nowait(piece)
                return
            except queue.Full:
                # The oldest goes: what is said now matters more than what was said 2 s ago.
                self._overflows += 1
                self._drop()

    def _drop(self) -> None:
        try:
            self._pieces.get_nowait()
        except queue.Empty:
            return
