"""Which Vosk model is in use, what it can do, and how one is made ready for us."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from platformdirs import user_data_path

from voiceguide.content.files import data_folder
from voiceguide.content.pack import Pack
from voiceguide.errors import ExitCode, Trouble
from voiceguide.hearing.engines.vosk_folder import open_folder, write_sums
from voiceguide.hearing.engines.vosk_words import read_labels
from voiceguide.language.corpus import corpus_graph, corpus_labels, pack_corpus
from voiceguide.language.openfst import encode
from voiceguide.language.tuning import GRAPH
from voiceguide.messages.speech import UNKNOWN
from voiceguide.models.catalogue import Entry, find, is_name, read_catalogue
from voiceguide.models.disk import writing
from voiceguide.models.shelf import Shelf
from voiceguide.places import own_model_folder, own_path
from voiceguide.settings import APP, Settings

EMBEDDED: Final = "embedded"
"""The name of the model that is part of this package."""
UNNARROWED: Final = (
    "It can't be narrowed while it runs: short words said over the assistant's voice are less sure."
)


@dataclass(frozen=True, slots=True)
class Suited:
    """What a model can do for us."""

    path: Path
    narrows: bool
    """Whether it can be told what may be said now."""
    lacking: tuple[str, ...]
    """Words of ours that it can't hear, sorted; empty when it doesn't say what it can."""


def catalogue_path() -> Path:
    """The shipped catalogue."""
    return data_folder("models") / "catalogue.toml"


def shelf() -> Shelf:
    """The person's installed models."""
    return Shelf(user_data_path(APP) / "models")


def model_name(settings: Settings) -> str:
    """What the model in use is called: its name, or the folder that was given."""
    return settings.model or EMBEDDED


def model_folder(settings: Settings) -> Path:
    """The Vosk model in use: named, built for content of one's own, or the embedded one.

    Trouble (NO_MODEL) for a name that nothing has, or a broken model.
    """
    name = model_name(settings)
    if name == EMBEDDED:
        own = own_model_folder(settings)
        return own if settings.content and own.exists() else data_folder("models") / "en"
    models = shelf()
    if installed := models.find(name):
        return installed
    models.refuse_broken(name)
    if is_name(name) and not Path(name).exists():
        raise Trouble(
            f"No model called {name} is installed.",
            f"{_offer(name)} `voiceguide models list` shows what there is.",
            ExitCode.NO_MODEL,
        )
    return own_path(name)


def narrows(name: str) -> bool:
    """Whether the named model, which is here, takes a grammar while it runs."""
    return not (model_folder(Settings(model=name)) / "graph/HCLG.fst").exists()


def embedded_faults() -> tuple[str, ...]:
    """What is wrong with the embedded model's files; it comes with their checksums."""
    try:
        open_folder(model_folder(Settings()))
    except Trouble as trouble:
        return (trouble.what,)
    return ()


def suits(path: Path, pack: Pack) -> Suited:
    """What the model in `path` can do. Trouble (NO_MODEL) when it isn't whole."""
    folder = open_folder(path)
    wanted = pack_corpus(pack).words() if folder.words else ()
    return Suited(path, folder.dynamic, tuple(w for w in wanted if w not in folder.words))


def preparing(pack: Pack, fits: bool = True) -> Callable[[Path], bool]:
    """What makes an unpacked model ready: it is tried whole, then fitted to `pack` if that can be.

    The returned function tells whether it was fitted. It raises Trouble for what is no model.
    """

    def prepare(folder: Path) -> bool:
        open_folder(folder)
        grammar = fitted_grammar(folder, pack) if fits else None
        if grammar is not None:
            _fit(folder, grammar)
            open_folder(folder)
        write_sums(folder)
        return grammar is not None

    return prepare


def fitted_grammar(folder: Path, pack: Pack) -> bytes | None:
    """Gr.fst for `pack` over the words of the model in `folder`.

    None for a static graph, and for a model without an `[unk]` to stand for words that it lacks.
    What Vosk compiles from runtime phrases uses the same labels, so they are right here as well.
    """
    labels = read_labels(folder)
    if not (folder / "graph/HCLr.fst").is_file() or UNKNOWN not in labels:
        return None
    corpus = pack_corpus(pack)
    return encode(corpus_graph(corpus, corpus_labels(corpus, labels), GRAPH, lacking=True))


def _fit(folder: Path, grammar: bytes) -> None:
    lines = [f"{word} {label}\n" for word, label in read_labels(folder).items()]
    with writing(folder):
        # Vosk takes the words from the graph that this replaces, where it holds them.
        (folder / "graph/words.txt").write_text("".join(lines), encoding="utf-8", newline="\n")
        (folder / "graph/Gr.fst").write_bytes(grammar)


def refit(name: str, pack: Pack, on_wait: Callable[[], object]) -> bool:
    """Fit an installed model anew if the sentences have changed since; whether they had."""
    own = shelf()
    with own.working_on(name, on_wait) as place:
        record = own.record(name)
        folder = own.root / name
        grammar = fitted_grammar(folder, pack) if record.fitted else None
        if grammar is None or grammar == (folder / "graph/Gr.fst").read_bytes():
            return False
        own.copy(name, place)
        _fit(place, grammar)
        write_sums(place)
        own.put(place, name, record.url, fitted=True)
        return True


def _offer(name: str) -> str:
    entry: Entry | None = find(read_catalogue(catalogue_path()), name)
    return f"Install it with `voiceguide models install {name}`." if entry else ""
