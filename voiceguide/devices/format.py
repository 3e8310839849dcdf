"""The form of sound that a device accepts and that is nearest to ours."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from voiceguide.devices.portaudio import Device, Direction, sounddevice
from voiceguide.messages.audio import BLOCK, SAMPLE_RATE

LATENCY_S: Final = 0.06
"""Asked of PortAudio each way: three blocks. Its own "low" is 9 ms, which crackles through
PulseAudio."""


@dataclass(frozen=True, slots=True)
class SoundFormat:
    """How a device is opened; always int16."""

    rate: float
    """Samples a second."""
    channels: int

    @property
    def block(self) -> int:
        """Frames in a block of ours."""
        return round(self.rate * BLOCK / SAMPLE_RATE)


def negotiate(device: Device, direction: Direction, rates: Sequence[int]) -> SoundFormat:
    """The first form accepted: one of `rates` before the device's own, mono before stereo.

    Raises what PortAudio raises for the device's own rate when it accepts nothing.
    """
    module = sounddevice()
    recording = direction is Direction.INPUT
    check = module.check_input_settings if recording else module.check_output_settings
    forms = [SoundFormat(rate, channels) for rate in (*rates, device.rate) for channels in (1, 2)]
    refusal: Exception | None = None
    for form in forms:
        try:
            check(device.index, channels=form.channels, dtype="int16", samplerate=form.rate)
        except (module.PortAudioError, ValueError) as error:
            refusal = refusal or error
        else:
            return form
    assert refusal is not None
    raise refusal
