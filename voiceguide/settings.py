"""Settings: one table of what can be set, and where each value came from."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

import tomlkit

from voiceguide.errors import ExitCode, Trouble

APP: Final = "voiceguide"
"""The name of the platform's folders for settings, data and caches."""
ENVIRONMENT_PREFIX: Final = "VOICEGUIDE_"
_ENCODING: Final = "utf-8-sig"
"""Notepad may put a mark before the text; it is none of it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a person can set, with its default."""

    model: str = ""
    voice: str = ""
    rate: int = 165
    volume: int = 7
    input_device: str = ""
    output_device: str = ""
    content: str = ""
    diary: str = ""
    attention: str = "open"


HELP: Final[Mapping[str, str]] = {
    "model": "Another Vosk model: an installed one's name, or a folder; empty: the embedded one.",
    "voice": "Voice to speak with, one of those `voiceguide doctor` lists.",
    "rate": "Speaking rate in words a minute, 80 to 400.",
    "volume": "How loud to speak, 1 to 10.",
    "input_device": "Microphone, by number or part of its name.",
    "output_device": "Speaker, by number or part of its name.",
    "diary": "File of the diary; empty: in the platform's data folder.",
    "attention": "How it is addressed: open, wake (“hey guide”) or push (Enter).",
    "content": "Folder of intents, sentences and answers; empty: the shipped ones.",
}
CHOICES: Final[Mapping[str, tuple[str, ...]]] = {"attention": ("open", "wake", "push")}
RANGES: Final[Mapping[str, tuple[int, int]]] = {"rate": (80, 400), "volume": (1, 10)}


class Origin(StrEnum):
    """Where a value came from, weakest first."""

    DEFAULT = "default"
    FILE = "file"
    ENVIRONMENT = "environment"
    FLAG = "flag"


@dataclass(frozen=True, slots=True)
class Resolved:
    """The settings in force, and the origin of each by name."""

    settings: Settings
    origins: Mapping[str, Origin]


def resolve(
    file: Mapping[str, Any], environment: Mapping[str, str], flags: Mapping[str, Any]
) -> Resolved:
    """Lay `file`, `environment` and `flags` (None: not given) over the defaults, in this order.

    Trouble for a value of the wrong kind or out of range.
    """
    values: dict[str, Any] = {}
    origins = {field.name: Origin.DEFAULT for field in fields(Settings)}
    for name in origins:
        for origin, given in (
            (Origin.FILE, file.get(name)),
            (Origin.ENVIRONMENT, environment.get(ENVIRONMENT_PREFIX + name.upper())),
            (Origin.FLAG, flags.get(name)),
        ):
            if given is not None:
                values[name] = _checked(name, given, origin)
                origins[name] = origin
    return Resolved(Settings(**values), origins)


def read_file(path: Path) -> dict[str, Any]:
    """The settings file; empty when there is none. Trouble for bad TOML or an unknown key."""
    try:
        data = tomllib.loads(path.read_text(encoding=_ENCODING))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        # Broken TOML, bytes that aren't UTF-8, and numbers of thousands of digits are ValueErrors.
        why = "brackets stand in brackets too often" if isinstance(error, RecursionError) else error
        raise Trouble(
            f"The settings file {path} can't be read: {why}.", "Mend it, or delete it."
        ) from None
    known = [field.name for field in fields(Settings)]
    for key in data:
        if key not in known:
            close = get_close_matches(key, known, n=1)
            hint = f"Did you mean `{close[0]}`?" if close else f"Known are {', '.join(known)}."
            raise Trouble(f"The settings file {path} has an unknown key `{key}`.", hint)
    return data


def write_value(path: Path, name: str, value: str) -> None:
    """Set one value in the settings file, or with an empty one take it out; all else stays as it
    is, comments too. Trouble when the file can't be read or written."""
    read_file(path)
    try:
        document = tomlkit.parse(path.read_text(encoding=_ENCODING) if path.exists() else "")
        if value:
            document[name] = value
        elif name in document:
            del document[name]
        whole = path.resolve()  # a link stays one
        whole.parent.mkdir(parents=True, exist_ok=True)
        beside = whole.with_name(whole.name + ".new")
        beside.write_text(tomlkit.dumps(document), encoding="utf-8", newline="")
        beside.replace(whole)
    except OSError as error:
        raise Trouble(
            f"The settings file {path} can't be written: {error.strerror or error}.",
            f'Write {name} = "{value}" into it yourself.',
        ) from None


def _checked(name: str, given: object, origin: Origin) -> object:
    if name in CHOICES and given not in CHOICES[name]:
        raise Trouble(
            f"`{name}` is {given!r} (from the {origin}), not one of {', '.join(CHOICES[name])}.",
            f"Set it to something like {name} = {CHOICES[name][0]}.",
            ExitCode.USAGE,
        )
    if name not in RANGES:
        return str(given)
    low, high = RANGES[name]
    try:
        number = int(str(given))
    except ValueError:
        number = low - 1
    if not low <= number <= high:
        raise Trouble(
            f"`{name}` is {given!r} (from the {origin}), not a number from {low} to {high}.",
            f"Set it to something like {name} = {(low + high) // 2}.",
            ExitCode.USAGE,
        )
    return number
