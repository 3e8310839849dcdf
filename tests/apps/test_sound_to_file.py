"""Sound that is to be written where it can't: told before anything is made, and nothing is lost."""

import json
from pathlib import Path

import pytest

from tests.apps.test_cli import voiceguide
from voiceguide.errors import ExitCode
from voiceguide.memory.memory import DiaryMemory


def diary(home: Path) -> tuple[object, ...]:
    path = home / "diary.sqlite3"
    return DiaryMemory(path).entries() if path.exists() else ()


@pytest.mark.parametrize("path", ["nosuch/out.wav", "."])
@pytest.mark.parametrize(
    "arguments",
    [
        ["ask", "my pain is a four", "--diary", "diary.sqlite3", "--out"],
        ["rehearse", "script.yaml", "--diary", "diary.sqlite3", "--wav"],
        ["routine", "walk", "--wav"],
    ],
)
def test_a_path_that_can_not_be_written_is_told_first(
    tmp_path: Path, arguments: list[str], path: str
) -> None:
    (tmp_path / "script.yaml").write_text("- {at: 0, say: my pain is a four}\n- {at: 9}\n")
    done = voiceguide(*arguments, path, home=tmp_path)
    assert done.returncode == ExitCode.TROUBLE
    assert done.stdout == ""
    assert done.stderr.startswith("The sound file ")
    assert len(done.stderr.splitlines()) == 2
    assert diary(tmp_path) == ()


def test_a_path_that_can_be_written_is_left_without_a_trace_until_then(tmp_path: Path) -> None:
    out = tmp_path / "out.wav"
    out.write_bytes(b"mine")
    done = voiceguide("ask", "hello", "--out", out, "--voice", "nosuch", home=tmp_path)
    assert done.returncode == ExitCode.NO_VOICE
    assert out.read_bytes() == b"mine"
    assert [one.name for one in tmp_path.iterdir() if "part" in one.name] == []


def test_an_answer_is_not_lost_with_its_sound(tmp_path: Path) -> None:
    asked = ("ask", "should i walk today", "--out", "out.wav", "--voice", "nosuch")
    done = voiceguide(*asked, home=tmp_path)
    assert done.returncode == ExitCode.NO_VOICE
    assert "doctor" in done.stdout
    assert "nosuch" in done.stderr
    done = voiceguide(*asked, "--json", home=tmp_path)
    assert done.returncode == ExitCode.NO_VOICE
    assert json.loads(done.stdout)["intent"] == "WalkToday"
