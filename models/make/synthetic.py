"""Synthetic speech by eSpeak NG, flite and festival, installed as programs.

The six voices that judge (`benchmarks/synthetic.py`) never speak here: flite's slt and kal16 (and
kal, the same man), eSpeak's en-gb and en-029, its variants f3 and m7. Its variant f2 is kept for
choosing.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

import numpy as np

from models.make.recordings import decode
from models.make.utterance import Utterance
from models.make.wordings import Wordings
from voiceguide.messages.audio import SAMPLE_RATE, Samples

ACCENTS: Final = ("en-us", "en-gb-x-rp", "en-gb-scotland", "en-gb-x-gbclan", "en-gb-x-gbcwmd")
VARIANTS: Final = tuple(
    "m1 m2 m3 m4 m5 m6 m8 f1 f4 f5 Alicia Andrea Andy Annie Belinda Diogo Gene Hugo Jacky Lee "
    "Linda Michael Mike Steph Storm anika grandma klatt4".split()
)
_PEAK: Final = 0.5
_FAINT: Final = 3e-4


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks, and how."""

    engine: str
    name: str
    pace: float
    """1 is usual, above is faster."""
    pitch: float
    """1 is usual, above is higher."""


_SHARES: Final[Mapping[tuple[str, str], float]] = {
    ("flite", "rms"): 0.27,
    ("flite", "awb"): 0.27,
    ("festival", "ked"): 0.05,
    ("espeak", ""): 0.41,
}
"""How much each voice says of all; eSpeak's accents and variants share theirs."""


def draw_voice(random: Random) -> Voice:
    """One of those whose program is installed, at a pace and pitch of its own."""
    there = {who: share for who, share in _SHARES.items() if shutil.which(_PROGRAMS[who[0]])}
    engine, name = random.choices(list(there), list(there.values()))[0]
    if engine == "espeak":
        name = f"{random.choice(ACCENTS)}+{random.choice(VARIANTS)}"
    return Voice(engine, name, random.uniform(0.8, 1.3), random.uniform(0.85, 1.2))


def speak(wordings: Wordings, count: int, seed: int) -> Iterator[Utterance]:
    """So many utterances, the same for the same seed, programs and content."""
    random = Random(seed)
    quiet = np.random.default_rng(seed)
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "said.wav"
        for at in range(count):
            voice, text = draw_voice(random), wordings.draw(random)
            before, after = (random.uniform(0.1, 0.5) for _ in range(2))
            _ENGINES[voice.engine](voice, text, file)
            sound = _framed(decode(file.read_bytes()), before, after, quiet)
            name = f"{voice.engine}-{voice.name}"
            yield Utterance(f"tts-{seed}-{at}-{name}", f"tts:{name}", text, sound)


def _framed(sound: Samples, before: float, after: float, quiet: np.random.Generator) -> Samples:
    """At one level, with seconds of faint noise around it and under it."""
    level = sound.astype(np.float64) / max(1.0, float(np.abs(sound.astype(np.int32)).max()))
    edges = [np.zeros(int(seconds * SAMPLE_RATE)) for seconds in (before, after)]
    whole = np.concatenate([edges[0], level * _PEAK, edges[1]])
    return ((whole + quiet.normal(0, _FAINT, len(whole))) * 32767).astype(np.int16)


def _espeak(voice: Voice, text: str, file: Path) -> None:
    pace, pitch = f"{150 * voice.pace:.0f}", f"{min(99, 50 * voice.pitch**2):.0f}"
    _call("espeak-ng", "-v", voice.name, "-s", pace, "-p", pitch, "-w", str(file), text)


def _flite(voice: Voice, text: str, file: Path) -> None:
    settings = (
        f"duration_stretch={1 / voice.pace:.2f}",
        f"int_f0_target_mean={105 * voice.pitch:.0f}",
    )
    flags = [word for setting in settings for word in ("--setf", setting)]
    _call("flite", "-voice", voice.name, *flags, "-t", text, "-o", str(file))


def _festival(voice: Voice, text: str, file: Path) -> None:
    stretch = f"(Parameter.set 'Duration_Stretch {1 / voice.pace:.2f})"
    chosen = f"(begin (voice_{voice.name}_diphone) {stretch})"
    _call("text2wave", "-eval", chosen, "-o", str(file), said=text)


def _call(*command: str, said: str = "") -> None:
    subprocess.run(command, input=said.encode(), capture_output=True, check=True)


_ENGINES: Final[Mapping[str, Callable[[Voice, str, Path], None]]] = {
    "espeak": _espeak,
    "flite": _flite,
    "festival": _festival,
}
_PROGRAMS: Final = {
    "espeak": "espeak-ng",
    "flite": "flite",
    "festival": "text2wave",
}
