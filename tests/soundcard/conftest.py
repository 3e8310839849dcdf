"""A private sound server: a speaker that a microphone hears, and no hardware."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_NEEDED = ("pulseaudio", "pactl")

# A null sink alone works in pieces of 2 s; a listener that wants 20 ms makes it keep real time.
_SETUP = """
load-module module-native-protocol-unix auth-anonymous=1 socket={socket}
load-module module-null-sink sink_name=room
load-module module-null-sink sink_name=drain
set-default-sink room
set-default-source room.monitor
load-module module-loopback source=room.monitor sink=drain latency_msec=20
"""
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
_ALSA = """
</usr/share/alsa/alsa.conf>
pcm.!default { type pulse hint { show on description "Default" } }
ctl.!default { type pulse }
"""


@dataclass(frozen=True)
class Server:
    """A running sound server."""

    process: subprocess.Popen[bytes]
    environment: dict[str, str]

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
            timeout=60,
        )


def start(folder: Path, sinks: str = _SETUP) -> Server:
    """A server of its own in `folder`; skips the test where there can be none."""
    if not sys.platform.startswith("linux"):
        pytest.skip("PulseAudio is the test's sound card on Linux only")
    for program in _NEEDED:
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed: sudo apt install pulseaudio")
    for name in ("home", "run"):
        (folder / name).mkdir(mode=0o700)
    setup, alsa, socket = folder / "setup.pa", folder / "asound.conf", folder / "run" / "native"
    setup.write_text(sinks.format(socket=socket))
    alsa.write_text(_ALSA)
    private = {
        "HOME": str(folder / "home"),
        "XDG_RUNTIME_DIR": str(folder / "run"),
        "PULSE_SERVER": f"unix:{socket}",
        "ALSA_CONFIG_PATH": str(alsa),
    }
    environment = os.environ | private
    environment.pop("DBUS_SESSION_BUS_ADDRESS", None)
    command = ["pulseaudio", "-n", "-F", str(setup), "--daemonize=no", "--exit-idle-time=-1"]
    command += ["--use-pid-file=no", "--disable-shm=yes"]
    own = {key: value for key, value in environment.items() if key != "PULSE_SERVER"}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, env=own, stdout=log, stderr=log)
    deadline = time.monotonic() + 10
    while subprocess.run(["pactl", "info"], env=environment, capture_output=True).returncode:
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            process.wait()
            pytest.skip(f"pulseaudio did not start: {(folder / 'log').read_text()[-500:]}")
    return Server(process, environment)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all tests that leave it alive."""
    server = start(tmp_path_factory.mktemp("sound"))
    yield server
    server.process.kill()
    server.process.wait()


@pytest.fixture
def mortal(tmp_path: Path) -> Iterator[Server]:
    """A server that the test may kill."""
    server = start(tmp_path)
    yield server
    server.process.kill()
    server.process.wait()
