"""Whose voice it is, without knowing anybody's name."""

from typing import Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from voiceguide.messages.audio import Samples

Vector: TypeAlias = npt.NDArray[np.float32]


class Voiceprint(Protocol):
    """Tells voices apart."""

    def of(self, samples: Samples) -> Vector:
        """A unit vector of who speaks in half a second or more; like voices have near vectors."""
        ...
