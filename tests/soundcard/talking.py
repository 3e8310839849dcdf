"""A person and the assistant on the sound card, judged by the samples that went by."""

import json
import subprocess
from dataclasses import dataclass, field

import numpy as np

from voiceguide.apps.live import Live, live
from voiceguide.assembly import make_brief_memory, make_parts
from voiceguide.messages.audio import Samples
from voiceguide.mind import Turn
from voiceguide.settings import Settings

PERSON = 8000
"""Only the person is as loud as this at the microphone; the echo stays below."""
TRIES = 3
PATIENCE = 500
"""Blocks, 10 s, after which something is said again."""
INTO_THE_ANSWER = 75
AFTERWARDS = 250
"""Blocks that are listened to after all is over, for what the echo may trigger."""


@dataclass
class Talk:
    """Counts in blocks of the microphone's."""

    running: Live
    turns: list[Turn]
    block: int = 0
    person: int = 0
    """The last block that held the person's voice."""
    sounding: int = 0
    """The last block in which the assistant made a sound."""
    echo: int = 0
    heard: list[str] = field(default_factory=list)

    def go_on(self) -> None:
        read = self.running.card.read()
        if read is None:
            return
        played = self.running.assistant.process(read)
        self.running.outlet.put(played)
        self.block += 1
        if _peak(read) >= PERSON:
            self.person = self.block
        elif self.running.assistant.speaking:
            self.echo = max(self.echo, _peak(read))
        if played.any():
            self.sounding = self.block

    def say(self, clip: str) -> None:
        """Until something is heard."""
        before = len(self.turns)
        for _ in range(TRIES):
            player = _player(clip)
            for _ in range(PATIENCE):
                self.go_on()
                if len(self.turns) > before:
                    player.wait()
                    return
            player.wait()


def interrupted(question: str, word: str) -> None:
    """A question is asked, and its answer cut short by a word; prints what came of it."""
    turns: list[Turn] = []
    with live(make_parts(Settings(), make_brief_memory()), turns.append) as running:
        talk = Talk(running, turns)
        talk.say(question)
        for _ in range(INTO_THE_ANSWER):
            talk.go_on()
        answering = running.assistant.speaking
        talk.say(word)
        ended = talk.person
        for _ in range(AFTERWARDS):
            talk.go_on()
        latency = running.card.latency
    result = {
        "intents": [turn.intent.name for turn in turns],
        "answering": answering,
        "blocks": talk.sounding - ended,
        "echo": talk.echo,
        "latency": latency,
    }
    print(json.dumps(result))


def _peak(block: Samples) -> int:
    return int(np.abs(block.astype(np.int32)).max())


def _player(clip: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(["paplay", "--device=person", "--latency-msec=20", clip])
