"""A person talks to the assistant on a virtual sound card, which comes and goes."""

import json
from pathlib import Path

import pytest

from tests.asking import ASKING
from tests.soundcard.program import Program
from tests.soundcard.server import Server
from voiceguide.devices.wavfile import write
from voiceguide.errors import ExitCode
from voiceguide.speaking.voice import Voice

QUESTION = "how much should i walk today"
WANTED = ["WalkAmount", "Stop"]
MANY = 20
"""Losses of sound with which the machine was too busy to hear, and is given another try."""
TRIES = 3
SILENT = 50
"""Blocks, 1 s, in which "stop" must have silenced it; about 25 are usual."""


@pytest.fixture
def clips(voice: Voice, tmp_path: Path) -> dict[str, Path]:
    paths = {text: tmp_path / f"{text}.wav" for text in (QUESTION, "stop")}
    for text, path in paths.items():
        write(path, voice.synthesise(text, ASKING))
    return paths


def test_a_question_is_answered_and_stop_silences_the_answer(
    room: Server, clips: dict[str, Path]
) -> None:
    """The answer comes back into the microphone, and nothing is done about it."""
    for _ in range(TRIES):
        done = room.run("interrupted", str(clips[QUESTION]), str(clips["stop"]))
        assert done.returncode == 0, done.stderr
        talk = json.loads(done.stdout)
        if talk["intents"] == WANTED or talk["lost"] < MANY:
            break
    assert talk["intents"] == WANTED, talk
    assert talk["answer"] > 1000 > talk["echo"] > 0
    assert talk["answering"]
    assert talk["blocks"] <= SILENT
    assert 0.02 < talk["latency"] < 1.0


def test_it_goes_on_listening_when_the_card_is_back(apart: Server, clips: dict[str, Path]) -> None:
    with Program(apart, "listen") as program:
        program.until("listening:")
        apart.kill()
        program.until("no more sound")
        apart.come_back()
        program.until("listening again")
        program.until("speaking")
        program.until("listening")
        asked(program, apart, clips[QUESTION])
        program.until("says:  There's no set distance")
        assert program.interrupt() == ExitCode.INTERRUPTED
    told = [line for line in program.printed if "no more sound" in line]
    assert len(told) == 1
    assert_plain(program)


def asked(program: Program, server: Server, clip: Path) -> None:
    """Say it until it is heard; a busy machine loses words."""
    for _ in range(TRIES):
        server.say(clip)
        heard = program.offered("heard:", patience=20.0)
        if heard is not None and "[WalkAmount]" in heard:
            return
        if heard is not None:
            program.until("listening")
    pytest.fail(f"never heard: {program.printed}")


def test_ctrl_c_ends_it_while_the_card_is_there(apart: Server) -> None:
    with Program(apart, "listen") as program:
        program.until("listening:")
        assert program.interrupt() == ExitCode.INTERRUPTED
    assert_plain(program)


def test_ctrl_c_ends_it_while_the_card_is_away(apart: Server) -> None:
    with Program(apart, "listen") as program:
        program.until("listening:")
        apart.kill()
        program.until("Ctrl-C leaves")
        assert program.interrupt() == ExitCode.INTERRUPTED
    assert_plain(program)


def assert_plain(program: Program) -> None:
    """Neither Python's traceback nor a C library's complaint reaches the person."""
    for strange in ("Traceback", "Expression", "ALSA", "Error"):
        assert not any(strange in line for line in program.printed), program.printed


@pytest.mark.parametrize("half", ["microphone", "speaker"])
def test_half_a_card_is_enough_to_miss(halves: dict[str, Server], half: str) -> None:
    listen = ["listen", "--input-device", "halves", "--output-device", "halves"]
    with Program(halves["speaker"], *listen) as program:
        program.until("listening:")
        halves[half].kill()
        assert f"The {half} “" in program.until("no more sound")
        halves[half].come_back()
        program.until("listening again")
        assert program.interrupt() == ExitCode.INTERRUPTED
    assert_plain(program)


def test_a_session_waits_for_the_card(apart: Server) -> None:
    with Program(apart, "session", module="tests.soundcard.scenarios") as program:
        program.until("says:")
        apart.kill()
        program.until("no more sound")
        apart.come_back()
        program.until("says: I'm listening.")
        program.until("says: Back to")
