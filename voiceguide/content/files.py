"""Where the content and the embedded models lie."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def data_folder(name: str) -> Path:
    """The shipped folder `intents` or `models`: inside an installed wheel, or beside the package
    in a checkout, where an editable install leaves it."""
    installed = _PACKAGE / "data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name
