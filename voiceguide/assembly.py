"""Settings to engines to assistant: the only file that names engines."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import numpy as np
from platformdirs import user_cache_path, user_config_path

from voiceguide.assistant import Assistant, Deed
from voiceguide.content.files import data_folder
from voiceguide.content.pack import Pack, read_pack
from voiceguide.conversation.attention import Attention, Mode
from voiceguide.conversation.knowledge import Knowledge
from voiceguide.conversation.state import Conversation
from voiceguide.errors import ExitCode, Trouble
from voiceguide.hearing.activity import Presence
from voiceguide.hearing.echo import NoEcho
from voiceguide.hearing.engines.kalman_echo import KalmanEcho
from voiceguide.hearing.engines.silero_activity import SileroActivity
from voiceguide.hearing.engines.vosk_folder import write_sums
from voiceguide.hearing.engines.vosk_recogniser import VoskRecogniser
from voiceguide.hearing.gated import Gated
from voiceguide.hearing.listener import Ears, Listener, Listening
from voiceguide.hearing.recogniser import Recogniser
from voiceguide.hearing.second_hearing import SecondHearing
from voiceguide.hearing.verification import Verified
from voiceguide.language.commands_graph import commands_graph
from voiceguide.language.continuations import (
    CONTINUATIONS,
    Continuations,
    continuations,
    from_arrays,
)
from voiceguide.language.ipa import arpabet
from voiceguide.language.lexicon import read_words
from voiceguide.language.openfst import encode
from voiceguide.language.own_model import OwnModel, make_own_model, unheard_by
from voiceguide.language.tuning import COMMANDS
from voiceguide.memory.memory import DiaryMemory, Memory, NoMemory
from voiceguide.messages.content import Group
from voiceguide.messages.speech import UNKNOWN, Completeness, Hypothesis
from voiceguide.mind import Mind, Turn
from voiceguide.model_choice import model_folder
from voiceguide.places import content_folder, diary_path, meaning_file, own_model_folder
from voiceguide.routines.pace import Pace
from voiceguide.routines.timeline import timeline
from voiceguide.settings import APP, Settings
from voiceguide.speaking.engines.espeak_phonemes import EspeakPhonemes
from voiceguide.speaking.engines.pyttsx3_voice import Pyttsx3Voice
from voiceguide.speaking.phrases import Phrases, Speech
from voiceguide.speaking.speaker import Speaker
from voiceguide.speaking.voice import Voice, VoiceStyle
from voiceguide.understanding.learning import digest, learn
from voiceguide.understanding.matcher import Matcher
from voiceguide.understanding.nearest import Nearest, read_weights
from voiceguide.understanding.sentence_encoder import SentenceEncoder, read_encoder
from voiceguide.understanding.slots import SlotFinder
from voiceguide.understanding.templates import RedFlags, Templates
from voiceguide.understanding.wake_word import WakeWord

_SHORT: Final = 4
"""Words in a sentence that is heard while the assistant speaks: nobody shouts a longer one over a
voice."""
_ANSWERS: Final = ("Yes", "No")


def make_pack(settings: Settings, on_trouble: Callable[[Trouble], object] | None = None) -> Pack:
    """The content, read and checked.

    Routines of the person's own that are broken raise their Trouble or, with `on_trouble`, are told
    and left out, so that they keep nobody from being answered.
    """
    folder, own = content_folder(settings), user_config_path(APP) / "routines"
    try:
        return read_pack(folder, own_routines=own)
    except Trouble as trouble:
        if on_trouble is None or not own.exists():
            raise
        pack = read_pack(folder)
        on_trouble(trouble)
        return pack


def make_encoder() -> SentenceEncoder:
    """The sentence encoder."""
    return read_encoder(data_folder("models") / "encoder.npz")


@dataclass(frozen=True, slots=True)
class Parts:
    """What every way in needs: settings, content, understanding, memory."""

    settings: Settings
    pack: Pack
    matcher: Matcher
    memory: Memory
    on_trouble: Callable[[Trouble], object]
    """Told when the memory fails or a sound device goes away, neither of which ends anything."""


def make_parts(
    settings: Settings,
    memory: Memory,
    on_trouble: Callable[[Trouble], object] = lambda trouble: None,
) -> Parts:
    """Everything that doesn't sound, loaded."""
    pack = make_pack(settings, on_trouble)
    return Parts(settings, pack, make_matcher(settings, pack), memory, on_trouble)


def make_memory(settings: Settings) -> DiaryMemory:
    """The person's diary and reminders."""
    return DiaryMemory(diary_path(settings))


def make_memory_or_none(settings: Settings, on_trouble: Callable[[Trouble], object]) -> Memory:
    """The same where answers matter more: a diary that can't be opened is told and left out."""
    try:
        return make_memory(settings)
    except Trouble as trouble:
        on_trouble(trouble)
        return NoMemory(trouble)


def make_brief_memory() -> DiaryMemory:
    """A memory that begins empty and ends with the process."""
    return DiaryMemory()


def make_matcher(settings: Settings, pack: Pack) -> Matcher:
    """Understanding of what the pack holds; Trouble when that has changed since it was learnt."""
    weights = read_weights(meaning_file(settings))
    if weights.digest != digest(pack.examples, pack.concepts):
        raise Trouble(
            f"The examples in {content_folder(settings)} have changed since they were learnt.",
            "Learn them with `voiceguide learn`.",
            ExitCode.BAD_CONTENT,
        )
    return Matcher(
        RedFlags(pack.red_flags),
        Templates(pack.templates),
        Nearest(weights, pack.concepts, make_encoder()),
        SlotFinder(pack.templates, {name: one.slots for name, one in pack.intents.items()}),
    )


