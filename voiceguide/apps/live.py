"""The sound card and the assistant, block by block."""

import threading
from collections.abc import Callable
from contextlib import closing, suppress

from voiceguide.assembly import make_assistant, make_pack, make_phrases
from voiceguide.assistant import Turn
from voiceguide.devices.soundcard import Direction, Outlet, SoundCard, find
from voiceguide.errors import Trouble
from voiceguide.settings import Settings


def converse(
    settings: Settings, show_state: Callable[[str], object], on_turn: Callable[[Turn], None]
) -> None:
    """Listen and speak until interrupted. Trouble when there is no microphone or it goes away."""
    microphone = find(settings.input_device or None, Direction.INPUT)
    speaker = find(settings.output_device or None, Direction.OUTPUT)
    outlet = Outlet()
    pack = make_pack(settings)
    with closing(make_phrases(settings)) as phrases:
        assistant = make_assistant(settings, pack, phrases, on_turn)
        with SoundCard(microphone, speaker, outlet.take) as card:
            # An answer that was made beforehand starts at once; the rest is made meanwhile.
            preparing = threading.Thread(
                target=_prepare, args=(phrases.prepare, pack.answers.texts()), daemon=True
            )
            preparing.start()
            show_state('listening: say "should I walk today", or Ctrl-C to leave')
            speaking = False
            while True:
                outlet.put(assistant.process(card.read()))
                if assistant.speaking != speaking:
                    speaking = assistant.speaking
                    show_state("speaking" if speaking else "listening")


def _prepare(prepare: Callable[[tuple[str, ...]], None], texts: tuple[str, ...]) -> None:
    with suppress(Trouble):  # A voice that fails tells so when it is asked to speak.
        prepare(texts)
