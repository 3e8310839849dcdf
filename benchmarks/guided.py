"""A guided session in real time on a virtual sound card: drift, and how soon commands act.

Person and assistant are two channels of one card, recorded together, so that every time is read
off one clock. Needs PulseAudio; prints its tables.

    python -m benchmarks.guided
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

import numpy as np

from benchmarks.tables import table
from tests.soundcard.server import TWO_SIDES, Server, start
from voiceguide.apps.live import Live, live
from voiceguide.assembly import make_brief_memory, make_parts, make_voice
from voiceguide.assistant import Deed
from voiceguide.devices.wavfile import write
from voiceguide.messages.audio import SAMPLE_RATE, Samples
from voiceguide.messages.effects import Tell
from voiceguide.messages.routines import Chime
from voiceguide.mind import Turn
from voiceguide.settings import Settings
from voiceguide.speaking.chimes import chime
from voiceguide.speaking.voice import VoiceStyle

_PERSON: Final = VoiceStyle("gmw/en-us", 150)
_COMMANDS: Final = (
    (6.0, "pause"),
    (12.0, "resume"),
    (18.0, "next"),
    (24.0, "louder"),
    (29.0, "next"),
    (40.0, "how long is left"),
    (47.0, "quieter"),
    (52.0, "slower"),
    (60.0, "pause"),
    (66.0, "resume"),
    (74.0, "stop"),
)
"""Seconds into a session of child's pose: while it speaks, and while a pose is held."""
_STOPS: Final = 6
"""Sessions that are stopped in the middle of a sentence."""
_BEFORE: Final = 5.0
"""Seconds that are recorded before a session begins, about."""
_LOUD: Final = 0.02
"""Of full scale."""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        server = start(Path(folder), TWO_SIDES)
        try:
            drift(server, Path(folder))
            commands(server, Path(folder))
            stops(server, Path(folder))
        finally:
            server.kill()


def drift(server: Server, folder: Path) -> None:
    """All stretches, and ten minutes' walk, undisturbed: when their chimes are heard, against when
    they were planned."""
    rows = [[routine, *drifted(server, folder, routine)] for routine in ("stretches", "walk")]
    print(table(["", "chimes", "minutes", "median drift, ms", "largest drift, ms"], rows))


def drifted(server: Server, folder: Path, routine: str) -> list[str]:
    deeds, sound = session(server, folder, routine, ())
    planned = [(one["planned"], Chime(one["chime"])) for one in deeds if one["chime"]]
    heard = [position(sound[:, 1], kind, at) for at, kind in aligned(planned, sound[:, 1])]
    zero_heard, zero_planned = heard[0], planned[0][0]
    off = [
        1000 * abs((at - zero_heard) - (due - zero_planned))
        for at, (due, _) in zip(heard, planned, strict=True)
    ]
    minutes = (planned[-1][0] - zero_planned) / 60
    return [str(len(off)), f"{minutes:.1f}", f"{np.median(off):.0f}", f"{max(off):.0f}"]


def aligned(planned: Sequence[tuple[float, Chime]], sound: Samples) -> list[tuple[float, Chime]]:
    """About where in `sound` each chime should be, from where the first is."""
    begun, first = planned[0]
    found = position(sound, first, begun + _BEFORE, within=10.0)
    return [(found + at - begun, kind) for at, kind in planned]


def position(sound: Samples, kind: Chime, near: float, within: float = 2.0) -> float:
    """Where the chime is, in seconds; so many seconds from `near` at most."""
    low = max(0, round((near - within) * SAMPLE_RATE))
    piece = sound[low : round((near + within) * SAMPLE_RATE)].astype(np.float32)
    wanted = chime(kind).astype(np.float32)
    size = 1 << int(np.ceil(np.log2(len(piece) + len(wanted))))
    match = np.fft.irfft(np.fft.rfft(piece, size) * np.conj(np.fft.rfft(wanted, size)), size)
    return float(low + match[: len(piece)].argmax()) / SAMPLE_RATE


