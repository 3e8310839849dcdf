"""Settings to engines to assistant: the only file that names engines."""

from collections.abc import Callable
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from platformdirs import user_cache_path

from voiceguide.assistant import Assistant, Mind, Turn
from voiceguide.content.files import data_folder
from voiceguide.content.pack import Pack, read_pack
from voiceguide.conversation.state import Conversation
from voiceguide.errors import ExitCode, Trouble
from voiceguide.hearing.engines.vosk_recogniser import VoskRecogniser
from voiceguide.hearing.recogniser import Recogniser
from voiceguide.messages.content import Group
from voiceguide.messages.intents import EMERGENCY
from voiceguide.messages.speech import Hypothesis
from voiceguide.settings import Settings
from voiceguide.speaking.engines.pyttsx3_voice import Pyttsx3Voice
from voiceguide.speaking.phrases import Phrases
from voiceguide.speaking.speaker import Speaker
from voiceguide.speaking.voice import Voice, VoiceStyle
from voiceguide.understanding.heard import misheard, read_rows
from voiceguide.understanding.learning import digest, learn
from voiceguide.understanding.matcher import Matcher
from voiceguide.understanding.nearest import Nearest, read_weights
from voiceguide.understanding.sentence_encoder import SentenceEncoder, read_encoder
from voiceguide.understanding.templates import RedFlags, Templates

APP: Final = "voiceguide"
_SHORT: Final = 4
"""Words in a sentence that is heard while the assistant speaks."""


def content_folder(settings: Settings) -> Path:
    """Where intents, sentences and answers are read from."""
    return Path(settings.content) if settings.content else data_folder("intents")


def model_folder(settings: Settings) -> Path:
    """The Vosk model in use."""
    return Path(settings.model) if settings.model else data_folder("models") / "en"


def meaning_file(settings: Settings) -> Path:
    """The learnt meanings: shipped, or in the cache for content of one's own."""
    shipped = data_folder("models") / "meaning.npz"
    if not settings.content:
        return shipped
    own = sha256(str(content_folder(settings).resolve()).encode()).hexdigest()[:16]
    return user_cache_path(APP) / f"meaning-{own}.npz"


def heard_file() -> Path:
    """What the recogniser makes of our examples; examples of one's own find nothing in it."""
    return data_folder("models") / "heard.txt.gz"


def make_pack(settings: Settings) -> Pack:
    """The content, read and checked."""
    return read_pack(content_folder(settings))


def make_encoder() -> SentenceEncoder:
    """The sentence encoder."""
    return read_encoder(data_folder("models") / "encoder.npz")


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
    )


def learn_meanings(settings: Settings) -> tuple[Path, int]:
    """Learn from the content in force: the file written, and how many examples it took."""
    if find_spec("sklearn") is None:
        raise Trouble(
            "Learning needs scikit-learn, which is not installed.",
            "Install it with `pip install 'voiceguide[build]'`.",
        )
    pack = make_pack(settings)
    path = meaning_file(settings)
    path.parent.mkdir(parents=True, exist_ok=True)
    fingerprint = digest(pack.examples, pack.concepts)
    heard = misheard(read_rows(heard_file()), pack.examples) if heard_file().exists() else {}
    learn(pack.examples, pack.concepts, make_encoder(), fingerprint, heard).save(path)
    return path, sum(map(len, pack.examples.values()))


def make_mind(pack: Pack, matcher: Matcher, settings: Settings) -> Mind:
    """A mind at the beginning of a conversation."""
    return Mind(matcher, pack.answers, Conversation(loudness=settings.volume))


def make_recogniser(settings: Settings) -> Recogniser:
    """Speech recognition."""
    return VoskRecogniser(model_folder(settings))


def make_voice() -> Voice:
    """The synthesiser."""
    return Pyttsx3Voice()


def make_phrases(settings: Settings) -> Phrases:
    """Spoken phrases, kept between runs in the platform's cache folder."""
    style = VoiceStyle(settings.voice, settings.rate)
    return Phrases(make_voice(), style, user_cache_path(APP) / "phrases")


def interruptions(pack: Pack, templates: Templates) -> tuple[str, ...]:
    """What is acted on while the assistant speaks: short commands and emergencies.

    Short, because nobody shouts a long sentence over a voice, and because narrowing the
    recogniser to thousands of sentences takes longer than a block of sound.
    """
    sentences = templates.sentences()
    return tuple(
        sentence
        for name, entry in pack.intents.items()
        if entry.group is Group.DOING or name == EMERGENCY
        for sentence in sentences.get(name, ())
        if sentence.count(" ") < _SHORT
    )


def make_assistant(
    settings: Settings, pack: Pack, phrases: Phrases, on_turn: Callable[[Turn], None]
) -> Assistant:
    """The live assistant, everything loaded."""
    matcher = make_matcher(settings, pack)
    # The first match builds hassil's index; nobody should wait for that.
    matcher.match(Hypothesis("hello"))
    mind = make_mind(pack, matcher, settings)
    speaker = Speaker()
    speaker.loudness(settings.volume)
    return Assistant(
        mind,
        make_recogniser(settings),
        phrases,
        speaker,
        interruptions(pack, Templates(pack.templates)),
        on_turn,
    )
