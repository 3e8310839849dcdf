"""Whatever stands in a YAML file, it is read or refused with its line, and never ends a program."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from voiceguide.content.document import Document
from voiceguide.content.files import data_folder
from voiceguide.errors import ExitCode, Trouble

BOMB = "\n".join(
    ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    + [
        f"{key}: &{key} [{', '.join([f'*{before}'] * 10)}]"
        for before, key in zip("abcdefgh", "bcdefghi", strict=True)
    ]
)


PIECES = [
    *("a", "b: ", "\n", "\n  ", "- ", "? ", "<<: ", "&a ", "*a ", "[", "]", "{", "}", ", ", "%"),
    *("!!int ", "!!bool ", "!!timestamp ", "!!set ", "!!omap ", "!!binary ", "!x ", "'", '"'),
    *("2026-02-30", "1:99", "0b", "0x_", "1e999", ".nan", "~", "=", "|\n"),
]


def read(folder: Path, text: str) -> Document:
    path = folder / "some.yaml"
    path.write_text(text, encoding="utf-8")
    return Document.read(path)


@pytest.mark.parametrize("text", ["2026-02-30", "2026-02-28", "2026-13-45 10:00:00"])
def test_what_looks_like_a_date_is_a_text(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, f"opening: {text}").text(("opening",)) == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: 1\nx: !!int foo", "line 2: the YAML is broken: `foo` is no number"),
        ("a: 1\nx: !!int ''", "line 2: the YAML is broken: `` is no number"),
        ("a: 1\nx: !!float foo", "line 2: the YAML is broken: `foo` is no number"),
        ("a: 1\nx: !!bool foo", "line 2: the YAML is broken: `foo` is neither true nor false"),
        ("a: 1\nx: !!timestamp foo", "line 2: the YAML is broken: `foo` is no date"),
        ("a: 1\nx: !!timestamp 2026-02-30", "line 2: the YAML is broken: `2026-02-30` is no date"),
        (
            "a: 1\nx: " + 5000 * "9",
            "line 2: the YAML is broken: `9999999999999999999…` is no number",
        ),
        ("a: 1\nx: 0x" + 5000 * "f", "line 2: the YAML is broken: `0xfffffffffffffffff…` is no"),
        ("a: 1\nx: !!mine foo", "line 2: the YAML is broken"),
        ("a: 1\n? [b]\n: 2", "line 2: a key is a word"),
        ("steps: &s\n  - *s", "line 1: this is nested too deeply, or stands in itself"),
        ("- &a [*a]", "line 1: this is nested too deeply, or stands in itself"),
        ("- &a [*a, *a]", "line 1: this is nested too deeply, or stands in itself"),
        ("a: 1\nb: " + 900 * "[" + 900 * "]", "line 2: this is nested too deeply"),
        (100_000 * "[", "line 1"),
        (BOMB, "more than 100000 values"),
        ("a: 1\nb: 2\na: 3", "line 3: the key `a` stands on line 1 already"),
        ("o:\n  a: 1\n  b: 2\n  'a': 3", "line 4: the key `a` stands on line 2 already"),
        ("a: \x00", "the YAML is broken"),
    ],
)
def test_what_can_not_be_read_is_refused_with_its_line(
    tmp_path: Path, text: str, told: str
) -> None:
    with pytest.raises(Trouble) as caught:
        read(tmp_path, text)
    assert "some.yaml, line " in caught.value.what
    assert told in caught.value.what
    assert caught.value.code is ExitCode.BAD_CONTENT


def test_what_stands_twice_may_be_written_once(tmp_path: Path) -> None:
    document = read(tmp_path, "a: &some [x, y]\nb: *some\nc:\n  <<: &more {d: 1}\n  e: 2\n")
    assert document.data == {"a": ["x", "y"], "b": ["x", "y"], "c": {"d": 1, "e": 2}}


def test_the_mark_that_some_editors_begin_a_file_with_is_no_word(tmp_path: Path) -> None:
    path = tmp_path / "some.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\n")
    assert Document.read(path).data == {"a": 1}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES)))
def test_any_text_is_read_or_refused_with_a_line(tmp_path: Path, pieces: list[str]) -> None:
    try:
        read(tmp_path, "".join(pieces))
    except Trouble as trouble:
        assert "some.yaml, line " in trouble.what


def test_a_missing_file_of_ours_is_put_back() -> None:
    with pytest.raises(Trouble) as caught:
        Document.read(data_folder("intents") / "nosuch.yaml")
    assert caught.value.mend == "Put the file back, or reinstall voiceguide."


def test_a_missing_file_of_the_persons_own_is_theirs_to_find(tmp_path: Path) -> None:
    with pytest.raises(Trouble) as caught:
        Document.read(tmp_path / "nosuch.yaml")
    assert str(tmp_path / "nosuch.yaml") in caught.value.what
    assert "reinstall" not in caught.value.mend
