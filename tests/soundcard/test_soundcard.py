import os
from pathlib import Path

import pytest

from tests.asking import ASKING
from tests.soundcard.server import Server
from voiceguide.devices.wavfile import write
from voiceguide.errors import ExitCode
from voiceguide.speaking.voice import Voice

both_rates = pytest.mark.parametrize("rates", ["ours", "the device's"])


@both_rates
def test_what_is_played_is_recorded(server: Server, rates: str) -> None:
    done = server.run("full_duplex", rates)
    assert (done.stdout, done.returncode) == ("heard\n", 0), done.stderr


@both_rates
def test_a_sound_is_played_to_its_end(server: Server, rates: str) -> None:
    done = server.run("played", rates)
    assert (done.stdout, done.returncode) == ("heard\n", 0), done.stderr


def test_a_speaker_works_without_a_microphone(server: Server) -> None:
    done = server.run("speaker_alone")
    assert (done.stdout, done.returncode) == (
        "the sound card was opened without a microphone\n",
        0,
    ), done.stderr


def test_sound_that_nobody_takes_is_counted_as_lost(server: Server) -> None:
    done = server.run("overflow")
    assert (done.stdout, done.returncode) == ("lost\n", 0), done.stderr


def test_what_the_source_raises_is_met_by_the_reader(server: Server) -> None:
    done = server.run("broken_source")
    assert (done.stdout, done.returncode) == ("The source broke.\n", ExitCode.TROUBLE)


def test_devices_are_listed_and_found_by_part_of_their_name(server: Server) -> None:
    done = server.run("listing")
    *listed, found, trouble = done.stdout.splitlines()
    assert "default True True" in listed
    assert found == "default"
    assert trouble.startswith("There is no speaker “nonsense”; the nearest are ")
    assert done.returncode == ExitCode.NO_SOUND


def test_a_microphone_that_disappears_is_trouble(mortal: Server) -> None:
    done = mortal.run("unplugged", str(mortal.process.pid))
    assert "gives no more sound" in done.stdout or "takes no more sound" in done.stdout
    assert done.returncode == ExitCode.NO_SOUND


def test_a_speaker_that_cannot_be_opened_is_trouble(mortal: Server) -> None:
    done = mortal.run("absent_then_play", str(mortal.process.pid))
    assert "cannot be opened" in done.stdout
    assert done.returncode == ExitCode.NO_SOUND


def test_no_device_at_all_is_trouble(mortal: Server) -> None:
    os.kill(mortal.process.pid, 9)
    mortal.process.wait()
    done = mortal.run("full_duplex", "ours")
    assert done.stdout == "No microphone was found.\n"
    assert done.returncode == ExitCode.NO_SOUND


def test_a_session_on_a_sound_card_is_stopped_by_voice(
    apart: Server, voice: Voice, tmp_path: Path
) -> None:
    word = tmp_path / "stop.wav"
    write(word, voice.synthesise("stop", ASKING))
    done = apart.run("guided", str(word))
    assert (done.stdout, done.returncode) == ("Stop idle True\n", 0), done.stderr


def test_a_session_that_hears_itself_is_not_disturbed(server: Server) -> None:
    """Here the speaker's sound comes back into the microphone as loud as it is."""
    done = server.run("guided", "")
    assert (done.stdout, done.returncode) == ("telling True\n", 0), done.stderr
