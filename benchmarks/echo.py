"""Echo cancellers by what the assistant hears of a person who speaks over the assistant.

    python benchmarks/echo.py

Needs espeak-ng and flite, which speak for the person; `pip install pywebrtc-audio pyaec` brings
the others to compare with, and recordings of people (../shared/speech) are used where they are.
Writes the table in docs/echo.md.
"""

import csv
import time
from bisect import bisect_right
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from importlib.util import find_spec

import numpy as np

from benchmarks.echo_scenes import Room, Scene, scene
from benchmarks.synthetic import NOISE, TESTED, read, synthesise
from benchmarks.tables import machine, table, write_below
from voiceguide.assembly import Parts, make_brief_memory, make_listener, make_parts, make_phrases
from voiceguide.hearing.echo import EchoCanceller, NoEcho
from voiceguide.hearing.engines.kalman_echo import KalmanEcho
from voiceguide.hearing.listening import Moment
from voiceguide.messages.audio import BLOCK, SAMPLE_RATE, Samples
from voiceguide.messages.speech import known_words
from voiceguide.settings import Settings

SAID = (
    "stop",
    "pause",
    "how long is left",
    "my legs are numb",
    "louder",
    "repeat that",
    "stop please",
    "next",
    "go back",
    "slower",
    "resume",
    "be quiet",
)
PEOPLE = 8
ANSWERS = 12
LATE = SAMPLE_RATE
"""Samples after a command's end within which it counts as heard."""
ROOMS: dict[str, tuple[Room, float | None]] = {
    "nothing played": (Room(), None),
    "echo -10 dB": (Room(), -10),
    "echo 0 dB": (Room(), 0),
    "echo +6 dB": (Room(), 6),
    "0 dB, a block lost or doubled every 17 s": (Room(drift_s=17), 0),
    "0 dB, clocks 60 ppm apart": (Room(clock_ppm=60), 0),
}


class WebRtc:
    """AEC3 of pywebrtc-audio: silences what it can't explain."""

    astray = False  # it doesn't tell

    def __init__(self) -> None:
        from pywebrtc_audio import EchoCanceller as Engine

        self._engine = Engine(SAMPLE_RATE)

    def cancel(self, heard: Samples, played: Samples) -> Samples:
        left: Samples = self._engine.process(heard, played)
        return left

    def reset(self) -> None:
        self._engine.reset()


class Speex:
    """Speex's of pyaec, without its noise suppression, as long as ours."""

    astray = False  # it doesn't tell

    def __init__(self) -> None:
        self.reset()

    def cancel(self, heard: Samples, played: Samples) -> Samples:
        return np.array(self._engine.cancel_echo(heard, played), np.int16)

    def reset(self) -> None:
        from pyaec import Aec

        self._engine = Aec(BLOCK, 16 * BLOCK, SAMPLE_RATE, False)


def cancellers() -> dict[str, Callable[[], EchoCanceller]]:
    """Those that are installed."""
    made: dict[str, Callable[[], EchoCanceller]] = {"none": NoEcho, "ours": KalmanEcho}
    if find_spec("pyaec"):
        made["Speex (pyaec)"] = Speex
    if find_spec("pywebrtc_audio"):
        made["WebRTC AEC3 (pywebrtc-audio)"] = WebRtc
    return made


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a canceller did in a room."""

    heard: int
    wrong: int
    """Commands taken that nobody gave."""
    cost: float
    """Processor seconds a second of sound."""


def judged(make: Callable[[], EchoCanceller], one: Scene, said: "Said", parts: Parts) -> Outcome:
    """What the assistant, speaking all the while, takes for a command behind this canceller."""
    started = time.process_time()
    left = cancelled(make(), one)
    cost = (time.process_time() - started) / (len(left) / SAMPLE_RATE)
    taken = commands_taken(make, one, said, parts)
    windows = [(one.text, one.starts, one.ends + LATE) for one in one.spoken]
    hits = sum(any(a < at < b and text == said for at, said in taken) for text, a, b in windows)
    wrong = sum(not any(a < at < b for _, a, b in windows) for at, _ in taken)
    return Outcome(hits, wrong, cost)


def commands_taken(
    make: Callable[[], EchoCanceller], one: Scene, said: "Said", parts: Parts
) -> list[tuple[int, str]]:
    """Where, in samples, which command was taken."""
    ears = make_listener(parts, echo=make)
    taken = []
    for at in range(0, len(one.heard), BLOCK):
        played = one.played[at : at + BLOCK]
        saying = said.text(at) if one.played.any() else ""
        moment = Moment(played, speaking=True, saying=saying, guiding=True)
        heard = ears.hear(one.heard[at : at + BLOCK], moment)
        if heard is not None:
            taken.append((at + BLOCK, known_words(heard.text)))
    return taken


def cancelled(canceller: EchoCanceller, one: Scene) -> Samples:
    """The scene block by block, as live."""
    cuts = [slice(at, at + BLOCK) for at in range(0, len(one.heard), BLOCK)]
    return np.concatenate([canceller.cancel(one.heard[cut], one.played[cut]) for cut in cuts])


def reduction(make: Callable[[], EchoCanceller], one: Scene, seconds: slice) -> float:
    """Decibels between what was heard and what is left, room's noise included."""
    part = slice(seconds.start * SAMPLE_RATE, seconds.stop * SAMPLE_RATE)
    before, after = one.heard[part].astype(float), cancelled(make(), one)[part].astype(float)
    return float(10 * np.log10(np.square(before).mean() / np.square(after).mean()))


