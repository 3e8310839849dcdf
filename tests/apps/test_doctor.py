"""`voiceguide doctor` looks at everything, whatever one of the things does."""

import json
from pathlib import Path

import pytest

from voiceguide.apps.cli import doctor
from voiceguide.apps.cli.boundary import run
from voiceguide.errors import ExitCode, Trouble


@pytest.mark.parametrize(
    ("error", "found"),
    [
        (RecursionError("no end"), "This look ended in RecursionError: no end."),
        (ValueError(), "This look ended in ValueError: no more is known."),
        (Trouble("It is broken.", "Mend it."), "It is broken."),
    ],
)
def test_a_look_that_fails_is_told_and_the_others_go_on(
    error: Exception,
    found: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(*given: object) -> None:
        raise error

    monkeypatch.setenv("VOICEGUIDE_DIARY", str(tmp_path / "diary.sqlite3"))
    monkeypatch.setattr(doctor, "make_pack", fail)
    assert run(["doctor", "--json"]) == ExitCode.TROUBLE
    parts = {row["part"]: row for row in json.loads(capsys.readouterr().out)}
    for part in ("content", "model"):
        assert parts[part]["found"] == found
        assert not parts[part]["ok"] and parts[part]["mend"]
    assert parts["diary"]["ok"] and parts["diary"]["found"].startswith("0 entries")
    assert {"voice", "sound"} <= parts.keys()
