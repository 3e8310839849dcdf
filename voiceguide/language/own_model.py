"""A recogniser for content of one's own: the embedded network with that content's words."""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from voiceguide.content.pack import Pack
from voiceguide.errors import ExitCode, Trouble, typed
from voiceguide.language.corpus import Corpus, pack_corpus
from voiceguide.language.kaldi.transitions import split
from voiceguide.language.lexicon import read_extra_words, read_words
from voiceguide.language.pronunciations import (
    PRONUNCIATIONS,
    Guess,
    Pronounced,
    pronounce,
    read_dictionary,
    read_pronunciations,
)
from voiceguide.language.recogniser_files import ACOUSTIC_MODEL, recogniser_files
from voiceguide.language.triphones import read_triphones

_SPOKEN: Final = ("sentences", "examples", "red_flags", PRONUNCIATIONS)
"""What of a content folder the recogniser is made from."""
_MADE_FOR: Final = "made-for.txt"
_NAMED: Final = 5
"""Words that a warning names."""


@dataclass(frozen=True, slots=True)
class OwnModel:
    """A model that was made."""

    folder: Path
    words: int
    """How many it can hear."""
    new: tuple[Pronounced, ...]
    """Those that the embedded one can't, sorted."""
    unsaid: tuple[str, ...]
    """Words beside the subject that nothing tells how to say; heard as `[unk]`."""


def make_own_model(
    content: Path,
    pack: Pack,
    models: Path,
    folder: Path,
    guess: Guess,
    seal: Callable[[Path], None],
) -> OwnModel:
    """Make the model for `pack`, which was read from `content`, in `folder`.

    `models` is where the embedded ones lie. `seal` notes what the files must be. Trouble where a
    word can't be said or the disk is full; a model that was there before stays whole then.
    """
    base = models / "en"
    triphones = read_triphones(base)
    written = [
        read_pronunciations(place / PRONUNCIATIONS, triphones.phones) for place in (base, content)
    ]
    corpus = own_corpus(content, pack)
    needed = set(corpus.words())
    wanted = {*corpus.all_words(), *read_extra_words(base)}
    said = pronounce(
        wanted,
        read_dictionary(base, wanted),
        written,
        lambda word: guess(word) if word in needed else (),
    )
    if missing := needed - said.keys():
        raise Trouble(
            f"There is no telling how to say {', '.join(sorted(missing))}.",
            f"Write it into {content / PRONUNCIATIONS}, like `walk W AO K`.",
            ExitCode.BAD_CONTENT,
        )
    _, network = split((base / ACOUSTIC_MODEL).read_bytes())
    files = recogniser_files(corpus, said.values(), triphones, network)
    _store(folder, {**files, _MADE_FOR: made_for(content, base).encode()}, seal)
    known = read_words(base / "graph" / "words.txt")
    new = tuple(one for word, one in said.items() if word not in known)
    return OwnModel(folder, len(said), new, tuple(sorted(wanted - said.keys())))


def own_corpus(content: Path, pack: Pack) -> Corpus:
    """Every sentence of `pack`; Trouble for a template that can't be written out."""
    try:
        return pack_corpus(pack)
    except ValueError as error:
        raise Trouble(
            f"The recogniser can't be told what {content} expects: {error}.",
            "Give each list its values, and each template at least one word.",
            ExitCode.BAD_CONTENT,
        ) from None


def made_for(content: Path, base: Path) -> str:
    """A digest of all that a model for `content` follows from."""
    digest = sha256((base / "SHA256SUMS").read_bytes())
    for name in _SPOKEN:
        place = content / name
        for file in sorted([place] if place.is_file() else place.rglob("*")):
            if file.is_file():
                digest.update(f"{file.relative_to(content).as_posix()}\n".encode())
                digest.update(sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def unheard_by(folder: Path, content: Path, pack: Pack, base: Path) -> Trouble | None:
    """What the model in `folder` doesn't know of `content`; None where it was made for it."""
    made = folder / _MADE_FOR
    if made.is_file() and made.read_text(encoding="utf-8") == made_for(content, base):
        return None
    known = read_words(folder / "graph" / "words.txt")
    missing = [word for word in own_corpus(content, pack).words() if word not in known]
    return Trouble(
        f"The recogniser doesn't know the sentences of {content} yet{_and_words(missing)}.",
        f"Teach it with `voiceguide models build --content {typed(content)}`.",
        ExitCode.NO_MODEL,
    )


def _and_words(missing: Sequence[str]) -> str:
    """The first few, as a sentence's end."""
    if not missing:
        return ""
    rest = f" and {len(missing) - _NAMED} more words" if len(missing) > _NAMED else ""
    return f", and can't hear {', '.join(missing[:_NAMED])}{rest}"


def _store(folder: Path, files: Mapping[str, bytes], seal: Callable[[Path], None]) -> None:
    """Write beside `folder`, then put it in its place, so that half a model never stands there."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f"{folder.name}-") as room:
            fresh = Path(room) / "new"
            for name, content in files.items():
                (fresh / name).parent.mkdir(parents=True, exist_ok=True)
                (fresh / name).write_bytes(content)
            seal(fresh)
            if folder.exists():
                folder.replace(Path(room) / "old")
            fresh.replace(folder)
    except OSError as error:
        raise Trouble(
            f"The model can't be written to {folder}: {error.strerror or error}.",
            "Make room there, or make the folder writable, then build it again.",
        ) from None
