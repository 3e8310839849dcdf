"""Sessions from the command line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from rich.console import Console

from voiceguide.apps.cli.main import voiceguide
from voiceguide.apps.guided import Guided
from voiceguide.apps.view import SessionView
from voiceguide.assembly import make_brief_memory, make_parts
from voiceguide.devices.wavfile import read
from voiceguide.messages.audio import SAMPLE_RATE
from voiceguide.settings import Settings


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("CACHE", "CONFIG", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(voiceguide, arguments)


def test_a_session_is_rendered_to_a_file(home: Path) -> None:
    path = home / "walk.wav"
    assert run("routine", "walk", "--minutes", "1", "--wav", str(path)).exit_code == 0
    sound = read(path)
    assert 60 * SAMPLE_RATE < len(sound) < 150 * SAMPLE_RATE
    assert sound.any()


def test_without_a_name_the_routines_are_listed(home: Path) -> None:
    listed = run("routine").stdout
    for key in ("childs-pose", "knee-to-chest", "stretches", "walk"):
        assert key in listed


def test_a_routine_of_ones_own_is_found(home: Path) -> None:
    own = home / "config" / "voiceguide" / "routines"
    own.mkdir(parents=True)
    (own / "cat-stretch.yaml").write_text(
        "language: en\nroutine: cat stretch\nsteps:\n"
        "  - {name: cat, say: Round your back., settle: 1, hold: {seconds: 5}, hurts: Let go.}\n",
        encoding="utf-8",
    )
    assert "cat-stretch" in run("routine").stdout


def test_a_broken_routine_of_ones_own_is_told_and_left_out(home: Path) -> None:
    own = home / "config" / "voiceguide" / "routines"
    own.mkdir(parents=True)
    (own / "broken.yaml").write_text("language: en\nroutin: oops\n", encoding="utf-8")
    result = run("routine")
    assert "childs-pose" in result.stdout
    assert "broken.yaml, line 2" in result.stderr


def test_an_unknown_routine_is_refused_with_the_nearest(home: Path) -> None:
    assert "Did you mean `childs-pose`?" in str(run("routine", "child-pose").exception)


def test_the_view_shows_where_it_stands(home: Path) -> None:
    parts = make_parts(Settings(), make_brief_memory())
    with (home / "screen").open("w+", encoding="utf-8") as screen:
        console = Console(width=100, file=screen, force_terminal=True)
        with SessionView(console) as view:
            Guided(parts, parts.pack.routines["walk"], 1).act_out(1000.0, view)
        screen.seek(0)
        seen = screen.read()
    assert "left in all" in seen
    assert '"pause"' in seen
    assert "Let's walk together for 1 minute." in seen


def test_what_is_told_is_in_the_diary(home: Path) -> None:
    assert run("ask", "my pain is a six").exit_code == 0
    (entry,) = json.loads(run("diary", "--json").stdout)
    assert (entry["kind"], entry["level"]) == ("level", 6)
    run("ask", "remind me in the morning")
    assert "morning" in run("remind", "--list").stdout


def test_a_damaged_diary_keeps_no_answer_back(home: Path) -> None:
    diary = home / "data" / "voiceguide" / "diary.sqlite3"
    diary.parent.mkdir(parents=True)
    diary.write_bytes(b"no diary" * 200)
    result = run("ask", "i can't feel my legs")
    assert "get medical help now" in result.stdout
    assert str(diary) in result.stderr
    assert (
        "I couldn't write that"
        in json.loads(run("ask", "my pain is a six", "--json").stdout)["reply"]
    )
    assert diary.read_bytes() == b"no diary" * 200
