"""Whether others talk in the room: how much was said lately that the assistant didn't answer."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp, sqrt
from typing import Final

from voiceguide.hearing.power import power
from voiceguide.hearing.tuning import NEARER_BY, OWN_BREATH, TALK_FADES
from voiceguide.messages.audio import BLOCK, SAMPLE_RATE, Samples

_REMEMBERED: Final = 25 * SAMPLE_RATE // BLOCK
_LEAST_LOOKED: Final = TALK_FADES / 2
"""A little talk at the beginning, or between two answers, is no crowd."""
_NEARER: Final = 10 ** (NEARER_BY / 20)
_FAINTEST: Final = 1e-9
"""No division by a digital silence."""


@dataclass(slots=True)
class _Block:
    seconds: float
    loudness: float
    """Root mean square."""
    talk: bool
    """Whether someone spoke whom the assistant didn't answer."""
    surely: bool
    """Whether the assistant itself was silent."""


class Crowd:
    """Remembers the last seconds, block by block."""

    def __init__(self) -> None:
        self._past: deque[_Block] = deque(maxlen=_REMEMBERED)

    def note(self, samples: Samples, speaks: bool, own: bool) -> None:
        """Take the next samples: whether someone speaks in them, perhaps the assistant itself."""
        loudness = sqrt(power(samples))
        self._past.append(_Block(len(samples) / SAMPLE_RATE, loudness, speaks, not own))

    def excuse(self, ended: float, lasted: float) -> None:
        """Who spoke then is talked with; see `before`."""
        for ago, block in self._backwards():
            block.talk &= ago > ended + lasted + OWN_BREATH

    def before(self, ended: float, lasted: float, stands_out: bool = False) -> float:
        """How much others spoke before what ended so long ago and lasted so long; 0 to 1.

        It is a share of the time, in which what was long ago counts little, and so does what was
        fainter than the utterance: a television comes no nearer when it says a command. Unless
        it `stands_out` it must have been clearly fainter.
        """
        began = ended + lasted
        said = [block for ago, block in self._backwards() if ended < ago <= began]
        near = _loudness([block for block in said if block.talk] or said)
        earlier = [
            (block, block.seconds * exp((began + OWN_BREATH - ago) / TALK_FADES))
            for ago, block in self._backwards()
            if block.surely and ago > began + OWN_BREATH
        ]
        looked = sum(weight for _, weight in earlier)
        talk = sum(weight for block, weight in earlier if block.talk)
        far = sum(weight * block.loudness for block, weight in earlier if block.talk)
        louder = near if stands_out else near / _NEARER
        nearness = min(1.0, far / max(talk * louder, _FAINTEST))
        return nearness * talk / max(looked, _LEAST_LOOKED)

    def _backwards(self) -> Iterator[tuple[float, _Block]]:
        """The blocks, newest first, each with the seconds since it began."""
        ago = 0.0
        for block in reversed(self._past):
            ago += block.seconds
            yield ago, block


def _loudness(blocks: Sequence[_Block]) -> float:
    return sum(block.loudness for block in blocks) / max(1, len(blocks))
