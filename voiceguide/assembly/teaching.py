"""What is made from content of one's own: meanings learnt, a recogniser built."""

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from platformdirs import user_cache_path

from voiceguide.assembly.parts import make_encoder, make_pack
from voiceguide.content.files import data_folder
from voiceguide.content.pack import Pack
from voiceguide.errors import ExitCode, Trouble
from voiceguide.hearing.engines.vosk_folder import write_sums
from voiceguide.language.ipa import arpabet
from voiceguide.language.own_model import OwnModel, make_own_model, unheard_by
from voiceguide.model_choice import model_folder
from voiceguide.places import content_folder, meaning_file, own_model_folder
from voiceguide.settings import APP, Settings
from voiceguide.speaking.engines.espeak_phonemes import EspeakPhonemes
from voiceguide.understanding.learning import digest, learn
from voiceguide.understanding.nearest import expect_to_save


def learn_meanings(
    settings: Settings, on_learning: Callable[[], object] = lambda: None
) -> tuple[Path, int]:
    """Learn from the content in force: the file written, and how many examples it took.

    `on_learning` is told when all that could be wrong has been looked at, and what takes long
    begins.
    """
    if find_spec("scipy") is None:
        raise Trouble(
            "Learning needs scipy, which is not installed.",
            "Install it with `pip install 'voiceguide[build]'`.",
        )
    pack = make_pack(settings)
    path = meaning_file(settings)
    expect_to_save(path)
    on_learning()
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
