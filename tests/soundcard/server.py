"""A private sound server: speakers that a microphone hears, and no hardware."""

import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_NEEDED = ("pulseaudio", "pactl")

# A null sink alone works in pieces of 2 s; a listener that wants 20 ms makes it keep real time.
LOOP = """
load-module module-native-protocol-unix auth-anonymous=1 socket={socket}
load-module module-null-sink sink_name=room
load-module module-null-sink sink_name=drain
set-default-sink room
set-default-source room.monitor
load-module module-loopback source=room.monitor sink=drain latency_msec=20
"""
"""The microphone hears the speaker, and nothing else."""
TWO_SIDES = """\
load-module module-native-protocol-unix auth-anonymous=1 socket={socket}
load-module module-null-sink sink_name=both rate=16000 channels=2 \
channel_map=front-left,front-right
load-module module-remap-sink sink_name=person master=both channels=1 channel_map=mono \
master_channel_map=front-left remix=no
load-module module-remap-sink sink_name=assistant master=both channels=1 channel_map=mono \
master_channel_map=front-right remix=no
set-default-sink assistant
set-default-source person.monitor
"""
"""Person and assistant as two channels of one card, so that neither hears itself."""
# The defaults come first and the sources stay, or the loopbacks would follow the default sink.
ROOM = """\
load-module module-native-protocol-unix auth-anonymous=1 socket={socket}
load-module module-null-sink sink_name=person rate=16000 channels=1
load-module module-null-sink sink_name=assistant rate=16000 channels=1
load-module module-null-sink sink_name=air rate=16000 channels=1
set-default-sink assistant
set-default-source air.monitor
load-module module-loopback source=person.monitor sink=air latency_msec=20 source_dont_move=true
load-module module-loopback source=assistant.monitor sink=air latency_msec=20 source_dont_move=true
set-sink-input-volume 1 20724
"""
"""The microphone hears the person and, 30 dB below as played, the assistant: 0.32 of 65536."""
_ALSA = """
</usr/share/alsa/alsa.conf>
pcm.!default {{ type pulse hint {{ show on description "Default" }} }}
ctl.!default {{ type pulse }}
pcm.halves {{
  type asym
  playback.pcm {{ type pulse server "unix:{speaker}" }}
  capture.pcm {{ type pulse server "unix:{microphone}" }}
  hint {{ show on description "Speaker and microphone of two servers" }}
}}
"""


@dataclass
class Server:
    """A sound server that can be killed and come back."""

    folder: Path
    environment: dict[str, str]
    """Of whoever uses it, and no other server."""
    process: subprocess.Popen[bytes]

    def kill(self) -> None:
        """As if every device were unplugged at once."""
        self.process.kill()
        self.process.wait()

    def come_back(self) -> None:
        """On the same socket."""
        self.process = _launched(self.folder, self.environment)

    def say(self, clip: Path) -> None:
        """Play a WAV file to its end on the person's side."""
        command = ["paplay", "--device=person", "--latency-msec=20", str(clip)]
        subprocess.run(command, env=self.environment, check=True, timeout=60)

    def run(self, scenario: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a scenario of `scenarios.py` in a process that knows this server alone."""
        command = [sys.executable, "-m", "tests.soundcard.scenarios", scenario, *arguments]
        return subprocess.run(
            command,
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=240,
        )


def start(folder: Path, sinks: str = LOOP, microphone: Server | None = None) -> Server:
    """A server of its own in `folder`; skips the test where there can be none.

    With `microphone` its device "halves" records from that server, and plays on this.
    """
    if not sys.platform.startswith("linux"):
        pytest.skip("PulseAudio is the test's sound card on Linux only")
    for program in _NEEDED:
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed: sudo apt install pulseaudio")
    for name in ("home", "run"):
        (folder / name).mkdir(mode=0o700, parents=True)
    socket, alsa = _socket(folder), folder / "asound.conf"
    (folder / "setup.pa").write_text(sinks.format(socket=socket))
    ear = _socket(microphone.folder) if microphone is not None else socket
    alsa.write_text(_ALSA.format(speaker=socket, microphone=ear))
    private = {
        "HOME": str(folder / "home"),
        "XDG_RUNTIME_DIR": str(folder / "run"),
        "PULSE_SERVER": f"unix:{socket}",
        "ALSA_CONFIG_PATH": str(alsa),
    }
    environment = os.environ | private
    environment.pop("DBUS_SESSION_BUS_ADDRESS", None)
    return Server(folder, environment, _launched(folder, environment))


def _socket(folder: Path) -> Path:
    return folder / "run" / "native"


def _launched(folder: Path, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    command = ["pulseaudio", "-n", "-F", str(folder / "setup.pa"), "--daemonize=no"]
    command += ["--exit-idle-time=-1", "--use-pid-file=no", "--disable-shm=yes"]
    own = {key: value for key, value in environment.items() if key != "PULSE_SERVER"}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, env=own, stdout=log, stderr=log)
    deadline = time.monotonic() + 30
    while subprocess.run(["pactl", "info"], env=environment, capture_output=True).returncode:
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            process.wait()
            pytest.skip(f"pulseaudio did not start: {(folder / 'log').read_text()[-500:]}")
    return process
