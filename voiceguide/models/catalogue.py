"""The catalogue: models that can be fetched, read from TOML and checked."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from voiceguide.errors import ExitCode, Trouble

_NAME: Final = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,78}[a-z0-9])?")
_DIGITS: Final = {"md5": 32, "sha256": 64}
_HERE: Final = ("127.0.0.1", "localhost")
_KINDS: Final[Mapping[str, type]] = {
    "name": str,
    "about": str,
    "url": str,
    "licence": str,
    "megabytes": int,
    "bytes": int,
    "checksum": str,
    "narrows": bool,
    "word_error_rate": dict,
}
_NEEDED: Final = ("name", "about", "url", "licence", "megabytes")


@dataclass(frozen=True, slots=True)
class Checksum:
    """What an archive's bytes must come to."""

    algorithm: str
    """`sha256`, or `md5` where no better one is published."""
    digest: str
    """Lower-case hexadecimal."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One model on offer; None where nobody has published a figure."""

    name: str
    about: str
    url: str
    licence: str
    megabytes: int
    """The archive's size as published, rounded."""
    size: int | None
    """The same in bytes."""
    checksum: Checksum | None
    narrows: bool | None
    """Whether it takes a grammar while it runs."""
    word_error_rate: Mapping[str, float]
    """Test set to per cent of words that are wrong."""

    @property
    def host(self) -> str:
        """Where a connection would go."""
        return urlsplit(self.url).hostname or ""


class _Fault(Exception):
    """What is wrong with a key of a model."""

    def __init__(self, key: str, what: str) -> None:
        super().__init__(what)
        self.key = key
        self.what = what


def is_name(text: str) -> bool:
    """Whether `text` may be a model's name: one that is a plain folder on every platform."""
    return bool(_NAME.fullmatch(text)) and ".." not in text


def read_catalogue(path: Path) -> tuple[Entry, ...]:
    """The models in `path`. Trouble (BAD_CONTENT) names the file, the line and what is wrong."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        data = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _trouble(f"The catalogue {path} can't be read: {error}.") from None
    models = data.pop("model", [])
    tables = isinstance(models, list) and all(isinstance(one, dict) for one in models)
    if data or not tables or not models:
        raise _trouble(f"The catalogue {path} must hold [[model]] tables and nothing else.")
    entries: list[Entry] = []
    for number, table in enumerate(models):
        try:
            entries.append(_entry(table, [entry.name for entry in entries]))
        except _Fault as fault:
            line = _line(text, number, fault.key)
            raise _trouble(f"{path}, line {line}: {fault.what}.") from None
    return tuple(entries)


def find(entries: Iterable[Entry], name: str) -> Entry | None:
    """The entry called `name`."""
    return next((entry for entry in entries if entry.name == name), None)


def _entry(table: Mapping[str, Any], taken: Iterable[str]) -> Entry:
    for key, value in table.items():
        if key not in _KINDS:
            raise _Fault(key, f"`{key}` is unknown; known are {', '.join(_KINDS)}")
        if type(value) is not _KINDS[key] or (isinstance(value, int | str) and not _fills(value)):
            raise _Fault(key, f"`{key}` is not as it should be")
    for key in _NEEDED:
        if key not in table:
            raise _Fault("", f"the model has no `{key}`")
    name = table["name"]
    if not is_name(name):
        raise _Fault("name", f"{name!r} can't be a folder's name: use a-z, 0-9, dot and hyphen")
    if name in taken:
        raise _Fault("name", f"{name} stands there twice")
    return Entry(
        name,
        table["about"],
        _url(table["url"]),
        table["licence"],
        table["megabytes"],
        table.get("bytes"),
        _checksum(table.get("checksum")),
        table.get("narrows"),
        _rates(table.get("word_error_rate", {})),
    )


def _fills(value: int | str) -> bool:
    """Whether a value says anything: a text with letters, a size above nothing."""
    return bool(value.strip()) if isinstance(value, str) else isinstance(value, bool) or value > 0


def _url(text: str) -> str:
    try:
        parts = urlsplit(text)
        encrypted = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _HERE)
    except ValueError:
        encrypted = False
    if not encrypted or not parts.hostname:
        raise _Fault("url", f"{text!r} is no https:// address")
    return text


def _checksum(text: str | None) -> Checksum | None:
    if text is None:
        return None
    algorithm, _, digest = text.partition(":")
    if not re.fullmatch(f"[0-9a-f]{{{_DIGITS.get(algorithm, 0)}}}", digest) or not digest:
        raise _Fault("checksum", "`checksum` is not `sha256:` and 64 hexadecimal digits")
    return Checksum(algorithm, digest)


def _rates(table: Mapping[str, Any]) -> Mapping[str, float]:
    if not all(type(rate) in (int, float) and 0 <= rate <= 100 for rate in table.values()):
        raise _Fault("word_error_rate", "a word error rate is a number from 0 to 100")
    return {name: float(rate) for name, rate in table.items()}


def _line(text: str, number: int, key: str) -> int:
    """The line of `key` in the table `number`, or of the table's head; counted from 1."""
    lines = text.splitlines()
    heads = [at for at, line in enumerate(lines) if re.match(r"\s*\[\[\s*\"?model", line)]
    if number >= len(heads):  # the tables are written in a way of their own
        return 1
    end = heads[number + 1] if number + 1 < len(heads) else len(lines)
    for at in range(heads[number] + 1, end):
        if key and re.match(rf"\s*\"?{re.escape(key)}\"?\s*[=.]", lines[at]):
            return at + 1
    return heads[number] + 1


def _trouble(what: str) -> Trouble:
    return Trouble(what, "Mend it; models/catalogue.toml shows how.", ExitCode.BAD_CONTENT)
