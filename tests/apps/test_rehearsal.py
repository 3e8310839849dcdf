"""Whole sessions through spoken commands, on the virtual clock, with the real recogniser."""

import json
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
import soundfile
from click.testing import CliRunner

from voiceguide.apps.cli.main import voiceguide
from voiceguide.apps.journal import Happening
from voiceguide.apps.rehearsal import Rehearsed, rehearse
from voiceguide.devices.levels import active_level
from voiceguide.devices.wavfile import read, write
from voiceguide.errors import Trouble
from voiceguide.messages.audio import SAMPLE_RATE
from voiceguide.messages.rehearsal import Line
from voiceguide.settings import Settings

START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

SESSION = (
    Line(0.0, "guide me through child's pose"),
    *(Line(6.0 + 4 * number, "next") for number in range(7)),
    Line(50.0, "how long is left"),
    Line(57.0, "pause"),
    Line(64.0, "what is the weather like"),
    Line(72.0, "resume"),
    Line(80.0, "do painkillers heal my back"),
    Line(100.0, "next"),
    Line(106.0, "slower"),
    Line(112.0, "stop"),
    Line(118.0),
)


def kinds(done: Rehearsed, kind: str) -> list[Happening]:
    return [one for one in done.happened if one["kind"] == kind]


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Rehearsed:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        return rehearse(SESSION, Settings(), start=START)


def test_every_command_is_heard_and_acted_on(session: Rehearsed) -> None:
    assert [one["intent"] for one in kinds(session, "heard")] == [
        "StartChildsPose",
        *["NextStep"] * 7,
        "TimeLeft",
        "Pause",
        "OutOfScope",
        "Resume",
        "PainMedication",
        "NextStep",
        "Slower",
        "Stop",
    ]


def test_nothing_waits_for_long(session: Rehearsed) -> None:
    """The words take up to 2 s; an utterance's end is noticed within 1 s."""
    for line, heard in zip(SESSION, kinds(session, "heard"), strict=False):
        assert 0.0 < heard["at"] - line.at < 4.0


def test_the_states_follow(session: Rehearsed) -> None:
    states = [one["state"] for one in kinds(session, "state")]
    assert states[0] == states[-1] == "idle"
    paused = states.index("paused")
    assert states[paused - 1] == "holding"
    assert states[paused : paused + 3] == ["paused", "returning", "holding"]
    assert states[paused + 3 : paused + 6] == ["waiting", "returning", "holding"]


def test_after_stop_nothing_sounds(session: Rehearsed) -> None:
    (stop,) = (one for one in kinds(session, "heard") if one["intent"] == "Stop")
    silent = round((stop["at"] + 0.05) * SAMPLE_RATE)
    assert session.assistant[:silent].any()
    assert not session.assistant[silent:].any()


def test_what_was_said_can_be_heard_at_its_time(session: Rehearsed) -> None:
    for one in kinds(session, "said") + kinds(session, "cue"):
        begun, over = (round(one[key] * SAMPLE_RATE) for key in ("at", "until"))
        assert session.assistant[begun : over + 1].any()


def test_a_recording_is_played_instead_of_words(tmp_path: Path) -> None:
    silence = tmp_path / "nothing.wav"
    script = tmp_path / "script.yaml"
    script.write_text("- {at: 0, wav: nothing.wav}\n- {at: 3}\n", encoding="utf-8")
    result = CliRunner().invoke(voiceguide, ["rehearse", str(script), "--json"])
    assert "nothing.wav" in str(result.exception)
    write(silence, np.zeros(SAMPLE_RATE, np.int16))
    result = CliRunner().invoke(voiceguide, ["rehearse", str(script), "--json"])
    assert json.loads(result.stdout) == [{"at": 0.0, "kind": "state", "state": "idle"}]


