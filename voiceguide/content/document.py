"""One YAML file with the line of every value, so that an error can point at it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, ClassVar, Final

import yaml

from voiceguide.arrays import REINSTALL
from voiceguide.content.files import is_shipped
from voiceguide.errors import ExitCode, Trouble

# libyaml reads the pack ten times faster; PyYAML's wheels all have it, a source build may not.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_KINDS: Final = {"int": "no number", "float": "no number", "timestamp": "no date"} | {
    "bool": "neither true nor false"
}
"""What a text isn't that can't be read as this kind of value."""
_LARGEST: Final = 10**4300
"""Of whole numbers; longer ones Python refuses to print, so that no error could tell them."""
_SHOWN: Final = 20
"""Characters of a value that an error repeats."""
_DEEPEST: Final = 50
"""Values within values. An alias of what it stands in would have no end."""
_VALUES: Final = 100_000
"""In a file, with its aliases written out: a few lines of them can stand for millions."""


def _without(*kinds: str) -> dict[str, list[tuple[str, Any]]]:
    """How PyYAML tells what a bare word is, but for these kinds."""
    return {
        first: [(tag, shape) for tag, shape in resolvers if tag.rpartition(":")[2] not in kinds]
        for first, resolvers in _Loader.yaml_implicit_resolvers.items()
    }


class _ContentLoader(_Loader):  # type: ignore[misc]
    """A loader to which dates are texts, and whose every error is a YAMLError."""

    yaml_implicit_resolvers: ClassVar = _without("timestamp")

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        try:
            value = super().construct_object(node, deep=deep)
            readable = not isinstance(value, int) or abs(value) < _LARGEST
        except (ValueError, LookupError, AttributeError, TypeError):
            # What PyYAML raises at `!!int foo`, `!!bool foo`, `!!timestamp foo` and the like.
            readable = False
        if not readable:
            kind = _KINDS.get(node.tag.rpartition(":")[2], "not what its tag says")
            told = f"`{_beginning(node)}` is {kind}"
            raise yaml.constructor.ConstructorError(None, None, told, node.start_mark)
        return value


class _WordsLoader(_ContentLoader):
    """A loader to which `yes` and `no` are words, too."""

    yaml_implicit_resolvers: ClassVar = _without("timestamp", "bool")


Place = tuple[str | int, ...]
"""The way to a value: keys of mappings, positions in lists."""


def broken(path: Path, line: int, what: str, mend: str) -> Trouble:
    """Trouble at a line of a content file."""
    return Trouble(f"{path}, line {line}: {what}", mend, ExitCode.BAD_CONTENT)


def read_text(path: Path) -> str:
    """The UTF-8 text of a content file; Trouble when it is missing or not UTF-8."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        mend = REINSTALL if is_shipped(path) else "Check its name, and whether you may read it."
        raise Trouble(
            f"{path} can't be read: {error.strerror}.", mend, ExitCode.BAD_CONTENT
        ) from None
    try:
        # Some editors put a mark before the text that stands for none of it.
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise broken(path, line, "these bytes are not UTF-8.", "Save the file as UTF-8.") from None


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file; `lines` maps the place of each value to its line, counted from 1."""

    path: Path
    data: Any
    lines: Mapping[Place, int]

    @classmethod
    def read(cls, path: Path, booleans: bool = True) -> "Document":
        """Parse `path`; Trouble names the line where YAML stopped making sense, a key stands twice
        in one mapping, or values are nested without an end.

        Without `booleans`, `yes` and `no` are the words that they look like.
        """
        text = read_text(path)
        loader = (_ContentLoader if booleans else _WordsLoader)(text)
        lines: dict[Place, int] = {}
        try:
            node = loader.get_single_node()
            # First, so that what is built, and walked by others, has an end.
            _note_lines(path, node, (), lines)
            data = loader.construct_document(node) if node is not None else None
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = mark.line + 1 if mark else 1
            raise broken(
                path, line, f"the YAML is broken: {error.problem}.", "Mend that line and try again."
            ) from None
        except yaml.YAMLError as error:
            raise broken(
                path, 1, f"the YAML is broken: {error}.", "Mend it and try again."
            ) from None
        finally:
            loader.dispose()
        return cls(path, data, lines)

    def trouble(self, place: Place, what: str, mend: str) -> Trouble:
        """Trouble at a value, or at the nearest thing around it that has a line."""
        while place and place not in self.lines:
            place = place[:-1]
        return broken(self.path, self.lines.get(place, 1), what, mend)

    def mapping(
        self, place: Place, required: Iterable[str] = (), optional: Iterable[str] | None = ()
    ) -> dict[str, Any]:
        """The mapping at `place`, with all `required` keys and, unless `optional` is None, no
        others than those named."""
        value = self.at(place)
        if not isinstance(value, dict):
            raise self.trouble(place, "keys and values are expected here.", "Write `key: value`.")
        for key in value:
            if not isinstance(key, str):
                what = f"YAML takes this key for {key!r}, not for a word."
                raise self.trouble(place, what, "Put the key in quotes.")
        known = [*required, *(optional or ())]
        if optional is not None:
            for key in value:
                if key not in known:
                    close = get_close_matches(str(key), known, n=1, cutoff=0.5)
                    hint = f"Did you mean `{close[0]}`?" if close else f"Use {', '.join(known)}."
                    raise self.trouble((*place, key), f"`{key}` is not a key of this file.", hint)
        for key in required:
            if key not in value:
                raise self.trouble(place, f"the key `{key}` is missing.", f"Add `{key}:` here.")
        return value

    def items(self, place: Place) -> list[Any]:
        """The list at `place`."""
        value = self.at(place)
        if not isinstance(value, list):
            raise self.trouble(place, "a list is expected here.", "Write one `- item` a line.")
        return value

    def text(self, place: Place) -> str:
        """The text at `place`, spaces at its ends taken off; not empty."""
        value = self.at(place)
        if not isinstance(value, str) or not value.strip():
            raise self.trouble(place, "a text is expected here.", "Write it in quotes.")
        return value.strip()

    def at(self, place: Place) -> Any:
        """The value at `place`, which must exist."""
        value = self.data
        for key in place:
            value = value[key]
        return value


def _beginning(node: yaml.Node) -> str:
    """What is written there, or its beginning."""
    text = node.value if isinstance(node, yaml.ScalarNode) else "this"
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _note_lines(path: Path, node: yaml.Node | None, place: Place, lines: dict[Place, int]) -> None:
    """Note the line of each value; Trouble for what no file of ours needs."""
    if node is None:
        return
    line = node.start_mark.line + 1
    if len(place) > _DEEPEST:
        what = "this is nested too deeply, or stands in itself."
        raise broken(path, line, what, "Write fewer levels, without `&` and `*`.")
    if len(lines) > _VALUES:
        what = f"the file holds more than {_VALUES} values."
        raise broken(path, line, what, "Write fewer, without `&` and `*`.")
    lines.setdefault(place, line)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = (*place, _key(path, key))
            if inner in lines:
                what = f"the key `{key.value}` stands on line {lines[inner]} already."
                raise broken(path, key.start_mark.line + 1, what, "Leave one of the two.")
            lines[inner] = key.start_mark.line + 1
            _note_lines(path, value, inner, lines)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            _note_lines(path, value, (*place, index), lines)


def _key(path: Path, key: yaml.Node) -> str:
    if not isinstance(key, yaml.ScalarNode):
        what = "a key is a word, not a list or a mapping."
        raise broken(path, key.start_mark.line + 1, what, "Write `key: value`.")
    return str(key.value)
