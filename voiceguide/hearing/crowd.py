"""Whether others talk in the room: how much was said lately that the assistant didn't answer."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp, sqrt
from typing import Final

import numpy as np

from voiceguide.hearing.power import power
from voiceguide.hearing.tuning import ALIKE, NEARER_BY, OWN_BREATH, STRETCH, TALK_FADES, UNLIKE
from voiceguide.hearing.voiceprint import Vector, Voiceprint
from voiceguide.messages.audio import SAMPLE_RATE, Samples, blocks

_REMEMBERED: Final = blocks(25)
_STRETCH: Final = blocks(STRETCH)
_LEAST_LOOKED: Final = TALK_FADES / 2
"""A little talk at the beginning, or between two answers, is no crowd."""
_NEARER: Final = 10 ** (NEARER_BY / 20)
_FAINTEST: Final = 1e-9
"""No division by a digital silence."""


@dataclass(slots=True)
class _Block:
    samples: Samples
    seconds: float
    loudness: float
    """Root mean square."""
    talk: bool
    """Whether someone spoke whom the assistant didn't answer."""
    surely: bool
    """Whether the assistant itself was silent."""
    voice: Vector | None = None
    """Whose the stretch of talk was that ended here."""


class Crowd:
    """Remembers the last seconds, block by block."""

    def __init__(self, voiceprint: Voiceprint) -> None:
        self._voiceprint = voiceprint
        self._past: deque[_Block] = deque(maxlen=_REMEMBERED)
        self._stretch: list[_Block] = []
        """Talk of others whose voice isn't known yet."""

    def note(self, samples: Samples, speaks: bool, own: bool) -> None:
        """Take the next samples: whether someone speaks in them, perhaps the assistant itself."""
        loudness = sqrt(power(samples))
        block = _Block(samples, len(samples) / SAMPLE_RATE, loudness, speaks, not own)
        self._past.append(block)
        if speaks and not own:
            self._stretch.append(block)
            if len(self._stretch) == _STRETCH:
                block.voice = self._voice(self._stretch)
                self._stretch = []

    def excuse(self, ended: float, lasted: float) -> None:
        """Who spoke then is talked with; see `before`."""
        for ago, block in self._backwards():
            if ago <= ended + lasted + OWN_BREATH:
                block.talk, block.voice = False, None
        self._stretch = [block for block in self._stretch if block.talk]

    def before(
        self, ended: float, lasted: float, stands_out: bool = False, familiar: float | None = None
    ) -> float:
        """How much others spoke before what ended so long ago and lasted so long; 0 to 1.

        It is a share of the time, in which what was long ago counts little, and so does what was
        fainter than the utterance: a television comes no nearer when it says a command. Unless
        it `stands_out` it must have been clearly fainter. In a voice that is `familiar` nobody
        comes nearer.
        """
        began = ended + lasted
        near = _loudness(self._said(ended, began))
        earlier = [
            (block, block.seconds * exp((began + OWN_BREATH - ago) / TALK_FADES))
            for ago, block in self._earlier(began)
        ]
        looked = sum(weight for _, weight in earlier)
        talk = sum(weight for block, weight in earlier if block.talk)
        far = sum(weight * block.loudness for block, weight in earlier if block.talk)
        louder = near if stands_out else near / _NEARER
        alike = min(1.0, far / max(talk * louder, _FAINTEST))
        alike += (1.0 - alike) * (familiar or 0.0)
        return alike * talk / max(looked, _LEAST_LOOKED)

    def familiar(self, ended: float, lasted: float) -> float | None:
        """Whether that was said by those who talked on: 0, surely not, to 1, surely.

        None where nobody did. It must be like half of all that was said: who was not understood and
        says it again is like that alone. Takes 20 ms.
        """
        began = ended + lasted
        said = self._said(ended, began)
        voices = [block.voice for _, block in self._earlier(began) if block.voice is not None]
        if not said or not voices:
            return None
        voice = self._voice(said[:_STRETCH][::-1])
        likeness = float(np.median(np.stack(voices) @ voice))
        return min(1.0, max(0.0, (likeness - UNLIKE) / (ALIKE - UNLIKE)))

    def _said(self, ended: float, began: float) -> list[_Block]:
        """The utterance's blocks, newest first: those with speech in them, if any have."""
        said = [block for ago, block in self._backwards() if ended < ago <= began]
        return [block for block in said if block.talk] or said

    def _earlier(self, began: float) -> Iterator[tuple[float, _Block]]:
        """What was heard before it, the assistant silent."""
        for ago, block in self._backwards():
            if block.surely and ago > began + OWN_BREATH:
                yield ago, block

    def _voice(self, said: Sequence[_Block]) -> Vector:
        return self._voiceprint.of(np.concatenate([block.samples for block in said]))

    def _backwards(self) -> Iterator[tuple[float, _Block]]:
        """The blocks, newest first, each with the seconds since it began."""
        ago = 0.0
        for block in reversed(self._past):
            ago += block.seconds
            yield ago, block


def _loudness(blocks: Sequence[_Block]) -> float:
    return sum(block.loudness for block in blocks) / max(1, len(blocks))
