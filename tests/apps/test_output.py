"""Where the answer goes: screens that lack a letter, full disks, closed pipes."""

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.apps.test_cli import voiceguide
from voiceguide.errors import ExitCode
from voiceguide.memory.memory import DiaryMemory
from voiceguide.messages.memory import Note, NoteKind

shell_only = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")


def shell(written: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run a line of bash, in which `voiceguide` is the command."""
    command = f'voiceguide() {{ {shlex.quote(sys.executable)} -m voiceguide "$@"; }}; {written}'
    return subprocess.run(
        ["bash", "-c", command],
        capture_output=True,
        text=True,
        timeout=120,
        cwd=home,
        env={"HOME": str(home), "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1"},
    )


def narrow(*arguments: str, home: Path, encoding: str) -> subprocess.CompletedProcess[str]:
    """Run it where the output can hold no more than `encoding` can."""
    return subprocess.run(
        [sys.executable, "-m", "voiceguide", *arguments],
        capture_output=True,
        encoding=encoding,
        errors="replace",
        timeout=120,
        cwd=home,
        env={"HOME": str(home), "PATH": "/usr/bin:/bin", "PYTHONIOENCODING": encoding},
    )


@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "ascii"])
def test_a_diary_is_shown_where_its_bars_can_not_be_written(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "diary.sqlite3"
    DiaryMemory(path).remember(Note(NoteKind.LEVEL, level=7))
    done = narrow("diary", "--diary", str(path), home=tmp_path, encoding=encoding)
    assert done.returncode == ExitCode.OK, done.stderr
    assert "pain 7 of 10" in done.stdout


@pytest.mark.parametrize("arguments", [["--help"], ["listen", "--help"], ["config"]])
def test_help_is_shown_where_its_quotes_can_not_be_written(
    tmp_path: Path, arguments: list[str]
) -> None:
    done = narrow(*arguments, home=tmp_path, encoding="cp437")
    assert done.returncode == ExitCode.OK, done.stderr
    assert "attention" in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="arguments are bytes only here")
def test_a_question_that_is_no_text_is_answered(tmp_path: Path) -> None:
    done = voiceguide(
        *("ask", "--json", os.fsdecode(b"\xff\xfe")),
        home=tmp_path,
        PYTHONIOENCODING="utf-8:strict",
    )
    assert done.returncode == ExitCode.OK, done.stderr
    assert json.loads(done.stdout)["reply"]


@shell_only
@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("voiceguide ask hi > /dev/full", "the disk is full"),
        ("voiceguide config --json > /dev/full", "the disk is full"),
        ("export PYTHONUNBUFFERED=1; voiceguide ask hi > /dev/full", "the disk is full"),
        ("export PYTHONUNBUFFERED=1; voiceguide diary > /dev/full", "the disk is full"),
        ("voiceguide ask hi >&-", "closed"),
    ],
)
def test_an_answer_that_can_not_be_written_is_told(tmp_path: Path, written: str, told: str) -> None:
    done = shell(written, tmp_path)
    assert done.returncode == ExitCode.TROUBLE
    assert done.stderr.startswith("The answer can't be written: ")
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 2


@shell_only
def test_who_reads_no_further_is_told_nothing(tmp_path: Path) -> None:
    done = shell("voiceguide --help | head -1", tmp_path)
    assert (done.returncode, done.stderr) == (ExitCode.OK, "")
    assert shell("voiceguide --help | true", tmp_path).stderr == ""