def orders() -> list[tuple[str, Samples]]:
    """Commands by synthetic voices, then "stop" by people where their recordings are."""
    said = [(text, synthesise(text, TESTED[n % len(TESTED)], 155)) for n, text in enumerate(SAID)]
    labels = NOISE.parent / "unseen" / "speech_commands" / "labels.tsv"
    if labels.exists():
        with labels.open(encoding="utf-8", newline="") as stream:
            rows = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
            stops = [row["path"] for row in rows if row["text"] == "stop"]
        said += [("stop", read(labels.parent / path)) for path in stops[:PEOPLE]]
    return said


@dataclass(frozen=True, slots=True)
class Said:
    """The assistant's answers, one after the other."""

    samples: Samples
    texts: tuple[str, ...]
    ends: tuple[int, ...]
    """In samples."""

    def text(self, at: int) -> str:
        """The answer that sounds then; the last one after the end."""
        return self.texts[min(bisect_right(self.ends, at), len(self.texts) - 1)]


def voice(parts: Parts) -> Said:
    """What it says in all scenes."""
    texts = [text for text in parts.pack.answers.texts() if len(text.split()) > 15][:ANSWERS]
    with closing(make_phrases(parts.settings)) as phrases:
        spoken = [phrases.phrase(text) for text in texts]
    ends = np.cumsum([len(one) for one in spoken]).tolist()
    return Said(np.concatenate(spoken), tuple(texts), tuple(ends))


def hum() -> Samples:
    """A kitchen where its recording is at hand, else plain noise."""
    file = NOISE / "kitchen.wav"
    white = np.random.default_rng(3).normal(0, 300, 20 * SAMPLE_RATE).astype(np.int16)
    return read(file) if file.exists() else white


def in_room(said: Samples, given: Sequence[tuple[str, Samples]], room: Room, db: float) -> Scene:
    return scene(said, list(given), db, hum(), room, seed=11)


def main() -> None:
    parts, made = make_parts(Settings(), make_brief_memory()), cancellers()
    said, given = voice(parts), orders()
    rows, costs = [], dict.fromkeys(made, 0.0)
    for name, (room, db) in ROOMS.items():
        one = in_room(said.samples, given, room, -60.0 if db is None else db)
        if db is None:
            one = Scene(np.zeros_like(one.played), one.near, one.near, one.spoken)
        row = [name]
        for title, make in made.items():
            outcome = judged(make, one, said, parts)
            row.append(f"{outcome.heard} ({outcome.wrong})")
            costs[title] = max(costs[title], outcome.cost)
        rows.append(row)
        print(*row, sep=" | ", flush=True)
    alone = in_room(said.samples, [], Room(), 0)
    spans = {"first second": slice(0, 1), "second 2 to 4": slice(2, 4), "after 8 s": slice(8, 30)}
    rows += [
        [f"dB less, {name}", *(f"{reduction(make, alone, span):.1f}" for make in made.values())]
        for name, span in spans.items()
    ]
    rows.append(
        [
            "commands from its own voice, nobody speaking",
            *(str(judged(make, alone, said, parts).wrong) for make in made.values()),
        ]
    )
    rows.append(["share of a core", *(f"{100 * cost:.1f} %" for cost in costs.values())])
    text = (
        f"Of {len(given)} commands, how many are heard, and in brackets how many are taken that "
        f"nobody gave. Processor: {machine()}.\n\n{table(['room', *made], rows)}\n"
    )
    write_below("echo.md", "echo.py", text)
    print(text)


if __name__ == "__main__":
    main()
