"""Where the files are that the settings speak of."""

from hashlib import sha256
from pathlib import Path

from platformdirs import user_cache_path, user_data_path

from voiceguide.content.files import data_folder
from voiceguide.errors import ExitCode, Trouble
from voiceguide.settings import APP, Settings


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
