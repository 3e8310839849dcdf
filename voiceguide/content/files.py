"""Where the content and the embedded models lie."""

from os.path import realpath
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def data_folder(name: str) -> Path:
    """The shipped folder `intents` or `models`: inside an installed wheel, or beside the package
    in a checkout, where an editable install leaves it."""
    installed = _PACKAGE / "data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def is_shipped(path: Path) -> bool:
    """Whether `path` is, or would be, one of the files that came with voiceguide."""
    # Path.resolve raises at links that lead in a circle.
    real = Path(realpath(path))
    return any(real.is_relative_to(realpath(data_folder(name))) for name in ("intents", "models"))
