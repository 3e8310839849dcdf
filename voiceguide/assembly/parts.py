"""Settings to what every way in needs: content, understanding, memory."""

import os
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_config_path

from voiceguide.content.document import Document
from voiceguide.content.files import data_folder
from voiceguide.content.pack import Pack, read_intents, read_pack
from voiceguide.errors import ExitCode, Trouble, typed
from voiceguide.memory.aside import DiaryAside
from voiceguide.memory.memory import DiaryMemory, Memory, NoMemory
from voiceguide.places import content_folder, diary_path, meaning_file
from voiceguide.settings import APP, Settings
from voiceguide.understanding.learning import digest
from voiceguide.understanding.matcher import Matcher
from voiceguide.understanding.nearest import Nearest, Weights, read_weights
from voiceguide.understanding.sentence_encoder import SentenceEncoder, read_encoder
from voiceguide.understanding.slots import SlotFinder
from voiceguide.understanding.templates import RedFlags, Templates


def make_pack(settings: Settings, on_trouble: Callable[[Trouble], object] | None = None) -> Pack:
    """The content, read and checked; Trouble for a folder that is missing or a broken file.

    Routines of the person's own that are broken raise their Trouble or, with `on_trouble`, are told
    and left out, so that they keep nobody from being answered.
    """
    own = user_config_path(APP) / "routines"
    return read_pack(_content(settings), own_routines=own, on_trouble=on_trouble)


def intent_names(settings: Settings) -> Collection[str]:
    """What the content calls its intents; Trouble as with `make_pack`, of this file alone."""
    return read_intents(Document.read(_content(settings) / "intents.yaml"))


def _content(settings: Settings) -> Path:
    folder = content_folder(settings)
    if settings.content and not os.access(folder / "intents.yaml", os.F_OK):
        raise Trouble(
            f"There is no content in {folder}: no intents.yaml can be found there.",
            "Give a folder like `intents/` with --content, or leave it out for what is shipped.",
            ExitCode.BAD_CONTENT,
        )
    return folder


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
    """Told when the memory or the voice fails or a sound device goes away: none ends anything."""


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
    return _or_none(lambda: make_memory(settings), on_trouble)


def make_memory_aside(settings: Settings, on_trouble: Callable[[Trouble], object]) -> Memory:
    """The same for a live conversation, which waits for no disk; to be closed."""
    return _or_none(lambda: DiaryAside(diary_path(settings), on_trouble), on_trouble)


def _or_none(make: Callable[[], Memory], on_trouble: Callable[[Trouble], object]) -> Memory:
    try:
        return make()
    except Trouble as trouble:
        on_trouble(trouble)
        return NoMemory(trouble)


def make_brief_memory() -> DiaryMemory:
    """A memory that begins empty and ends with the process."""
    return DiaryMemory()


def make_matcher(settings: Settings, pack: Pack) -> Matcher:
    """Understanding of what the pack holds; Trouble when nothing was learnt from it yet, or it has
    changed since."""
    weights = _weights(settings)
    if weights.digest != digest(pack.examples, pack.concepts):
        raise Trouble(
            f"The examples in {content_folder(settings)} have changed since they were learnt.",
            f"Learn them with {_learn(settings)}.",
            ExitCode.BAD_CONTENT,
        )
    return Matcher(
        RedFlags(pack.red_flags),
        Templates(pack.templates),
        Nearest(weights, pack.concepts, make_encoder()),
        SlotFinder(pack.templates, {name: one.slots for name, one in pack.intents.items()}),
    )


def _weights(settings: Settings) -> Weights:
    path = meaning_file(settings)
    if not settings.content:
        return read_weights(path)
    if not path.exists():
        raise Trouble(
            f"Nothing has been learnt yet from the content in {content_folder(settings)}.",
            f"Learn it with {_learn(settings)}; that takes a few minutes.",
            ExitCode.BAD_CONTENT,
        )
    return read_weights(path, f"Make them anew with {_learn(settings)}.")


def _learn(settings: Settings) -> str:
    """The command that learns from the content in force, and from no other."""
    own = f" --content {typed(settings.content)}" if settings.content else ""
    return f"`voiceguide learn{own}`"
