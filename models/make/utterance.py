"""What flows between the steps: a sound and what is said in it."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from voiceguide.messages.audio import Samples

Marks: TypeAlias = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Utterance:
    """One recording."""

    name: str
    """Unlike all others'."""
    speaker: str
    """The source and the speaker's name there, as in `sc:8a28231e`."""
    text: str
    """Lower-case words; empty where nobody wrote them down."""
    samples: Samples


@dataclass(frozen=True, slots=True)
class Aligned:
    """A recording whose sounds are marked."""

    said: Utterance
    marks: Marks
    """(sounds, 4): phone, position in the word or -1 for fillers, first frame, frames of 10 ms."""