def commands(server: Server, folder: Path) -> None:
    """Every command, from the end of its last word to when it was acted on."""
    deeds, _ = session(server, folder, "childs-pose", _COMMANDS)
    rows = [
        [one["heard"], "yes" if one["speaking"] else "no", f"{1000 * one['waited']:.0f}"]
        for one in deeds
        if one["heard"]
    ]
    print(table(["heard", "while it spoke", "ms after the word's end"], rows))


def stops(server: Server, folder: Path) -> None:
    """ "Stop" in the middle of a sentence: from the end of the word to silence, as recorded."""
    took = []
    for number in range(_STOPS):
        _, sound = session(server, folder, "childs-pose", ((4.0 + 0.7 * number, "stop"),))
        person, assistant = (loud(sound[:, side]) for side in (0, 1))
        took.append(1000 * (assistant[-1] - person[-1]) / SAMPLE_RATE)
    rows = [[str(len(took)), f"{np.median(took):.0f}", f"{max(took):.0f}"]]
    print(table(["stops", "median ms to silence", "longest"], rows))


def loud(channel: Samples) -> Any:
    return np.flatnonzero(np.abs(channel.astype(np.int32)) > _LOUD * 32768)


def session(
    server: Server, folder: Path, routine: str, words: Sequence[tuple[float, str]]
) -> tuple[list[dict[str, Any]], Samples]:
    """A live session in a process of its own: what it did, and what both sides' sound was."""
    clips = [(at, spoken(folder, text)) for at, text in words]
    with recording(server, folder / "both.raw"):
        command = [sys.executable, "-m", "benchmarks.guided", routine]
        with subprocess.Popen(
            command, env=server.environment, stdout=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            begun = time.monotonic()
            for at, clip in clips:
                time.sleep(max(0.0, begun + at - time.monotonic()))
                play = ["paplay", "--device=person", "--latency-msec=20", str(clip)]
                subprocess.run(play, env=server.environment, check=True)
            deeds = json.loads(process.stdout.read())
    sound = np.fromfile(folder / "both.raw", "<i2")
    return deeds, sound[: len(sound) // 2 * 2].reshape(-1, 2)


def spoken(folder: Path, text: str) -> Path:
    path = folder / f"{text}.wav"
    if not path.exists():
        with closing(make_voice()) as voice:
            write(path, voice.synthesise(text, _PERSON))
    return path


@contextmanager
def recording(server: Server, path: Path) -> Iterator[None]:
    command = ["parec", "--device=both.monitor", "--format=s16le", "--rate=16000", "--channels=2"]
    with path.open("wb") as file:
        process = subprocess.Popen(
            [*command, "--latency-msec=20"], env=server.environment, stdout=file
        )
        try:
            time.sleep(1.0)
            yield
            time.sleep(1.0)
        finally:
            process.terminate()
            process.wait()


def child(routine: str) -> None:
    """Guide until the session is over, and tell what was done and heard, on the sample clock."""
    done: list[dict[str, Any]] = []
    said_until, spoke, begun = 0.0, False, 0.0
    running: Live

    def on_turn(turn: Turn) -> None:
        waited = turn.now - said_until
        told = {"heard": turn.heard.text, "speaking": spoke, "waited": waited, "chime": ""}
        done.append(told)

    def on_deed(deed: Deed) -> None:
        session = running.assistant.conversation.session
        if isinstance(deed.effect, Tell) and deed.effect.chime is not None and session is not None:
            due = min(session.timeline.cues, key=lambda cue: abs(begun + cue.at - deed.now))
            done.append({"heard": "", "planned": due.at, "chime": deed.effect.chime})

    with live(make_parts(Settings(), make_brief_memory()), on_turn, on_deed) as running:
        assistant = running.assistant
        for _ in range(100):
            running.block()
        begun = assistant.now
        print("begun", flush=True)
        assistant.begin(routine)
        while assistant.guiding:
            block = running.card.read()
            if block is None:
                continue
            if len(loud(block)):
                said_until, spoke = assistant.now + len(block) / SAMPLE_RATE, assistant.speaking
            running.outlet.put(assistant.process(block))
    print(json.dumps(done))


if __name__ == "__main__":
    child(sys.argv[1]) if len(sys.argv) > 1 else main()
