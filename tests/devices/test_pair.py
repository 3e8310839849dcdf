import pytest

from voiceguide.devices.pair import same
from voiceguide.devices.portaudio import Device, Direction
from voiceguide.errors import Trouble

HEADSET = Device("Headset", 0, 1, 2, 48_000, False, False)
BUILT_IN = Device("Built-in", 1, 2, 2, 48_000, True, True)
SCREEN = Device("Screen", 2, 0, 2, 48_000, False, False)


def test_the_same_device_is_taken_whatever_its_number() -> None:
    moved = Device("Headset", 7, 1, 2, 48_000, False, False)
    assert same([BUILT_IN, moved], "Headset", Direction.INPUT, loyal=False) == moved


def test_at_first_only_the_same_will_do() -> None:
    with pytest.raises(Trouble, match="The microphone “Headset” gives no more sound"):
        same([BUILT_IN], "Headset", Direction.INPUT, loyal=True)
    assert same([BUILT_IN], "Headset", Direction.INPUT, loyal=False) == BUILT_IN


def test_a_device_that_lost_its_microphone_is_another() -> None:
    half = Device("Headset", 0, 0, 2, 48_000, False, False)
    assert same([half, BUILT_IN], "Headset", Direction.INPUT, loyal=False) == BUILT_IN
    assert same([half, BUILT_IN], "Headset", Direction.OUTPUT, loyal=True) == half


def test_with_none_at_all_there_is_nothing_to_choose() -> None:
    with pytest.raises(Trouble, match="No microphone was found"):
        same([SCREEN], "Headset", Direction.INPUT, loyal=False)
