"""The sound card and the assistant, block by block."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass

from voiceguide.apps.interlude import Interlude
from voiceguide.apps.key import EnterKey
from voiceguide.apps.view import SessionView
from voiceguide.assembly import Parts, fixed_texts, make_assistant, make_listener, make_phrases
from voiceguide.assistant import Assistant, Deed
from voiceguide.conversation.attention import Mode
from voiceguide.devices.lasting import LastingCard
from voiceguide.devices.pair import Pair
from voiceguide.devices.quiet import quiet_libraries
from voiceguide.devices.soundcard import Outlet
from voiceguide.errors import Trouble
from voiceguide.mind import Turn
from voiceguide.speaking.phrases import Phrases
from voiceguide.speaking.steady import SteadySpeech


@dataclass
class Live:
    """An assistant on the sound card."""

    assistant: Assistant
    card: LastingCard
    outlet: Outlet

    def block(self) -> bool:
        """Hear 20 ms and play as many; waits for them. False, soon, while there is no sound."""
        heard = self.card.read()
        if heard is None:
            return False
        self.outlet.put(self.assistant.process(heard))
        return True


@contextmanager
def live(
    parts: Parts,
    on_turn: Callable[[Turn], None] = lambda turn: None,
    on_deed: Callable[[Deed], None] = lambda deed: None,
    show_state: Callable[[str], object] = lambda state: None,
) -> Iterator[Live]:
    """Open the sound card. Trouble when there is no microphone or speaker.

    If one goes away later, `parts.on_trouble` is told and all waits until it is back; a voice that
    fails is told as well, and all goes on.
    """
    settings = parts.settings
    outlet = Outlet()
    pair = Pair(settings.input_device, settings.output_device, outlet.take)
    with closing(make_phrases(settings)) as phrases:
        speech = SteadySpeech(phrases, parts.on_trouble)
        assistant = make_assistant(parts, make_listener(parts), speech, on_turn, on_deed)
        interlude = Interlude(parts, assistant, speech, pair, outlet, show_state)
        with quiet_libraries(), LastingCard(pair, interlude.begins, interlude.ends) as card:
            # An answer that was made beforehand starts at once; the rest is made meanwhile.
            threading.Thread(target=_prepare, args=(phrases, parts), daemon=True).start()
            try:
                yield Live(assistant, card, outlet)
            finally:
                lost = card.overflows + card.underflows
                if lost > _RARE + assistant.now / 60:
                    show_state(f"sound was lost {lost} times: this machine had too much to do")


def converse(
    parts: Parts, show_state: Callable[[str], object], on_turn: Callable[[Turn], None]
) -> None:
    """Listen and speak until interrupted."""
    with live(parts, on_turn, show_state=show_state) as session:
        assistant = session.assistant
        show_state(f"listening: {_ADDRESSED[assistant.conversation.attention.mode]}")
        key = EnterKey(sys.stdin)
        speaking, blocks = False, 0
        while True:
            if key.pressed():
                assistant.call()
                show_state("listening to you")
            if not session.block():
                continue
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
            blocks += session.block()
            if blocks % _SHOWN == 0:
                view.show(assistant)


_ADDRESSED = {
    Mode.OPEN: 'say "should I walk today", or Ctrl-C to leave',
    Mode.WAKE: 'say "hey guide, should I walk today", or Ctrl-C to leave',
    Mode.PUSH: 'press Enter and say "should I walk today", or Ctrl-C to leave',
}
_SHOWN = 10
_REMINDED = 250
"""Blocks, 5 s: how often the reminders are looked at."""
_RARE = 3
"""Losses of sound that nobody need know of, and one more a minute."""


def _prepare(phrases: Phrases, parts: Parts) -> None:
    with suppress(Trouble):  # A voice that fails tells so when it is asked to speak.
        phrases.prepare(fixed_texts(parts))
