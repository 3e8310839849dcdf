"""`voiceguide models` as a person meets it: a real server and real models."""

import hashlib
import io
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rich.console import Console

from tests.models.archives import packed, packed_folder
from tests.models.server import Served, serving, status, whole
from tests.models.static_model import make_static
from voiceguide.apps.cli.boundary import run
from voiceguide.apps.cli.models_try import details
from voiceguide.apps.cli.options import settings_path
from voiceguide.content.files import data_folder
from voiceguide.errors import ExitCode
from voiceguide.evaluate.score import Outcome
from voiceguide.model_choice import shelf
from voiceguide.models.record import RECORD

SPOKEN = Path(__file__).parents[1] / "hearing/spoken"
INSTALL = ("models", "install", "toy", "--catalogue", "catalogue.toml", "--as-published")


@pytest.fixture(scope="module")
def archive() -> bytes:
    return packed_folder(data_folder("models") / "en", "vosk-model-toy")


@pytest.fixture(scope="module")
def server(archive: bytes) -> Iterator[Served]:
    with serving(whole(archive)) as served:
        yield served


Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def voiceguide(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Say:
    """Runs a command in a home of one's own: exit code, output, errors."""
    for name in ("HOME", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "VOICEGUIDE_MODEL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(tmp_path)

    def say(*arguments: str | Path) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        return code, *capsys.readouterr()

    return say


def offer(home: Path, url: str, data: bytes, digest: str = "") -> None:
    digest = digest or hashlib.sha256(data).hexdigest()
    (home / "catalogue.toml").write_text(
        f'[[model]]\nname = "toy"\nabout = "A toy"\nurl = "{url}"\nlicence = "MIT"\n'
        f'megabytes = 14\nbytes = {len(data)}\nchecksum = "sha256:{digest}"\n'
    )


def test_from_the_catalogue_to_use_and_away_again(
    tmp_path: Path, voiceguide: Say, server: Served, archive: bytes
) -> None:
    offer(tmp_path, server.url, archive)
    code, out, err = voiceguide(*INSTALL)
    assert code == ExitCode.OK
    assert f"Connecting to 127.0.0.1 for {server.url}" in err
    assert "Installed toy in " in out and "models use toy" in out

    listed = voiceguide("models", "list")[1]
    assert any(row.split()[:2] == ["toy", "installed"] for row in listed.splitlines())
    assert voiceguide("models", "verify", "toy")[:2] == (0, "toy: whole\n")

    code, out, _ = voiceguide("models", "use", "toy")
    assert code == ExitCode.OK and "From now on toy hears" in out
    assert settings_path().read_text() == 'model = "toy"\n'
    rows = json.loads(voiceguide("models", "list", "--json")[1])
    assert {row["name"]: row["state"] for row in rows}["toy"] == "in use"
    parts = json.loads(voiceguide("doctor", "--json")[1])
    (model,) = [part for part in parts if part["part"] == "model"]
    assert model["ok"] and model["found"].startswith("toy, ")

    folder = shelf().root / "toy"
    (folder / "graph/Gr.fst").write_bytes(b"changed")
    code, out, _ = voiceguide("models", "verify")
    assert code == ExitCode.NO_MODEL
    assert "embedded: whole\n" in out and "toy: graph/Gr.fst has 7 bytes instead of" in out

    code, out, _ = voiceguide("models", "remove", "toy")
    assert code == ExitCode.OK and "the embedded model hears again" in out
    assert not folder.exists()
    assert json.loads(voiceguide("config", "--json")[1])["settings"]["model"] == {
        "value": "",
        "from": "default",
    }


@pytest.mark.parametrize("name", ["embedded", data_folder("models") / "en"])
def test_our_own_model_is_no_setting_under_any_name(voiceguide: Say, name: str | Path) -> None:
    settings_path().parent.mkdir(parents=True)
    settings_path().write_text('rate = 150\nmodel = "other"\n')
    code, out, _ = voiceguide("models", "use", name)
    assert code == ExitCode.OK and f"From now on {name} hears" in out
    assert settings_path().read_text() == "rate = 150\n"


@pytest.mark.parametrize("name", ["", " "])
def test_no_name_chooses_no_model(voiceguide: Say, name: str) -> None:
    code, _, err = voiceguide("models", "use", name)
    assert code == ExitCode.USAGE
    assert err.startswith("No model is named.")
    assert not settings_path().exists()


def test_two_models_on_ones_own_recordings(tmp_path: Path, voiceguide: Say) -> None:
    static = make_static(tmp_path / "static", ["stop", "yes", "no", "walk"])
    cases = tmp_path / "cases.tsv"
    for name in ("stop", "what_is_childs_pose"):
        shutil.copy(SPOKEN / f"{name}.wav", tmp_path)
    cases.write_text("stop.wav\tStop\nstop\tStop\nwhat_is_childs_pose.wav\tChildsPoseInfo\n")
    code, out, _ = voiceguide("models", "try", static, cases, "--json")
    assert code == ExitCode.OK
    told = json.loads(out)
    assert [(one["cases"], one["right"]) for one in told["models"]] == [(2, 2), (2, 1)]
    assert all(one["real_time_factor"] > 0 for one in told["models"])
    (difference,) = told["differences"]
    assert difference["utterance"] == "what_is_childs_pose.wav"
    assert difference["embedded"]["right"] and not difference[str(static)]["right"]

    code, out, _ = voiceguide("models", "try", static, cases)
    assert "1 of 2 cases differ" in out and "what is child's pose" in out
    code, out, _ = voiceguide("models", "use", static)
    assert code == ExitCode.OK and "can't be narrowed" in out
    assert "can't be narrowed" in voiceguide("doctor")[1]


def test_what_was_not_understood_is_shown_as_it_was_heard() -> None:
    pair = [
        Outcome("a.wav", "Stop", name, heard, 0.1)
        for name, heard in (("Stop", "stop"), ("OutOfScope", "[unk] it"))
    ]
    console = Console(width=100, record=True, file=io.StringIO())
    console.print(details([(pair[0], pair[1])], ("one", "two")))
    assert "[unk] it" in console.export_text()


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ("install nothing", ExitCode.USAGE, "There is no nothing in the catalogue"),
        ("install embedded", ExitCode.USAGE, "part of voiceguide"),
        ("use nothing", ExitCode.NO_MODEL, "No model called nothing"),
        ("use vosk-model-small-en-us-0.15", ExitCode.NO_MODEL, "models install vosk-model-small"),
        ("remove nothing", ExitCode.NO_MODEL, "No model called nothing"),
        ("remove ../..", ExitCode.USAGE, "not an installed model"),
        ("remove embedded", ExitCode.USAGE, "not an installed model"),
        ("verify nothing", ExitCode.NO_MODEL, "No model called nothing"),
        ("try embedded cases.tsv", ExitCode.USAGE, "the model in use"),
        ("try nothing cases.tsv", ExitCode.NO_MODEL, "No model called nothing"),
    ],
)
def test_what_can_not_be_is_said(
    voiceguide: Say, arguments: str, code: ExitCode, told: str
) -> None:
    done = voiceguide("models", *arguments.split())
    assert done[0] == code
    assert told in done[2]


