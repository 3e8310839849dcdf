"""The microphone and the speaker a person wants, found anew as often as needed."""

from collections.abc import Callable, Sequence
from typing import Final

from voiceguide.devices.loudspeaker import play
from voiceguide.devices.portaudio import Device, Direction, choose, devices, find, gone, renew
from voiceguide.devices.soundcard import SoundCard
from voiceguide.messages.audio import Samples


class Pair:
    """Makes sound cards, to be entered by the caller; one at a time may be open."""

    def __init__(self, microphone: str, speaker: str, source: Callable[[int], Samples]) -> None:
        """Each by name, part of it or number; "" is the system's choice. `source`: `SoundCard`."""
        self._wanted: Final = {Direction.INPUT: microphone, Direction.OUTPUT: speaker}
        self._source = source
        self._names: dict[Direction, str] = {}
        self._speaker: Device | None = None

    def first(self) -> SoundCard:
        """The card as wanted. Raises Trouble when there is no such device."""
        return self._card(*(find(wanted or None, way) for way, wanted in self._wanted.items()))

    def again(self, loyal: bool) -> SoundCard:
        """The same devices as before or, unless `loyal`, the system's choice where one is missing.

        No sound card may be open, for PortAudio is started anew. Raises Trouble.
        """
        renew()
        known = devices()
        return self._card(*(same(known, name, way, loyal) for way, name in self._names.items()))

    def play(self, samples: Samples) -> None:
        """Play `samples` to their end on the speaker last used, when no card is open.

        Raises Trouble when it can't.
        """
        assert self._speaker is not None
        play(samples, self._speaker)

    def _card(self, microphone: Device, speaker: Device) -> SoundCard:
        self._speaker = speaker
        self._names = self._names or {
            Direction.INPUT: microphone.name,
            Direction.OUTPUT: speaker.name,
        }
        return SoundCard(microphone, speaker, self._source)


def same(known: Sequence[Device], name: str, direction: Direction, loyal: bool) -> Device:
    """The device of that whole name; else, unless `loyal`, the default. Raises Trouble."""
    alike = [device for device in known if device.name == name and device.can(direction)]
    if alike:
        # The same name may stand under several systems of Windows.
        return choose(tuple(alike), None, direction)
    if loyal:
        raise gone(name, direction)
    return choose(tuple(known), None, direction)
