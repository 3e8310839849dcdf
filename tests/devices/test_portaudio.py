import sys
from pathlib import Path

import pytest

from voiceguide.devices.portaudio import Device, Direction, choose, sounddevice
from voiceguide.errors import ExitCode, Trouble

KNOWN = (
    Device("HDMI", 0, 0, 8, 48_000, False, False),
    Device("USB Headset", 1, 1, 2, 44_100, False, False),
    Device("Built-in Audio", 2, 2, 2, 48_000, True, True),
    Device("USB Headset Pro", 3, 1, 0, 48_000, False, False),
)


@pytest.mark.parametrize(
    ("wanted", "direction", "index"),
    [
        (None, Direction.INPUT, 2),
        ("", Direction.OUTPUT, 2),
        (1, Direction.INPUT, 1),
        ("1", Direction.OUTPUT, 1),
        (0, Direction.OUTPUT, 0),
        ("hdmi", Direction.OUTPUT, 0),
        ("usb headset", Direction.INPUT, 1),
        ("headset pro", Direction.INPUT, 3),
        (" headset ", Direction.INPUT, 1),
    ],
)
def test_the_device_that_is_meant(
    wanted: str | int | None, direction: Direction, index: int
) -> None:
    assert choose(KNOWN, wanted, direction).index == index


def test_without_a_default_the_first_that_can() -> None:
    assert choose(KNOWN[:2], None, Direction.INPUT).index == 1


@pytest.mark.parametrize("wanted", [0, "HDMI", 9, "-1", "Headsot", " "])
def test_a_device_that_cannot_be_found_names_the_nearest(wanted: str | int) -> None:
    with pytest.raises(Trouble) as caught:
        choose(KNOWN, wanted, Direction.INPUT)
    assert caught.value.code is ExitCode.NO_SOUND
    assert f"no microphone “{wanted}”" in caught.value.what
    assert "USB Headset (1)" in caught.value.what
    assert "HDMI (0)" not in caught.value.what
    assert "--input-device" in caught.value.mend


@pytest.mark.parametrize("direction", list(Direction))
def test_no_device_at_all(direction: Direction) -> None:
    with pytest.raises(Trouble, match=f"No {direction} was found") as caught:
        choose((), "anything", direction)
    assert "voiceguide doctor" in caught.value.mend


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("raise OSError('PortAudio library not found')", "is not installed"),
        ("raise RuntimeError('Error initializing PortAudio')", "did not start"),
    ],
)
def test_a_machine_without_portaudio(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str, what: str
) -> None:
    """A real import of a module that fails as sounddevice does there."""
    (tmp_path / "sounddevice.py").write_text(body)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
    with pytest.raises(Trouble, match=what) as caught:
        sounddevice()
    assert caught.value.code is ExitCode.NO_SOUND
    if sys.platform.startswith("linux") and "installed" in what:
        assert "sudo apt install libportaudio2" in caught.value.mend
