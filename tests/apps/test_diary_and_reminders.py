"""`voiceguide diary` and `voiceguide remind` over a real file, and the timers of the docs."""

import csv
import io
import json
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

from voiceguide.apps.cli import remind as remind_module
from voiceguide.apps.cli.diary import diary
from voiceguide.apps.cli.remind import remind
from voiceguide.apps.diary_view import as_plot
from voiceguide.assembly import parts as parts_module
from voiceguide.content.pack import Pack
from voiceguide.devices.portaudio import Device, Direction
from voiceguide.errors import ExitCode, Trouble
from voiceguide.memory.memory import DiaryMemory
from voiceguide.memory.recall import Entry, diary_day
from voiceguide.messages.audio import Samples
from voiceguide.messages.memory import Note, NoteKind, Reminder
from voiceguide.speaking.speaker import gain

DOCS = Path(__file__).resolve().parents[2] / "docs" / "reminders.md"
NOW = datetime.now().astimezone()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "diary.sqlite3"


@pytest.fixture
def kept(path: Path) -> Path:
    """Three entries, the first noted last."""
    notes = {
        0: Note(NoteKind.SESSION, routine="childs-pose", seconds=185.5, finished=True),
        1: Note(NoteKind.LEVEL, level=7),
        3: Note(NoteKind.CHANGED, was="burning", now="stabbing"),
    }
    for days, note in notes.items():
        noted(path, note, NOW - timedelta(days=days))
    return path


def noted(path: Path, note: Note, at: datetime) -> None:
    DiaryMemory(path, lambda: at).remember(note)


def shown(path: Path, *options: str, answer: str = "") -> Result:
    return CliRunner().invoke(
        diary, ["--diary", str(path), *options], input=answer, catch_exceptions=False
    )


def test_an_empty_diary_says_how_to_begin(path: Path) -> None:
    done = shown(path)
    assert "empty" in done.output
    assert "my pain is" in done.output
    assert json.loads(shown(path, "--json").output) == []
    assert shown(path, "--csv").output.count("\n") == 1


def test_json_is_one_array_in_time_order(kept: Path) -> None:
    rows = json.loads(shown(kept, "--json").output)
    assert [row["kind"] for row in rows] == ["changed", "level", "session"]
    moments = [datetime.fromisoformat(row["at"]) for row in rows]
    assert moments == sorted(moments)
    assert all(moment.tzinfo is not None for moment in moments)
    assert rows[0]["was"] == "burning"
    assert rows[1]["level"] == 7
    assert (rows[2]["routine"], rows[2]["seconds"], rows[2]["finished"]) == (
        "childs-pose",
        185.5,
        True,
    )


def test_csv_holds_the_same(kept: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(shown(kept, "--csv").output)))
    assert [row["kind"] for row in rows] == ["changed", "level", "session"]
    assert rows[1]["level"] == "7"


def test_the_table_and_the_plot_show_pain_and_sessions(kept: Path) -> None:
    output = shown(kept).output
    for expected in ("pain 7 of 10", "burning", "stabbing", "childs-pose", "█" * 7 + " 7", "●"):
        assert expected in output


def test_the_plot_has_a_night_in_the_day_before_it() -> None:
    night = datetime(2026, 11, 24, 0, 30).astimezone()
    plot = as_plot([Entry(night, Note(NoteKind.LEVEL, level=6))], diary_day(night))
    days, bars, _ = ([str(cell) for cell in column.cells] for column in plot.columns)
    assert (days[-1], bars[-1]) == ("Mon 23 Nov", "█" * 6 + " 6")


def test_erasing_asks_first(kept: Path) -> None:
    assert "3 entries" in shown(kept, "--erase", answer="n\n").output
    assert len(DiaryMemory(kept).entries()) == 3
    shown(kept, "--erase", answer="y\n")
    assert DiaryMemory(kept).past().empty
    assert b"stabbing" not in kept.read_bytes()


def test_erasing_with_yes_asks_nothing(kept: Path) -> None:
    DiaryMemory(kept).remind((Reminder("morning", 8, 0),))
    shown(kept, "--erase", "--yes")
    assert DiaryMemory(kept).past().empty
    assert not DiaryMemory(kept).past().reminders


def written_by_hand(path: Path, statement: str) -> None:
    DiaryMemory(path).close()
    with closing(sqlite3.connect(path)) as other, other:
        other.execute(statement)


UNREADABLE = [
    "UPDATE notes SET kind = 'hungry' WHERE kind = 'changed'",
    "UPDATE notes SET level = 'x', kind = 'level' WHERE kind = 'changed'",
    "UPDATE notes SET level = 11, kind = 'level' WHERE kind = 'changed'",
    "UPDATE notes SET seconds = 'long' WHERE kind = 'changed'",
    "UPDATE notes SET place = x'ff' WHERE kind = 'changed'",
    "UPDATE notes SET at = 'yesterday' WHERE kind = 'changed'",
    "UPDATE notes SET at = '2026-11-24T09:00' WHERE kind = 'changed'",
    "UPDATE notes SET at = '0001-01-01T00:00+00:00' WHERE kind = 'changed'",
]


