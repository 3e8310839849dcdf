"""Settings to what every way in needs: content, understanding, memory."""

from collections.abc import Callable
from dataclasses import dataclass

from platformdirs import user_config_path

from voiceguide.content.files import data_folder
from voiceguide.content.pack import Pack, read_pack
from voiceguide.errors import ExitCode, Trouble
from voiceguide.memory.memory import DiaryMemory, Memory, NoMemory
from voiceguide.places import content_folder, diary_path, meaning_file
from voiceguide.settings import APP, Settings
from voiceguide.understanding.learning import digest
from voiceguide.understanding.matcher import Matcher
from voiceguide.understanding.nearest import Nearest, read_weights
from voiceguide.understanding.sentence_encoder import SentenceEncoder, read_encoder
from voiceguide.understanding.slots import SlotFinder
from voiceguide.understanding.templates import RedFlags, Templates


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