def test_both_sides_are_kept_as_two_channels(tmp_path: Path) -> None:
    script, sound = tmp_path / "script.yaml", tmp_path / "both.wav"
    script.write_text("- {at: 0, say: hello}\n- {at: 6}\n", encoding="utf-8")
    result = CliRunner().invoke(voiceguide, ["rehearse", str(script), "--wav", str(sound)])
    assert result.exit_code == 0
    assert len(read(sound)) == 6 * SAMPLE_RATE
    both, _ = soundfile.read(sound)
    assert both.shape == (6 * SAMPLE_RATE, 2)
    assert both[:, 0].any()
    assert both[:, 1].any()


def test_a_diary_is_begun_with_and_kept(tmp_path: Path) -> None:
    diary = tmp_path / "diary.sqlite3"
    for strength, told in (("four", "4"), ("six", "up from 4")):
        done = rehearse(
            (Line(0.0, f"my pain is a {strength}"), Line(2.0)),
            Settings(),
            text=True,
            diary=diary,
            start=START,
        )
        assert told in kinds(done, "said")[0]["text"]


def test_a_user_s_own_voice_is_named_when_it_is_unknown(tmp_path: Path) -> None:
    script = tmp_path / "script.yaml"
    script.write_text("- {at: 0, say: hello}\n", encoding="utf-8")
    result = CliRunner().invoke(voiceguide, ["rehearse", str(script), "--voice", "nobody"])
    assert "There is no voice `nobody`" in str(result.exception)


def test_a_script_may_end_where_it_begins() -> None:
    done = rehearse((Line(0.0),), Settings(), text=True)
    assert len(done.microphone) == len(done.assistant) == 0


def test_a_time_that_was_typed_goes_with_those_of_a_diary(tmp_path: Path) -> None:
    diary, script = tmp_path / "diary.sqlite3", tmp_path / "script.yaml"
    script.write_text("- {at: 0, say: my pain is a six}\n- {at: 2}\n", encoding="utf-8")
    options = ["rehearse", str(script), "--text", "--diary", str(diary)]
    for start in (["--start", "2026-01-02"], [], []):
        result = CliRunner().invoke(voiceguide, [*options, *start])
    assert "the same as before" in result.stdout


def test_in_a_room_it_hears_the_noise_and_itself(tmp_path: Path) -> None:
    script, hum, sound = (tmp_path / name for name in ("script.yaml", "hum.wav", "both.wav"))
    script.write_text("- {at: 1, say: should i walk today}\n- {at: 8}\n", encoding="utf-8")
    write(hum, np.random.default_rng(1).normal(0, 500, SAMPLE_RATE).astype(np.int16))
    room = ["--noise", str(hum), "--snr", "20", "--distance", "2", "--echo", "-10"]
    result = CliRunner().invoke(
        voiceguide, ["rehearse", str(script), *room, "--json", "--wav", str(sound)]
    )
    heard = [one for one in json.loads(result.stdout) if one["kind"] == "heard"]
    assert [one["intent"] for one in heard] == ["WalkToday"]
    both, _ = soundfile.read(sound)
    microphone, played = (active_level(32768 * side) for side in both[5 * SAMPLE_RATE :].T)
    hum_alone = active_level(32768 * both[: SAMPLE_RATE // 2, 0])
    assert played > -60
    assert microphone > hum_alone + 5


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (["--snr", "10"], "--noise file.wav"),
        (["--distance", "50"], "from 0.3 to 8"),
        (["--distance", "nan"], "from 0.3 to 8"),
        (["--echo", "30"], "from -60 to 20"),
        (["--noise", "nothing.wav"], "There is no file nothing.wav"),
        (["--text", "--echo", "-10"], "Leave --text out"),
    ],
)
def test_a_room_that_makes_no_sense_is_refused(tmp_path: Path, typed: list[str], told: str) -> None:
    script = tmp_path / "script.yaml"
    script.write_text("- {at: 0, say: hello}\n", encoding="utf-8")
    result = CliRunner().invoke(voiceguide, ["rehearse", str(script), *typed])
    assert isinstance(result.exception, Trouble)
    assert told in str(result.exception)
