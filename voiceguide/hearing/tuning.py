"""Tuned numbers of the hearing room, each with the benchmark that chose it."""

from typing import Final

DITHER: Final = 15.0
"""Root mean square, in steps of int16, of the steady noise under all that is heard (-66 dB).

The network never heard digital silence: after 0.3 s of zeros it loses the first word of every
third sentence; with this none (docs/recogniser.md, "Silence before and after").
"""

DOUBTFUL: Final = 0.98
"""Mean word confidence below which an utterance is heard a second time."""

LARGER: Final = 1 / 0.85
"""How much slower and lower it is then (docs/recogniser.md, "Heard twice")."""