@pytest.mark.parametrize("arguments", ["list", "install", "use", "remove", "verify", "try"])
def test_every_command_shows_an_example(voiceguide: Say, arguments: str) -> None:
    code, out, _ = voiceguide("models", arguments, "--help")
    assert code == ExitCode.OK
    assert f"voiceguide models {arguments}" in out


def test_typed_cases_tell_no_models_apart(tmp_path: Path, voiceguide: Say) -> None:
    (tmp_path / "cases.tsv").write_text("stop\tStop\n")
    (tmp_path / "model").mkdir()
    code, _, err = voiceguide("models", "try", "./model", "cases.tsv")
    assert code == ExitCode.BAD_CONTENT
    assert "None of the cases is a recording" in err


def test_a_broken_model_is_listed_and_removed(voiceguide: Say) -> None:
    folder = shelf().root / "toy"
    folder.mkdir(parents=True)
    (folder / RECORD).write_text('{"name": "to')
    rows = json.loads(voiceguide("models", "list", "--json")[1])
    assert [row["state"] for row in rows if row["name"] == "toy"] == ["broken"]
    code, out, _ = voiceguide("models", "verify")
    assert code == ExitCode.NO_MODEL
    assert f"toy: {RECORD} can't be read" in out
    code, _, err = voiceguide("models", "use", "toy")
    assert code == ExitCode.NO_MODEL
    assert "toy is broken" in err
    assert voiceguide("models", "remove", "toy")[0] == ExitCode.OK
    assert "toy" not in voiceguide("models", "list")[1]


def test_a_server_that_lacks_it_and_an_archive_that_is_no_model(
    tmp_path: Path, voiceguide: Say
) -> None:
    other = packed({"toy/README": b"no model"})
    offer(tmp_path, "http://127.0.0.1:9/toy.zip", other)
    assert "can't be reached" in voiceguide(*INSTALL)[2]
    with serving(status(404)) as served:
        offer(tmp_path, served.url, other)
        code, _, err = voiceguide(*INSTALL)
        assert code == ExitCode.TROUBLE
        assert "answered 404 Not Found" in err
        served.answers[:] = [whole(other)]
        code, _, err = voiceguide(*INSTALL)
        assert code == ExitCode.NO_MODEL
        assert "am/final.mdl is missing" in err
    assert "toy" not in voiceguide("models", "list")[1]
