"""Numbers and words that are out of all proportion are refused, or answered at once."""

import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.apps.test_cli import voiceguide
from voiceguide.apps.cli.main import voiceguide as command
from voiceguide.content.script import read_script
from voiceguide.errors import ExitCode, Trouble


@pytest.mark.parametrize("speed", ["nan", "inf", "0.5", "NaN"])
def test_a_speed_that_is_none_is_refused(tmp_path: Path, speed: str) -> None:
    done = voiceguide("routine", "walk", "--speed", speed, home=tmp_path)
    assert done.returncode == ExitCode.USAGE
    assert "1" in done.stderr
    assert "1000" in done.stderr


@pytest.mark.parametrize("at", ["1000000000000", "1.0e+300", "14401"])
def test_a_script_longer_than_any_session_is_refused(tmp_path: Path, at: str) -> None:
    script = tmp_path / "script.yaml"
    script.write_text(f"- {{at: 0, say: hello}}\n- {{at: {at}}}\n")
    with pytest.raises(Trouble, match="line 2") as caught:
        read_script(script)
    assert caught.value.code is ExitCode.BAD_CONTENT
    assert "14400" in caught.value.mend


@pytest.mark.parametrize("start", ["0001-01-01", "1969-12-31", "9999-12-31"])
def test_a_start_in_a_year_without_clocks_is_refused(tmp_path: Path, start: str) -> None:
    script = tmp_path / "script.yaml"
    script.write_text("- {at: 0, say: hello}\n- {at: 2}\n")
    result = CliRunner().invoke(command, ["rehearse", str(script), "--text", "--start", start])
    assert isinstance(result.exception, Trouble)
    assert result.exception.code is ExitCode.USAGE
    assert "--start" in result.exception.what


@pytest.mark.parametrize(
    "question",
    ["a" * 100_000, "ab " * 30_000, ("x" * 99 + " ") * 1000, "we walk " + "é" * 50_000],
    ids=["a word", "words", "long words", "an accent"],
)
def test_a_word_without_end_is_answered_at_once(tmp_path: Path, question: str) -> None:
    began = time.monotonic()
    done = voiceguide("ask", question, home=tmp_path)
    assert done.returncode == ExitCode.OK, done.stderr
    assert time.monotonic() - began < 30, "it took too long"
