"""Tuned numbers of the hearing room, each with the benchmark that chose it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from voiceguide.messages.speech import Completeness

DITHER: Final = 15.0
"""Root mean square, in steps of int16, of the steady noise under all that is heard (-66 dB).

The network never heard digital silence: after 0.3 s of zeros it loses the first word of every
third sentence; with this none (docs/recogniser.md, "Silence before and after").
"""

DOUBTFUL: Final = 0.98
"""Mean word confidence below which an utterance is heard a second time."""

FOREIGN: Final = 1.0
"""Support below which nobody spoke to us, so that hearing it a second time is no use."""

LARGER: Final = 1 / 0.85
"""How much slower and lower it is then (docs/recogniser.md, "Heard twice")."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a turn is waited for, by the words believed so far; seconds."""

    silence: float
    """Nobody has spoken for this long,"""
    settled: float
    """and the words have not changed for this long;"""
    stable: float
    """or the words have not changed for this long, whatever noise there is."""

    def at_least(self, other: "Patience") -> "Patience":
        """The longer of each."""
        return Patience(
            max(self.silence, other.silence),
            max(self.settled, other.settled),
            max(self.stable, other.stable),
        )


PATIENCE: Final[Mapping[Completeness, Patience]] = {
    Completeness.CLOSED: Patience(0.08, 0.04, 0.6),
    Completeness.CONTINUABLE: Patience(0.4, 0.1, 0.9),
    Completeness.FREE: Patience(0.5, 0.2, 1.2),
    Completeness.BEGUN: Patience(0.9, 0.4, 2.0),
}
"""By benchmarks/rooms (docs/rooms.md)."""

INTERRUPTING: Final = Patience(0.12, 0.04, 0.2)
"""The same for a command while the assistant speaks, whose own voice is never quite silent."""

AMONG_OTHERS: Final = Patience(0.8, 0.3, 1.5)
"""The least for anything that can wait, in a crowd: a person is done, a television goes on."""

LONGEST: Final = 12.0
"""Seconds after which a turn is over in any case."""

SPEECH: Final = 0.35
"""Probability from which the detector is believed that someone speaks."""

ABOVE_FLOOR: Final = 4.0
"""Decibels over the room's own level from which the detector is asked."""

FLOOR_RISE: Final = 2.0
"""Decibels a second by which the room's own level may rise."""

LINGER: Final = 1.0
"""Seconds that the detector is asked still after the last of them."""


TALK_FADES: Final = 10.0
"""Seconds after which talk counts a third of what it did, where it is asked whether others talk."""

NEARER_BY: Final = 4.0
"""Decibels by which one voice may be louder from sentence to sentence; who is louder is nearer."""

STRETCH: Final = 1.6
"""Seconds of talk by which a voice is known, as long as the network of it was taught."""

UNLIKE: Final = 0.58
"""Median cosine with the voices that talked on up to which somebody else speaks now (of 35 commands
over talkers 33 were less alike),"""

ALIKE: Final = 0.7
"""and from which it is one of them (of 177 turns in babble 75 were more alike)."""

TOLD_BY: Final = 1.0
"""Seconds of words from which a voice is known well enough to believe them more or less by it: in
babble a word of half a second has a median cosine of .56 with the same voices, a whole one .69."""

OTHERS: Final = 0.42
"""Crowd (`hearing/crowd.py`) from which it isn't clear who spoke, the person or a television, so
that it is waited for more."""

TALKED_WITH: Final = 0.4
"""Crowd in which whoever is answered remains one of it: it may have been a television."""

OWN_BREATH: Final = 0.25
"""Seconds before an utterance that may belong to it, though no word of it was recognised."""

LOUDNESS_OVER: Final = 0.1
"""Seconds over which loudness is measured, where it is asked who speaks up,"""

LOUDNESS_FADES: Final = 0.1
"""and by which a voice seems to last longer than it does."""

BACKGROUND: Final = 5.0
"""Seconds whose loudness is what goes on in the room,"""

BACKGROUND_SHARE: Final = 0.97
"""and the share of them that is less loud than a person"""

LOUDER_BY: Final = 5.0
"""by so many decibels when they begin to speak up (of 48 commands 10 dB over a television, one,
three or seven talkers 36 were right with it, 24 without; docs/rooms.md),"""

STILL_LOUDER_BY: Final = -1.0
"""and by so many while they go on."""

BEFORE_LOUD: Final = 0.36
"""Seconds before that was noticed that are heard with it."""

WITHHELD_AFTER: Final = 0.2
"""Seconds without the person after which what others say isn't heard as theirs,"""

GONE: Final = 1.2
"""and after which they are done in any case."""

PRE_ROLL: Final = 0.6
"""Seconds before speech was noticed that are heard with it."""

SLEEP: Final = 2.0
"""Seconds without speech after which the wide ear sleeps."""

SAID: Final = 0.0
"""Support below which nothing of the kind was said, or only its beginning so far."""

SPOTTED: Final = 12.0
"""Support from which a command is believed that stands between other talk: of ten commands that a
babbling room seemed to hold none had more (docs/rooms.md)."""

LEFT_OF_ECHO: Final = 0.1
"""Share of the sound's power: a canceller that knows the room leaves less of the assistant's own
voice (of 60 such "commands" 0.04 at most), and more of a person's (0.17 at least with an equally
loud echo, 0.8 with one 10 dB below)."""

LEFT_OF_LIKENESS: Final = 0.4
"""The same for a command in words that are just being said."""

LOUDER: Final = 10.0
"""Times the usual power of the microphone while the assistant speaks: an echo isn't that loud."""

LEFT_OF_PERSON: Final = 0.7
"""The same while it learns the room: what leaves less may well be an echo."""
