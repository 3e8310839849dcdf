"""A microphone and a loudspeaker together: blocks in, blocks out."""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import Final, Self

import numpy as np

from voiceguide.devices.loudspeaker import Loudspeaker, play
from voiceguide.devices.microphone import PATIENCE_S, Microphone
from voiceguide.devices.portaudio import Device, Direction, devices, find
from voiceguide.messages.audio import BLOCK, SAMPLE_RATE, Samples

__all__ = ["Device", "Direction", "Outlet", "SoundCard", "devices", "find", "play"]

_CUSHION: Final = 3
"""Blocks that an outlet keeps against unsteady threads, 60 ms."""
_MOST_HELD: Final = 25
"""Blocks an outlet holds, 0.5 s: after a stall the answer must not lag for ever."""


class SoundCard:
    """Open while in its `with`. Either half may be left out."""

    def __init__(
        self,
        microphone: Device | None,
        speaker: Device | None,
        source: Callable[[int], Samples],
        rates: Sequence[int] = (SAMPLE_RATE,),
    ) -> None:
        """`source(n)` gives the next n samples to play and is called from a thread of its own.

        `rates`, samples a second, are tried before each device's own.
        """
        self._microphone = Microphone(microphone, rates) if microphone else None
        self._speaker = Loudspeaker(speaker, source, rates) if speaker else None
        self._open = ExitStack()

    @property
    def overflows(self) -> int:
        """How often sound of the microphone was lost."""
        return self._microphone.overflows if self._microphone else 0

    @property
    def underflows(self) -> int:
        """How often the speaker had nothing to play."""
        return self._speaker.underflows if self._speaker else 0

    @property
    def latency(self) -> float:
        """Seconds from a block played to the same sound in a block read, as PortAudio reckons.

        The air between speaker and microphone and what waits in an `Outlet` come on top.
        """
        return sum(half.latency for half in (self._speaker, self._microphone) if half is not None)

    def __enter__(self) -> Self:
        """Begin to record and play. Raises Trouble when a device can't be opened."""
        with ExitStack() as opened:
            for half in (self._speaker, self._microphone):
                if half is not None:
                    opened.enter_context(half)
            self._open = opened.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop both."""
        self._open.close()

    def read(self, patience_s: float = PATIENCE_S) -> Samples:
        """The microphone's next block, shape (320,) int16; waits for it.

        Raises Trouble when a device is gone, and what `source` raised. Needs a microphone.
        """
        if self._microphone is None:
            raise ValueError("the sound card was opened without a microphone")
        if self._speaker is not None:
            self._speaker.check()
        return self._microphone.read(patience_s)


class Outlet:
    """Blocks from the thread that makes them to the loudspeaker's that takes them."""

    def __init__(self) -> None:
        self._blocks: deque[Samples] = deque(maxlen=_MOST_HELD)
        self._lock = threading.Lock()

    def put(self, samples: Samples) -> None:
        """Play `samples` after what was put before.

        What lags after a stall is caught up: silence isn't kept while enough waits before it, and
        the oldest go when more than 0.5 s wait.
        """
        with self._lock:
            for at in range(0, len(samples), BLOCK):
                block = samples[at : at + BLOCK]
                if len(self._blocks) < _CUSHION or block.any():
                    self._blocks.append(block)

    def clear(self) -> None:
        """Drop what waits."""
        with self._lock:
            self._blocks.clear()

    def take(self, n: int) -> Samples:
        """The next `n` samples; silence where none wait. A `source` for `SoundCard`."""
        out, at = np.zeros(n, np.int16), 0
        with self._lock:
            while at < n and self._blocks:
                block = self._blocks.popleft()
                taken = block[: n - at]
                out[at : at + len(taken)] = taken
                at += len(taken)
                if len(block) > len(taken):
                    self._blocks.appendleft(block[len(taken) :])
        return out
