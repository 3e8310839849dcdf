"""One YAML file with the line of every value, so that an error can point at it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, ClassVar

import yaml

from voiceguide.errors import ExitCode, Trouble

# libyaml reads the pack ten times faster; PyYAML's wheels all have it, a source build may not.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _WordsLoader(_Loader):  # type: ignore[misc]
    """A loader to which `yes` and `no` are words."""

    yaml_implicit_resolvers: ClassVar = {
        first: [(tag, shape) for tag, shape in resolvers if not tag.endswith(":bool")]
        for first, resolvers in _Loader.yaml_implicit_resolvers.items()
    }


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
        raise Trouble(
            f"{path} can't be read: {error.strerror}.",
            "Put the file back, or reinstall voiceguide.",
            ExitCode.BAD_CONTENT,
        ) from None
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise broken(path, line, "these bytes are not UTF-8.", "Save the file as UTF-8.") from None


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file; `lines` maps the place of each value to its line, counted from 1."""

    path: Path
    data: Any
    lines: Mapping[Place, int]

    @classmethod
    def read(cls, path: Path, booleans: bool = True) -> "Document":
        """Parse `path`; Trouble names the line where YAML stopped making sense.

        Without `booleans`, `yes` and `no` are the words that they look like.
        """
        text = read_text(path)
        loader = (_Loader if booleans else _WordsLoader)(text)
        try:
            node = loader.get_single_node()
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
        lines: dict[Place, int] = {}
        _note_lines(node, (), lines)
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


def _note_lines(node: yaml.Node | None, place: Place, lines: dict[Place, int]) -> None:
    if node is None:
        return
    lines.setdefault(place, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            lines[(*place, key.value)] = key.start_mark.line + 1
            _note_lines(value, (*place, key.value), lines)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            _note_lines(value, (*place, index), lines)