def learn_meanings(settings: Settings) -> tuple[Path, int]:
    """Learn from the content in force: the file written, and how many examples it took."""
    if find_spec("scipy") is None:
        raise Trouble(
            "Learning needs scipy, which is not installed.",
            "Install it with `pip install 'voiceguide[build]'`.",
        )
    pack = make_pack(settings)
    path = meaning_file(settings)
    path.parent.mkdir(parents=True, exist_ok=True)
    fingerprint = digest(pack.examples, pack.concepts)
    learn(pack.examples, pack.concepts, make_encoder(), fingerprint).save(path)
    return path, sum(map(len, pack.examples.values()))


def build_model(settings: Settings) -> OwnModel:
    """Make the recogniser's model for content of one's own."""
    if not settings.content or settings.model:
        raise Trouble(
            "Only the embedded model can be built, for content of one's own.",
            "Name the content's folder with --content, and leave out --model.",
            ExitCode.USAGE,
        )
    phonemes = cache(lambda: EspeakPhonemes(user_cache_path(APP, ensure_exists=True)))
    return make_own_model(
        content_folder(settings),
        make_pack(settings),
        data_folder("models"),
        own_model_folder(settings),
        lambda word: arpabet(phonemes().ipa(word)),
        write_sums,
    )


def unheard(settings: Settings, pack: Pack) -> Trouble | None:
    """Told when the model was made for other sentences than those in force, and what mends it."""
    if settings.model or not settings.content:
        return None
    base = data_folder("models") / "en"
    return unheard_by(model_folder(settings), content_folder(settings), pack, base)


def make_mind(parts: Parts, lasts: Callable[[str], float], converses: bool = True) -> Mind:
    """A mind at the beginning of a conversation; `lasts` tells how long a text takes to say."""
    knowledge = Knowledge(parts.pack.answers, parts.pack.routines, lasts, converses=converses)
    settings = parts.settings
    beginning = Conversation(
        loudness=settings.volume, attention=Attention(Mode(settings.attention))
    )
    wake = WakeWord(parts.pack.wake)
    return Mind(parts.matcher, knowledge, parts.memory, beginning, wake, parts.on_trouble)


def fixed_texts(parts: Parts) -> tuple[str, ...]:
    """Every text known word for word beforehand: answers first, then what guides."""
    guided = [
        cue.say
        for routine in parts.pack.routines.values()
        for cue in timeline(routine, Pace(), lambda text: 1.0).cues
        if cue.say
    ]
    return tuple(dict.fromkeys([*parts.pack.answers.texts(), *guided]))


def make_recogniser(settings: Settings) -> Recogniser:
    """Speech recognition."""
    recogniser = VoskRecogniser(model_folder(settings))
    return SecondHearing(recogniser, recogniser.another())


def make_voice() -> Voice:
    """The synthesiser."""
    return Pyttsx3Voice()


def make_phrases(settings: Settings) -> Phrases:
    """Spoken phrases, kept between runs in the platform's cache folder."""
    style = VoiceStyle(settings.voice, settings.rate)
    return Phrases(make_voice(), style, user_cache_path(APP) / "phrases")


def make_listener(parts: Parts, leaks: bool = True) -> Listener:
    """Two ears; `leaks` tells whether the microphone may hear the assistant."""
    pack = parts.pack
    orders, replies = commands(pack), answers(pack)
    if trouble := unheard(parts.settings, pack):
        parts.on_trouble(trouble)
    wide = VoskRecogniser(model_folder(parts.settings))
    narrow = _narrow(parts.settings, wide, [*orders, *replies])
    ears = Ears(
        Gated(SecondHearing(Verified(wide, wide.verifier()), wide.another())),
        Verified(narrow, narrow.verifier()),
        Presence(SileroActivity()),
        KalmanEcho() if leaks else NoEcho(),
    )
    wake, sentences = WakeWord(pack.wake), make_continuations(parts.settings, pack)

    def completeness(text: str) -> Completeness:
        return sentences.completeness(wake.rest(text))

    return Listener(ears, orders, replies, completeness, leaks)


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
        with np.load(data_folder("models") / CONTINUATIONS) as arrays:
            return from_arrays(arrays)
    slotted = {name for name, intent in pack.intents.items() if intent.slots}
    return continuations(pack.templates, slotted)


def commands(pack: Pack) -> tuple[str, ...]:
    """What is acted on while the assistant speaks: short commands, cries of pain, emergencies."""
    heeded = {Group.DOING, Group.TELLING, Group.EMERGENCY}
    starts = {routine.intent for routine in pack.routines.values()}
    names = [
        name
        for name, one in pack.intents.items()
        if one.group in heeded and not one.slots and name not in starts
    ]
    return _short_sentences(pack, names)


def answers(pack: Pack) -> tuple[str, ...]:
    """What answers a question of ours, as far as it can be written out."""
    return _short_sentences(pack, _ANSWERS)


def _short_sentences(pack: Pack, names: Sequence[str]) -> tuple[str, ...]:
    sentences = Templates(pack.templates).sentences(names)
    return tuple(
        sentence
        for of_one in sentences.values()
        for sentence in of_one
        if sentence.count(" ") < _SHORT
    )


def make_assistant(
    parts: Parts,
    listener: Listening,
    speech: Speech,
    on_turn: Callable[[Turn], None] = lambda turn: None,
    on_deed: Callable[[Deed], None] = lambda deed: None,
) -> Assistant:
    """The assistant, block by block."""
    # The first match builds hassil's index; nobody should wait for that.
    parts.matcher.match(Hypothesis("hello"))
    speaker = Speaker()
    speaker.loudness(parts.settings.volume)
    return Assistant(make_mind(parts, speech.lasts), listener, speech, speaker, on_turn, on_deed)
