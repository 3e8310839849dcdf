"""The ears: which engines hear, and what they are told to expect."""

from collections.abc import Callable, Sequence
from itertools import chain
from typing import Final

from voiceguide.arrays import open_arrays
from voiceguide.assembly.parts import Parts
from voiceguide.assembly.teaching import unheard
from voiceguide.content.files import data_folder
from voiceguide.content.pack import Pack
from voiceguide.hearing.activity import Presence
from voiceguide.hearing.echo import EchoCanceller, NoEcho
from voiceguide.hearing.engines.ge2e_voiceprint import VOICEPRINT, read_voiceprint
from voiceguide.hearing.engines.kalman_echo import KalmanEcho
from voiceguide.hearing.engines.silero_activity import SileroActivity
from voiceguide.hearing.engines.vosk_recogniser import VoskRecogniser
from voiceguide.hearing.gated import Gated
from voiceguide.hearing.listener import Ears, Listener
from voiceguide.hearing.recogniser import Recogniser
from voiceguide.hearing.second_hearing import SecondHearing
from voiceguide.hearing.verification import Verified
from voiceguide.hearing.voiceprint import Voiceprint
from voiceguide.language.commands_graph import commands_graph
from voiceguide.language.continuations import (
    CONTINUATIONS,
    Continuations,
    from_arrays,
    pack_continuations,
)
from voiceguide.language.lexicon import read_words
from voiceguide.language.openfst import encode
from voiceguide.language.tuning import COMMANDS
from voiceguide.messages.content import Group
from voiceguide.messages.intents import EMERGENCY
from voiceguide.messages.speech import UNKNOWN, Completeness
from voiceguide.model_choice import model_folder
from voiceguide.settings import Settings
from voiceguide.understanding.templates import Templates
from voiceguide.understanding.wake_word import WakeWord

_SHORT: Final = 4
"""Words in a sentence that is heard while the assistant speaks: nobody shouts a longer one over a
voice."""
_MANY: Final = 20_000
"""Sentences of one intent; the start waits for them all. No shipped intent has near so many."""
_ANSWERS: Final = ("Yes", "No", "Fine")
_URGENT: Final = (EMERGENCY, "Stop")
_NEIGHBOURS: Final = ("child's pose",)
"""What sounds like a command, "pause", and is none: known to the narrow ear, and never expected."""


def make_recogniser(settings: Settings) -> Recogniser:
    """Speech recognition."""
    recogniser = VoskRecogniser(model_folder(settings))
    return SecondHearing(recogniser, recogniser.another())


def make_listener(
    parts: Parts, leaks: bool = True, echo: Callable[[], EchoCanceller] = KalmanEcho
) -> Listener:
    """Two ears. `leaks`: whether the microphone may hear the assistant, which `echo` takes out."""
    pack = parts.pack
    orders, replies = commands(pack), answers(pack)
    if trouble := unheard(parts.settings, pack):
        parts.on_trouble(trouble)
    wide = VoskRecogniser(model_folder(parts.settings))
    narrow = _narrow(parts.settings, wide, [*orders, *replies, *_NEIGHBOURS])
    ears = Ears(
        Gated(SecondHearing(Verified(wide, wide.verifier()), wide.another())),
        Gated(Verified(narrow, narrow.verifier())),
        Presence(SileroActivity()),
        echo() if leaks else NoEcho(),
        make_voiceprint(),
    )
    wake, sentences = WakeWord(pack.wake), make_continuations(parts.settings, pack)

    def completeness(text: str) -> Completeness:
        return sentences.completeness(wake.rest(text))

    return Listener(ears, orders, urgent(pack), replies, completeness, leaks)


def make_voiceprint() -> Voiceprint:
    """Who speaks."""
    return read_voiceprint(data_folder("models") / VOICEPRINT)


def _narrow(settings: Settings, wide: VoskRecogniser, sentences: Sequence[str]) -> VoskRecogniser:
    """An ear for these sentences alone; for what Vosk lets be told, where it can't be narrowed."""
    words = model_folder(settings) / "graph" / "words.txt"
    labels = read_words(words) if wide.narrows and words.is_file() else {}
    if UNKNOWN not in labels:
        narrow = wide.another()
        narrow.expect(sentences)
        return narrow
    return wide.strict(encode(commands_graph(sentences, labels, COMMANDS)))


def make_continuations(settings: Settings, pack: Pack) -> Continuations:
    """What may follow the words so far: shipped, or made now for content of one's own."""
    if not settings.content:
        path = data_folder("models") / CONTINUATIONS
        with open_arrays(path, "The table of what may follow which words") as stored:
            return from_arrays(stored)
    return pack_continuations(pack)


def commands(pack: Pack) -> tuple[str, ...]:
    """What is acted on while the assistant speaks: short commands, cries of pain, emergencies."""
    heeded = {Group.DOING, Group.TELLING, Group.EMERGENCY}
    starts = {routine.intent for routine in pack.routines.values()}
    names = [
        name
        for name, one in pack.intents.items()
        if one.group in heeded and name not in starts
        # What is told is told in too many ways where it has slots.
        if one.group is Group.DOING or not one.slots
    ]
    return _short_sentences(pack, names)


def urgent(pack: Pack) -> tuple[str, ...]:
    """What is acted on at once whoever else talks: "stop" and calls for help."""
    return _short_sentences(pack, _URGENT)


def answers(pack: Pack) -> tuple[str, ...]:
    """What answers a question of ours, as far as it can be written out."""
    return _short_sentences(pack, _ANSWERS)


def _short_sentences(pack: Pack, names: Sequence[str]) -> tuple[str, ...]:
    sentences = Templates(pack.templates).sentences(names, _SHORT, _MANY)
    return tuple(chain.from_iterable(sentences.values()))
