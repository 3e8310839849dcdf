"""Which sound devices there are, as PortAudio tells."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, Final

from voiceguide.errors import ExitCode, Trouble

_SHOWN: Final = 5


class Direction(StrEnum):
    """Which way sound goes; the value is what a person calls such a device."""

    INPUT = "microphone"
    OUTPUT = "speaker"


@dataclass(frozen=True, slots=True)
class Device:
    """A sound device."""

    name: str
    index: int
    """PortAudio's number; may change when devices come and go."""
    inputs: int
    """Channels it can record; 0 for a mere speaker."""
    outputs: int
    rate: float
    """Samples a second that it prefers."""
    default_input: bool
    default_output: bool

    def can(self, direction: Direction) -> bool:
        """Whether sound can go that way."""
        return (self.inputs if direction is Direction.INPUT else self.outputs) > 0

    def is_default(self, direction: Direction) -> bool:
        """Whether it is the system's choice for that way."""
        return self.default_input if direction is Direction.INPUT else self.default_output


def sounddevice() -> Any:
    """The `sounddevice` module. Raises Trouble where PortAudio is missing or doesn't start."""
    try:
        import sounddevice
    except (OSError, ImportError) as error:
        mend = "Install it with `pip install --force-reinstall sounddevice`, then try again."
        if sys.platform.startswith("linux"):
            mend = "Install it with `sudo apt install libportaudio2`, then try again."
        raise no_sound("The sound library PortAudio is not installed.", mend) from error
    except Exception as error:  # PortAudioError lives in the module that did not load
        raise _not_started(error) from error
    return sounddevice


def renew() -> None:
    """Look for devices anew, which PortAudio does only when it starts.

    Ends every stream: none may be open. Raises Trouble when PortAudio doesn't start.
    """
    module = sounddevice()
    try:
        # Once more after an attempt that ended in between; it isn't running then.
        if module._initialized:
            module._terminate()
        module._initialize()
    except module.PortAudioError as error:
        raise _not_started(error) from error


def devices() -> tuple[Device, ...]:
    """Every sound device, by index. Raises Trouble where there is no PortAudio."""
    module = sounddevice()
    first_in, first_out = _default(module, "input"), _default(module, "output")
    return tuple(
        Device(
            str(entry["name"]),
            int(entry["index"]),
            int(entry["max_input_channels"]),
            int(entry["max_output_channels"]),
            float(entry["default_samplerate"]),
            entry["index"] == first_in,
            entry["index"] == first_out,
        )
        for entry in module.query_devices()
    )


def find(name_or_index: str | int | None, direction: Direction) -> Device:
    """The device meant by a number, a name or part of one; the default for None and "".

    Raises Trouble when there is none, naming the nearest.
    """
    return choose(devices(), name_or_index, direction)


def choose(
    known: tuple[Device, ...], name_or_index: str | int | None, direction: Direction
) -> Device:
    """`find` among `known`."""
    able = [device for device in known if device.can(direction)]
    if not able:
        raise _none_at_all(direction)
    if name_or_index is None or name_or_index == "":
        return next((device for device in able if device.is_default(direction)), able[0])
    wanted = str(name_or_index).strip().lower()
    if wanted.isdecimal():
        meant = [device for device in able if device.index == int(wanted)]
    else:
        # The same name may stand under several systems of Windows: the first will do.
        meant = [device for device in able if device.name.lower() == wanted]
        meant += [device for device in able if wanted and wanted in device.name.lower()]
    if not meant:
        raise _not_found(able, str(name_or_index), direction)
    return meant[0]


@contextmanager
def opening(device: Device, direction: Direction) -> Iterator[None]:
    """Turns PortAudio's refusal of a device into Trouble."""
    module = sounddevice()
    try:
        yield
    except (module.PortAudioError, OSError, ValueError) as error:
        why = str(error).partition("\n")[0]
        what = f"The {direction} “{device.name}” cannot be opened: {why}."
        mend = (
            "Close other programs that use it and allow this one to use it in the system's "
            "settings, or choose another that `voiceguide doctor` lists."
        )
        raise no_sound(what, mend) from error


def gone(name: str, direction: Direction) -> Trouble:
    """Trouble with a device that worked before."""
    does = "gives" if direction is Direction.INPUT else "takes"
    return no_sound(
        f"The {direction} “{name}” {does} no more sound.",
        "Plug it in again or choose another that `voiceguide doctor` lists.",
    )


def no_sound(what: str, mend: str) -> Trouble:
    """Trouble with sound devices."""
    return Trouble(what, mend, ExitCode.NO_SOUND)


def _default(module: Any, kind: str) -> int:
    try:
        return int(module.query_devices(kind=kind)["index"])
    except (module.PortAudioError, ValueError):
        return -1


def _not_started(error: Exception) -> Trouble:
    what = f"The sound library PortAudio did not start: {error}."
    return no_sound(what, "Restart the machine's sound service, then try again.")


def _none_at_all(direction: Direction) -> Trouble:
    mend = f"Plug a {direction} in, then run `voiceguide doctor`."
    if sys.platform.startswith("linux"):
        mend += " If one is there, type `sudo usermod -aG audio $USER` and log in again."
    return no_sound(f"No {direction} was found.", mend)


def _not_found(able: list[Device], wanted: str, direction: Direction) -> Trouble:
    labels = {f"{device.name} ({device.index})": None for device in able}
    nearest = get_close_matches(wanted, labels, _SHOWN, cutoff=0.0)
    option = "--input-device" if direction is Direction.INPUT else "--output-device"
    return no_sound(
        f"There is no {direction} “{wanted}”; the nearest are {', '.join(nearest)}.",
        f"Give one of the names or numbers that `voiceguide doctor` lists as `{option}`.",
    )