@pytest.mark.parametrize("statement", UNREADABLE)
@pytest.mark.parametrize("options", [[], ["--json"], ["--csv"]])
def test_an_entry_that_can_not_be_read_is_left_out_and_told(
    kept: Path, statement: str, options: list[str]
) -> None:
    written_by_hand(kept, statement)
    done = shown(kept, *options)
    assert "1 entry can't be read" in done.stderr
    assert str(kept) in done.stderr
    assert "childs-pose" in done.stdout
    assert "changed" not in done.stdout
    assert not DiaryMemory(kept).past().empty


def test_a_diary_of_what_can_not_be_read_is_not_empty(path: Path) -> None:
    noted(path, Note(NoteKind.WORSE), NOW)
    written_by_hand(path, "UPDATE notes SET kind = 'hungry'")
    assert not DiaryMemory(path).past().empty
    assert "empty" not in shown(path).stdout


@pytest.mark.parametrize("statement", UNREADABLE)
def test_what_can_not_be_read_is_erased_with_the_rest(kept: Path, statement: str) -> None:
    written_by_hand(kept, statement)
    assert "3 entries" in shown(kept, "--erase", answer="n\n").stdout
    assert shown(kept, "--erase", "--yes").stdout == "Erased.\n"
    assert b"stabbing" not in kept.read_bytes()
    assert DiaryMemory(kept).past().empty


def test_a_reminder_that_can_not_be_read_is_trouble_with_its_file(path: Path) -> None:
    written_by_hand(path, "INSERT INTO reminders VALUES ('', 99, 0, '')")
    with pytest.raises(Trouble, match="99:0") as caught:
        DiaryMemory(path).due()
    assert str(path) in caught.value.what


def test_places_are_shown_as_they_were_said(path: Path) -> None:
    noted(path, Note(NoteKind.MOVED, place="[/x] [bold]"), NOW)
    assert "pain moved to the [/x] [bold]" in shown(path).output


def test_erasing_without_an_answer_erases_nothing_and_says_so(kept: Path) -> None:
    done = CliRunner().invoke(diary, ["--diary", str(kept), "--erase"], input="")
    assert done.exit_code != ExitCode.OK
    assert "Nothing was erased" in done.stderr
    assert len(DiaryMemory(kept).entries()) == 3


def test_exports_and_erasing_do_not_go_together(kept: Path) -> None:
    with pytest.raises(Trouble) as caught:
        shown(kept, "--json", "--erase", "--yes")
    assert caught.value.code is ExitCode.USAGE
    assert len(DiaryMemory(kept).entries()) == 3


class Heard:
    """A speaker that keeps what was played."""

    def __init__(self) -> None:
        self.sounds: list[Samples] = []

    def find(self, name: str | None, direction: Direction) -> Device | None:
        return None

    def play(self, samples: Samples, device: Device | None) -> None:
        self.sounds.append(samples)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Heard:
    heard = Heard()
    monkeypatch.setattr(remind_module, "find", heard.find)
    monkeypatch.setattr(remind_module, "play", heard.play)
    return heard


def reminded(path: Path, *options: str) -> Result:
    return CliRunner().invoke(remind, ["--diary", str(path), *options], catch_exceptions=False)


@pytest.mark.parametrize("part", ["morning", "evening", ""])
def test_a_due_reminder_is_spoken_once(path: Path, heard: Heard, pack: Pack, part: str) -> None:
    now = datetime.now().astimezone()
    DiaryMemory(path, lambda: now - timedelta(days=1)).remind(
        (Reminder(part, now.hour, now.minute),)
    )
    words = pack.answers.responses["SetReminder"].variants
    assert words[f"due_{part}" if part else "due"] in reminded(path).output
    (sound,) = heard.sounds
    assert len(sound) > 16000
    reminded(path)
    assert len(heard.sounds) == 1


def test_without_one_due_nothing_is_spoken(path: Path, heard: Heard) -> None:
    later = datetime.now().astimezone() + timedelta(hours=5)
    DiaryMemory(path).remind((Reminder("", later.hour, later.minute),))
    assert reminded(path).exit_code == ExitCode.OK
    assert not heard.sounds


