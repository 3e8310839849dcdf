"""What the tests here do with a real sound card; each runs in a process of its own.

PortAudio looks for devices once in a process and takes its server from the environment.
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable

import numpy as np

from tests.soundcard.talking import interrupted, session
from voiceguide.apps.live import live
from voiceguide.assembly import make_brief_memory, make_parts
from voiceguide.devices.loudspeaker import play
from voiceguide.devices.microphone import Microphone
from voiceguide.devices.portaudio import Device, Direction, devices, find
from voiceguide.devices.soundcard import Outlet, SoundCard
from voiceguide.errors import Trouble
from voiceguide.messages.audio import BLOCK, SAMPLE_RATE, Samples
from voiceguide.settings import Settings

HERTZ = 1000
MOST_BLOCKS = 200
SAID_AT = 150
"""Blocks: 3 s, in the middle of the opening."""
SAID_AGAIN = 120
"""Blocks after which it is said again: a busy machine loses words."""
GUIDED_BLOCKS = 500


def tone(seconds: float) -> Samples:
    turns = 2 * np.pi * HERTZ * np.arange(round(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    samples: Samples = (8000 * np.sin(turns)).astype(np.int16)
    return samples


def is_tone(block: Samples) -> bool:
    """Whether most of the block's energy lies at the tone's frequency."""
    spectrum = np.abs(np.fft.rfft(block * np.hanning(len(block)))) ** 2
    peak = HERTZ * len(block) // SAMPLE_RATE
    return bool(spectrum[peak - 2 : peak + 3].sum() > 0.9 * spectrum.sum() > 1e9)


def pair() -> tuple[Device, Device]:
    return find(None, Direction.INPUT), find(None, Direction.OUTPUT)


def rates(argument: str) -> tuple[int, ...]:
    return (SAMPLE_RATE,) if argument == "ours" else ()


def full_duplex(which: str) -> None:
    """Plays a tone and reads until ten blocks in a row hold it."""
    outlet, wave, at, heard = Outlet(), tone(5.0), 0, 0
    for _ in range(10):
        outlet.put(wave[:BLOCK])
    with SoundCard(*pair(), outlet.take, rates(which)) as card:
        for _ in range(MOST_BLOCKS):
            block = card.read()
            assert block.shape == (BLOCK,)
            assert block.dtype == np.int16
            heard = heard + 1 if is_tone(block) else 0
            if heard == 10:
                print("heard")
                return
            outlet.put(wave[at : at + BLOCK])
            at += BLOCK


def played(which: str) -> None:
    """`play` to its end, heard by a microphone that is open alone."""
    microphone, speaker = pair()
    with Microphone(microphone, rates(which)) as ear:
        ear.read()
        playing = threading.Thread(target=play, args=(tone(0.5), speaker, rates(which)))
        playing.start()
        heard = sum(is_tone(ear.read()) for _ in range(60))
        playing.join()
    print("heard" if 20 <= heard <= 26 else f"{heard} blocks")


def speaker_alone() -> None:
    outlet = Outlet()
    with SoundCard(None, find(None, Direction.OUTPUT), outlet.take) as card:
        try:
            card.read()
        except ValueError as error:
            print(error)


def overflow() -> None:
    """Nobody reads for as long as a sound is played."""
    microphone, speaker = pair()
    with Microphone(microphone, held=2) as ear:
        ear.read()
        play(tone(0.3), speaker)
        print("lost" if ear.overflows > 0 else "none lost")
        ear.read()


def broken_source() -> None:
    def source(n: int) -> Samples:
        raise Trouble("The source broke.", "Mend it.")

    with SoundCard(*pair(), source) as card:
        for _ in range(MOST_BLOCKS):
            card.read()


def unplugged(pid: str) -> None:
    """The sound server dies while a microphone is read."""
    outlet = Outlet()
    with SoundCard(*pair(), outlet.take) as card:
        card.read()
        os.kill(int(pid), signal.SIGKILL)
        for _ in range(MOST_BLOCKS):
            card.read()


def absent_then_play(pid: str) -> None:
    """The sound server dies between finding a speaker and opening it."""
    _, speaker = pair()
    os.kill(int(pid), signal.SIGKILL)
    play(tone(0.1), speaker)


def guided(word: str) -> None:
    """A session on the card; someone says `word`, if any, into it while it speaks."""
    heard: list[str] = []
    parts = make_parts(Settings(), make_brief_memory())
    with live(parts, lambda turn: heard.append(turn.intent.name)) as running:
        assistant = running.assistant
        assistant.begin("childs-pose")
        for number in range(GUIDED_BLOCKS):
            if word and number >= SAID_AT and (number - SAID_AT) % SAID_AGAIN == 0:
                subprocess.Popen(["paplay", "--device=person", "--latency-msec=20", word])
            running.block()
            if not assistant.guiding:
                break
    print(*heard, assistant.doing, number > SAID_AT)


def listing() -> None:
    for device in devices():
        print(device.name, device.can(Direction.INPUT), device.is_default(Direction.OUTPUT))
    print(find("DEFAU", Direction.INPUT).name)
    find("nonsense", Direction.OUTPUT)


SCENARIOS: dict[str, Callable[..., None]] = {
    scenario.__name__: scenario
    for scenario in (
        full_duplex,
        played,
        speaker_alone,
        overflow,
        broken_source,
        unplugged,
        absent_then_play,
        guided,
        interrupted,
        session,
        listing,
    )
}


def main() -> int:
    try:
        SCENARIOS[sys.argv[1]](*sys.argv[2:])
    except Trouble as trouble:
        print(trouble.what)
        return trouble.code
    return 0


if __name__ == "__main__":
    sys.exit(main())
