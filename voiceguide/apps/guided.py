"""A guided session begun from the command line: live, speeded up, or as a sound file."""

import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from typing import Final

import numpy as np

from voiceguide.apps.rehearsal import Scripted
from voiceguide.apps.view import SessionView
from voiceguide.assembly import Parts, make_assistant, make_phrases
from voiceguide.assistant import Assistant, Deed
from voiceguide.messages.audio import BLOCK, Samples
from voiceguide.messages.routines import Routine
from voiceguide.speaking.phrases import Speech
from voiceguide.speaking.unspoken import Unspoken

USUAL_WALK: Final = 10
"""Minutes of a walk for which no length was given."""


@dataclass
class Guided:
    """A session without a microphone."""

    parts: Parts
    routine: Routine
    minutes: int = USUAL_WALK

    def render(self) -> Samples:
        """The whole session's sound, mono int16 at 16 kHz, as fast as the machine can."""
        with closing(make_phrases(self.parts.settings)) as phrases:
            assistant = self._begun(phrases, lambda deed: None)
            played = [assistant.process(_NOTHING)]
            while assistant.guiding:
                played.append(assistant.process(_NOTHING))
        return np.concatenate(played)

    def act_out(self, speed: float, view: SessionView) -> None:
        """Go through it without sound, `speed` times as fast, and show it ten times a second."""
        assistant = self._begun(Unspoken(self.parts.settings.rate), view.note)
        assistant.process(_NOTHING)
        began = time.monotonic()
        while assistant.guiding:
            while assistant.guiding and assistant.now < (time.monotonic() - began) * speed:
                assistant.process(_NOTHING)
            view.show(assistant)
            time.sleep(_FRAME)

    def _begun(self, speech: Speech, on_deed: Callable[[Deed], None]) -> Assistant:
        assistant = make_assistant(self.parts, Scripted(()), speech, on_deed=on_deed)
        assistant.begin(self.routine.key, self.minutes)
        return assistant


_NOTHING: Final = np.zeros(BLOCK, np.int16)
_FRAME: Final = 0.1