def test_without_a_speaker_a_reminder_stays_due(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing(name: str | None, direction: Direction) -> Device:
        raise Trouble("There is no speaker.", "Plug one in.", ExitCode.NO_SOUND)

    monkeypatch.setattr(remind_module, "find", nothing)
    now = datetime.now().astimezone()
    one = Reminder("", now.hour, now.minute)
    DiaryMemory(path, lambda: now - timedelta(days=1)).remind((one,))
    with pytest.raises(Trouble, match="no speaker"):
        reminded(path)
    assert DiaryMemory(path).due() == one


@pytest.fixture
def due_now(path: Path) -> Reminder:
    """A reminder whose time has just come."""
    now = datetime.now().astimezone()
    one = Reminder("", now.hour, now.minute)
    with closing(DiaryMemory(path, lambda: now - timedelta(days=1))) as memory:
        memory.remind((one,))
    return one


def test_an_own_routine_with_a_mistake_is_told_and_the_reminder_spoken(
    path: Path, heard: Heard, due_now: Reminder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts_module, "user_config_path", lambda app: tmp_path / "config" / app)
    mine = tmp_path / "config" / "voiceguide" / "routines" / "mine.yaml"
    mine.parent.mkdir(parents=True)
    mine.write_text("name: [", encoding="utf-8")
    done = reminded(path)
    assert str(mine) in done.stderr
    assert len(heard.sounds) == 1


def test_a_reminder_that_no_voice_speaks_stays_due(
    path: Path, heard: Heard, due_now: Reminder
) -> None:
    with pytest.raises(Trouble, match="nosuch"):
        reminded(path, "--voice", "nosuch")
    assert not heard.sounds
    assert DiaryMemory(path).due() == due_now


def test_a_reminder_that_could_not_be_played_stays_due(
    path: Path, heard: Heard, due_now: Reminder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unplugged(samples: Samples, device: Device | None) -> None:
        raise Trouble("The speaker was unplugged.", "Plug it in.", ExitCode.NO_SOUND)

    monkeypatch.setattr(remind_module, "play", unplugged)
    with pytest.raises(Trouble, match="unplugged"):
        reminded(path)
    monkeypatch.setattr(remind_module, "play", heard.play)
    reminded(path)
    reminded(path)
    assert len(heard.sounds) == 1


def test_a_reminder_is_as_loud_as_is_set(path: Path, heard: Heard, due_now: Reminder) -> None:
    for volume in ("1", "10"):
        DiaryMemory(path, lambda: datetime.now().astimezone() - timedelta(days=1)).remind(
            (due_now,)
        )
        reminded(path, "--volume", volume)
    quiet, loud = (np.abs(sound.astype(int)).max() for sound in heard.sounds)
    assert quiet == pytest.approx(loud * gain(1), abs=1)


def test_reminders_are_listed_with_their_times(path: Path) -> None:
    assert "remind me" in reminded(path, "--list").output
    DiaryMemory(path).remind((Reminder("evening", 20, 30), Reminder("morning", 8, 0)))
    assert reminded(path, "--list").output.splitlines() == [
        "morning  08:00",
        "evening  20:30",
    ]


def commands() -> tuple[str, str]:
    """What the page tells to type: with systemd, with cron."""
    if not DOCS.exists():
        pytest.skip("no docs beside the tests: they run against an installed wheel")
    systemd, cron = re.findall(r"```sh\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    return systemd, cron


def program(folder: Path, name: str, script: str) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def typed(command: str, folder: Path) -> None:
    environment = {**os.environ, "PATH": f"{folder}:/usr/bin:/bin"}
    subprocess.run(["/bin/sh", "-c", command], env=environment, check=True, timeout=60)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither systemd nor cron")
def test_the_cron_line_runs_the_command_and_keeps_what_was_there(tmp_path: Path) -> None:
    own = program(tmp_path, "voiceguide", f'echo "$@" > {tmp_path}/ran')
    table = tmp_path / "table"
    table.write_text("0 0 * * * backup\n", encoding="utf-8")
    program(
        tmp_path,
        "crontab",
        f'if [ "$1" = -l ]; then cat {table}; else cat > {table}.new; mv {table}.new {table}; fi',
    )
    typed(commands()[1], tmp_path)
    backup, line = table.read_text(encoding="utf-8").splitlines()
    assert backup == "0 0 * * * backup"
    *schedule, command = line.split(maxsplit=5)
    assert schedule == ["*/5", "*", "*", "*", "*"]
    assert "%" not in command, "cron takes a per cent sign as the end of the line"
    assert str(own) in command
    subprocess.run(["/bin/sh", "-c", command], env={}, check=True, timeout=60)
    assert (tmp_path / "ran").read_text(encoding="utf-8") == "remind\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither systemd nor cron")
def test_the_systemd_line_runs_the_command(tmp_path: Path) -> None:
    own = program(tmp_path, "voiceguide", "exit 0")
    program(tmp_path, "systemd-run", f'printf "%s\\n" "$@" > {tmp_path}/given')
    typed(commands()[0], tmp_path)
    *options, command, argument = (tmp_path / "given").read_text(encoding="utf-8").splitlines()
    assert (command, argument) == (str(own), "remind")
    assert options == ["--user", "--on-calendar=*:0/5", "--unit=voiceguide-remind"]
