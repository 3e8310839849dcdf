"""The room of a rehearsal, from what was typed."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from voiceguide.devices.acoustics import FARTHEST, NEAREST
from voiceguide.devices.room import Room, Surroundings
from voiceguide.devices.wavfile import read
from voiceguide.errors import ExitCode, Trouble
from voiceguide.messages.audio import Samples

RANGES: Final = {
    "distance": (NEAREST, FARTHEST, "metres"),
    "snr": (-20.0, 60.0, "dB"),
    "echo": (-60.0, 20.0, "dB"),
}


@dataclass(frozen=True, slots=True)
class Scene:
    """A room and the noise in it."""

    surroundings: Surroundings
    noise: Samples | None

    def room(self, own_voice: Samples) -> Room:
        """It, in which the assistant's speech is as loud as `own_voice` before it is played."""
        return Room(self.surroundings, self.noise, own_voice)


def make_scene(
    noise: Path | None, snr: float | None, distance: float | None, echo: float | None
) -> Scene | None:
    """The room that was asked for; None when nothing of it was.

    Trouble for a value that makes no sense, and for a noise that can't be read.
    """
    given = {"distance": distance, "snr": snr, "echo": echo}
    values: dict[str, Any] = {
        name: _checked(name, value) for name, value in given.items() if value is not None
    }
    if snr is not None and noise is None:
        raise Trouble(
            "--snr tells how loud a noise is, and there is none.",
            "Give one with `--noise file.wav`, or leave --snr out.",
            ExitCode.USAGE,
        )
    if not values and noise is None:
        return None
    return Scene(Surroundings(**values), None if noise is None else read(noise))


def _checked(name: str, value: float) -> float:
    low, high, unit = RANGES[name]
    if not low <= value <= high:
        raise Trouble(
            f"--{name} is {value:g}, not a number of {unit} from {low:g} to {high:g}.",
            f"Set it to something like --{name} {round((low + high) / 2):g}.",
            ExitCode.USAGE,
        )
    return value
