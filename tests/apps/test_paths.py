"""Paths as people write them, and paths that the operating system refuses."""

import errno
import os
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.apps.test_cli import voiceguide
from voiceguide.devices.wavfile import write
from voiceguide.errors import ExitCode, Trouble, refusal
from voiceguide.memory.memory import DiaryMemory
from voiceguide.model_choice import model_folder
from voiceguide.places import content_folder, diary_path, own_path, placed
from voiceguide.settings import Settings, resolve

LONG = "a" * 300
UNEXPECTED = "didn't expect"


@pytest.mark.parametrize("way", ["file", "environment", "flag", "rehearsal"])
def test_a_diary_written_with_a_tilde_lies_at_home(tmp_path: Path, way: str) -> None:
    environment, arguments = {}, ["ask", "my pain is a four"]
    if way == "file":
        settings = tmp_path / ".config/voiceguide/settings.toml"
        settings.parent.mkdir(parents=True)
        settings.write_text('diary = "~/my.sqlite3"\n')
    elif way == "environment":
        environment = {"VOICEGUIDE_DIARY": "~/my.sqlite3"}
    elif way == "flag":
        arguments += ["--diary", "~/my.sqlite3"]
    else:
        script = tmp_path / "script.yaml"
        script.write_text("- {at: 0, say: my pain is a four}\n- {at: 2}\n")
        arguments = ["rehearse", str(script), "--text", "--diary", "~/my.sqlite3"]
    done = voiceguide(*arguments, home=tmp_path, **environment)
    assert done.returncode == ExitCode.OK, done.stderr
    assert len(DiaryMemory(tmp_path / "my.sqlite3").entries()) == 1
    assert not (tmp_path / "~").exists()


def test_content_and_model_written_with_a_tilde_lie_at_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert content_folder(Settings(content="~/mine")) == tmp_path / "mine"
    assert diary_path(Settings(diary="~/my.sqlite3")) == tmp_path / "my.sqlite3"
    assert model_folder(Settings(model="~/other")) == tmp_path / "other"


def test_what_the_settings_file_names_lies_beside_it_and_the_rest_is_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, beside = tmp_path / "here", tmp_path / "beside"
    here.mkdir()
    monkeypatch.chdir(here)
    file = {"content": "mine", "diary": "../my.sqlite3", "model": "./other"}
    found = placed(resolve(file, {}, {}), beside).settings
    assert content_folder(found) == beside / "mine"
    assert diary_path(found).resolve() == tmp_path / "my.sqlite3"
    assert model_folder(found) == beside / "other"
    given = placed(resolve(file, {"VOICEGUIDE_CONTENT": "mine"}, {"diary": "my"}), beside).settings
    assert (content_folder(given), diary_path(given)) == (here / "mine", here / "my")


def test_what_is_whole_or_a_name_stays_as_it_is(tmp_path: Path) -> None:
    written = {"content": str(tmp_path), "diary": "", "model": "vosk-model-small-en-us-0.15"}
    found = placed(resolve(written, {}, {}), Path("elsewhere")).settings
    assert {name: getattr(found, name) for name in written} == written


def test_a_diary_of_the_settings_file_is_the_same_in_every_folder(tmp_path: Path) -> None:
    settings = tmp_path / ".config/voiceguide/settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('diary = "my.sqlite3"\n')
    done = voiceguide("ask", "my pain is a four", home=tmp_path)
    assert done.returncode == ExitCode.OK, done.stderr
    assert len(DiaryMemory(settings.parent / "my.sqlite3").entries()) == 1
    assert str(settings.parent / "my.sqlite3") in voiceguide("config", home=tmp_path).stdout


def test_a_home_of_nobody_keeps_nothing_else_from_being_shown(tmp_path: Path) -> None:
    done = voiceguide("config", "--diary", "~nobody-of-this-name/my", home=tmp_path)
    assert done.returncode == ExitCode.OK
    assert "~nobody-of-this-name/my" in done.stdout


def test_a_tilde_of_nobody_is_told() -> None:
    with pytest.raises(Trouble, match="~nobody-of-this-name/my") as caught:
        own_path("~nobody-of-this-name/my")
    assert caught.value.code is ExitCode.USAGE


@pytest.fixture
def wav(tmp_path: Path) -> Path:
    write(tmp_path / "good.wav", np.zeros(16000, np.int16))
    return tmp_path / "good.wav"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["rehearse", f"{LONG}.yaml"], "too long"),
        (["rehearse", "/dev/null/s.yaml"], "There is no script"),
        (["ask", "hello", "--out", f"{LONG}.wav"], "too long"),
        (["demo", "--folder", LONG], "too long"),
        (["models", "use", f"./{LONG}"], "too long"),
        (["ask", "--wav", "good.wav", "--model", f"./{LONG}"], "too long"),
        (["demo", "--folder", "/dev/null/x"], "ot a directory"),
        (["evaluate", f"{LONG}.tsv"], "too long"),
    ],
)
def test_a_path_that_can_not_be_is_named(
    tmp_path: Path, wav: Path, arguments: list[str], told: str
) -> None:
    done = voiceguide(*arguments, home=tmp_path)
    assert done.returncode not in (ExitCode.OK, ExitCode.INTERRUPTED)
    assert UNEXPECTED not in done.stderr
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 2
    assert any(word in done.stderr for word in (LONG, "/dev/null"))


@pytest.mark.skipif(sys.platform == "win32" or not os.geteuid(), reason="nothing is forbidden")
@pytest.mark.parametrize(
    "arguments",
    [
        ["rehearse", "priv/s.yaml"],
        ["demo", "--folder", "priv/d"],
        ["ask", "--wav", "good.wav", "--model", "priv/m"],
    ],
)
def test_a_path_that_may_not_be_used_is_named(
    tmp_path: Path, wav: Path, arguments: list[str]
) -> None:
    (tmp_path / "priv").mkdir(mode=0)
    done = voiceguide(*arguments, home=tmp_path)
    assert done.returncode not in (ExitCode.OK, ExitCode.INTERRUPTED)
    assert UNEXPECTED not in done.stderr
    assert "priv/" in done.stderr
    assert "ermission denied" in done.stderr


def test_what_the_system_refuses_is_told_with_its_file() -> None:
    told = refusal(PermissionError(errno.EACCES, "Permission denied", "priv/m"))
    assert told is not None
    assert told.what == "priv/m can't be used: permission denied."
    assert refusal(OSError(errno.ENOSPC, "No space left on device")) is None


def test_the_doctor_goes_on_over_a_path_that_can_not_be(tmp_path: Path) -> None:
    done = voiceguide("doctor", "--model", f"./{LONG}", home=tmp_path)
    assert "ok       content" in done.stdout
    assert "MISSING  model" in done.stdout
    assert "too long" in done.stdout
