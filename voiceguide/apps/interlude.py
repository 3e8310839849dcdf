"""What the person is told, on the screen and aloud, when the sound goes away and comes back."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from voiceguide.assembly import Parts
from voiceguide.assistant import Assistant
from voiceguide.devices.pair import Pair
from voiceguide.devices.soundcard import Outlet
from voiceguide.errors import Trouble
from voiceguide.speaking.phrases import Speech
from voiceguide.speaking.speaker import at_level

_LOOKING: Final = (
    "Plug it in again: it is looked for, and all goes on when it is back. Ctrl-C leaves."
)


@dataclass(frozen=True)
class Interlude:
    """A time without sound."""

    parts: Parts
    assistant: Assistant
    speech: Speech
    pair: Pair
    outlet: Outlet
    show_state: Callable[[str], object]

    def begins(self, trouble: Trouble) -> None:
        """Say so at once; aloud too, if it is the microphone alone that went away."""
        self.parts.on_trouble(Trouble(trouble.what, _LOOKING, trouble.code))
        words = self.parts.pack.answers.responses["_sound"].variants["away"]
        level = self.assistant.conversation.loudness
        with suppress(Trouble):  # The speaker is gone as well.
            self.pair.play(at_level(self.speech.phrase(words), level))

    def ends(self, away: float) -> None:
        """Go on after so many seconds; what waited to be played is no longer true."""
        self.outlet.clear()
        self.assistant.returned(away)
        self.show_state("listening again")
