"""Where the files are that the settings speak of."""

from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from platformdirs import user_cache_path, user_data_path

from voiceguide.content.files import data_folder
from voiceguide.errors import ExitCode, Trouble
from voiceguide.models.catalogue import is_name
from voiceguide.settings import APP, Origin, Resolved, Settings


def own_path(written: str) -> Path:
    """The path that a person wrote; `~` is their home, which no shell has put into a setting.

    Trouble (USAGE) for the home of a user that there isn't.
    """
    try:
        return Path(written).expanduser()
    except RuntimeError:
        raise Trouble(
            f"{written} can't be found: there is no home folder {Path(written).parts[0]}.",
            "Write the whole path.",
            ExitCode.USAGE,
        ) from None


def placed(found: Resolved, beside: Path) -> Resolved:
    """The same with whole paths: what the settings file names lies in its folder, `beside` it; what
    flags and the environment name lies in the current one.

    A home that there isn't is left as it was written; `own_path` tells of it to who goes there.
    """
    settings = found.settings

    def whole(name: str, written: str) -> str:
        # There may be no such home, and the current folder may have been deleted.
        with suppress(RuntimeError, OSError):
            path = Path(written).expanduser()
            own = found.origins[name] is Origin.FILE
            return str(beside / path if own else path.absolute()) if written else ""
        return written

    model = settings.model if is_name(settings.model) else whole("model", settings.model)
    content, diary = whole("content", settings.content), whole("diary", settings.diary)
    return replace(found, settings=replace(settings, model=model, content=content, diary=diary))


def content_folder(settings: Settings) -> Path:
    """Where intents, sentences and answers are read from."""
    return own_path(settings.content) if settings.content else data_folder("intents")


def meaning_file(settings: Settings) -> Path:
    """The learnt meanings: shipped, or in the cache for content of one's own."""
    if not settings.content:
        return data_folder("models") / "meaning.npz"
    return user_cache_path(APP) / f"meaning-{_own(settings)}.npz"


def own_model_folder(settings: Settings) -> Path:
    """Where the model for content of one's own is built."""
    return user_cache_path(APP) / f"model-{_own(settings)}"


def diary_path(settings: Settings) -> Path:
    """The diary's file."""
    return own_path(settings.diary) if settings.diary else user_data_path(APP) / "diary.sqlite3"


def _own(settings: Settings) -> str:
    """What stands for the content folder in the names of files made from it."""
    return sha256(str(content_folder(settings).resolve()).encode()).hexdigest()[:16]
