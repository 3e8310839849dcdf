"""Scripts of rehearsals, whole and broken."""

from pathlib import Path

import pytest

from voiceguide.content.script import read_script
from voiceguide.errors import ExitCode, Trouble
from voiceguide.messages.rehearsal import Line


def write(folder: Path, text: str) -> Path:
    path = folder / "script.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_lines_say_words_play_recordings_and_end(tmp_path: Path) -> None:
    path = write(tmp_path, "- {at: 0, say: hello}\n- {at: 2.5, wav: louder.wav}\n- {at: 9}\n")
    assert read_script(path) == (
        Line(0.0, "hello"),
        Line(2.5, wav=tmp_path / "louder.wav"),
        Line(9.0),
    )


def test_yes_no_and_numbers_are_words(tmp_path: Path) -> None:
    path = write(tmp_path, "- {at: 0, say: no}\n- {at: 1, say: yes}\n- {at: 2, say: 15}\n")
    assert [line.say for line in read_script(path)] == ["no", "yes", "15"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[]", "empty"),
        ("- {say: hello}", "`at` is missing"),
        ("- {at: soon, say: hello}", "`soon` is no time"),
        ("- {at: -1, say: hello}", "`-1` is no time"),
        ("- {at: true}", "`true` is no time"),
        ("- {at: .nan}", "`nan` is no time"),
        ("- {at: 2026-13-45}", "`2026-13-45` is no time"),
        (f"- {{at: 1{400 * '0'}}}", "later than a rehearsal"),
        (f"- {{at: 1{5000 * '0'}}}", "is no number"),
        ("- {at: 1.0e+300}", "later than a rehearsal"),
        ("- &a [*a]", "stands in itself"),
        ("- {at: 0, say: hello, wav: hello.wav}", "not both"),
        ("- {at: 0, says: hello}", "`says` is not a key"),
        ("- {at: 0, say: [no]}", "a text is expected"),
        ("- {at: 5, say: hello}\n- {at: 2}", "line 2: this line is earlier"),
        ("hello", "a list is expected"),
        ("- hello", "keys and values are expected"),
        ("- {at: 0", "YAML is broken"),
    ],
)
def test_a_broken_script_is_refused_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(Trouble) as caught:
        read_script(write(tmp_path, text))
    assert told in caught.value.what
    assert "script.yaml, line " in caught.value.what
    assert caught.value.code == ExitCode.BAD_CONTENT


def test_a_missing_script_is_named(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="There is no script"):
        read_script(tmp_path / "nowhere.yaml")


def test_a_folder_is_no_script(tmp_path: Path) -> None:
    with pytest.raises(Trouble) as caught:
        read_script(tmp_path)
    assert caught.value.what == f"{tmp_path} is a folder, not a script."
    assert "reinstall" not in caught.value.mend
