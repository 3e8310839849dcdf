"""What the demo plays; its questions and answers are the same as `ask`'s."""

from dataclasses import replace

import numpy as np
import pytest

from voiceguide.apps.cli import demo as demo_module
from voiceguide.devices.portaudio import Device, Direction
from voiceguide.messages.audio import Samples
from voiceguide.settings import Settings
from voiceguide.speaking.speaker import gain


def test_it_is_as_loud_as_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    played: list[Samples] = []

    def find(name: str | None, direction: Direction) -> Device | None:
        return None

    def play(samples: Samples, device: Device | None) -> None:
        played.append(samples)

    monkeypatch.setattr(demo_module, "find", find)
    monkeypatch.setattr(demo_module, "play", play)
    for volume in (1, 10):
        assert demo_module._played(np.full(4, 10_000, np.int16), replace(Settings(), volume=volume))
    assert [sound[0] for sound in played] == [round(10_000 * gain(1)), 10_000]
