"""The sound card and the assistant, block by block."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass

from voiceguide.apps.view import SessionView
from voiceguide.assembly import Parts, fixed_texts, make_assistant, make_listener, make_phrases
from voiceguide.assistant import Assistant, Deed
from voiceguide.devices.soundcard import Direction, Outlet, SoundCard, find
from voiceguide.errors import Trouble
from voiceguide.mind import Turn
from voiceguide.speaking.phrases import Phrases


@dataclass
class Live:
    """An assistant on the sound card."""

    assistant: Assistant
    card: SoundCard
    outlet: Outlet

    def block(self) -> None:
        """Hear 20 ms and play as many; waits for them."""
        self.outlet.put(self.assistant.process(self.card.read()))


@contextmanager
def live(
    parts: Parts,
    on_turn: Callable[[Turn], None] = lambda turn: None,
    on_deed: Callable[[Deed], None] = lambda deed: None,
) -> Iterator[Live]:
    """Open the sound card. Trouble when there is no microphone or speaker."""
    settings = parts.settings
    microphone = find(settings.input_device or None, Direction.INPUT)
    speaker = find(settings.output_device or None, Direction.OUTPUT)
    outlet = Outlet()
    with closing(make_phrases(settings)) as phrases:
        assistant = make_assistant(parts, make_listener(parts), phrases, on_turn, on_deed)
        with SoundCard(microphone, speaker, outlet.take) as card:
            # An answer that was made beforehand starts at once; the rest is made meanwhile.
            threading.Thread(target=_prepare, args=(phrases, parts), daemon=True).start()
            yield Live(assistant, card, outlet)


def converse(
    parts: Parts, show_state: Callable[[str], object], on_turn: Callable[[Turn], None]
) -> None:
    """Listen and speak until interrupted. Trouble when the microphone goes away."""
    with live(parts, on_turn) as session:
        assistant = session.assistant
        show_state('listening: say "should I walk today", or Ctrl-C to leave')
        speaking, blocks = False, 0
        while True:
            session.block()
            blocks += 1
            if blocks % _REMINDED == 0:
                assistant.remind()
            if assistant.speaking != speaking:
                speaking = assistant.speaking
                show_state("speaking" if speaking else "listening")


def guide(parts: Parts, routine: str, minutes: int, view: SessionView) -> None:
    """Guide through `routine` and listen meanwhile, shown five times a second."""
    with live(parts, on_deed=view.note) as session:
        assistant = session.assistant
        assistant.begin(routine, minutes)
        blocks = 0
        while assistant.guiding:
            session.block()
            blocks += 1
            if blocks % _SHOWN == 0:
                view.show(assistant)


_SHOWN = 10
_REMINDED = 250
"""Blocks, 5 s: how often the reminders are looked at."""


def _prepare(phrases: Phrases, parts: Parts) -> None:
    with suppress(Trouble):  # A voice that fails tells so when it is asked to speak.
        phrases.prepare(fixed_texts(parts))
