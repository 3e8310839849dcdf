"""A person and the assistant on the sound card, judged by the samples that went by."""

import json
import subprocess
from dataclasses import dataclass

import numpy as np

from voiceguide.apps.live import Live, live
from voiceguide.assembly import make_brief_memory, make_parts
from voiceguide.assistant import Deed
from voiceguide.messages.audio import Samples
from voiceguide.messages.effects import Say, Tell
from voiceguide.mind import Turn
from voiceguide.settings import Settings

PERSON = 8000
"""Only the person is as loud as this at the microphone; the echo stays far below."""
TRIES = 3
PATIENCE = 500
"""Blocks, 10 s, after which something is said again."""
ANSWERED = 200
"""Blocks of the answer before it is cut short; a busy machine hears its echo 2 s late."""
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

    def go_on(self) -> tuple[int, int]:
        """One block; how loud the microphone's and the speaker's were."""
        heard = self.running.card.read()
        assert heard is not None
        played = self.running.assistant.process(heard)
        self.running.outlet.put(played)
        self.block += 1
        if _peak(heard) >= PERSON:
            self.person = self.block
        if played.any():
            self.sounding = self.block
        return _peak(heard), _peak(played)

    def say(self, clip: str) -> None:
        """Until something is made of it."""
        before = len(self.turns)
        for _ in range(TRIES):
            play = ["paplay", "--device=person", "--latency-msec=20", clip]
            with subprocess.Popen(play):
                for _ in range(PATIENCE):
                    self.go_on()
                    if len(self.turns) > before:
                        return


def interrupted(question: str, word: str) -> None:
    """A question is asked, and its answer cut short by a word; prints what came of it."""
    turns: list[Turn] = []
    with live(make_parts(Settings(), make_brief_memory()), turns.append) as running:
        talk = Talk(running, turns)
        talk.say(question)
        echo, answer = np.max([talk.go_on() for _ in range(ANSWERED)], axis=0)
        answering = running.assistant.speaking
        talk.say(word)
        ended = talk.person
        for _ in range(AFTERWARDS):
            talk.go_on()
        result = {
            "intents": [turn.intent.name for turn in turns if turn.heeded],
            "ignored": [f"{turn.heard.text}: {turn.sureness}" for turn in turns if not turn.heeded],
            "answer": int(answer),
            "echo": int(echo),
            "answering": answering,
            "blocks": talk.sounding - ended,
            "latency": running.card.latency,
            "lost": running.card.overflows + running.card.underflows,
        }
    print(json.dumps(result))


def session() -> None:
    """A session until its end; prints what is said in it."""

    def told(deed: Deed) -> None:
        if isinstance(deed.effect, Say | Tell) and deed.effect.text:
            print("says:", deed.effect.text, flush=True)

    parts = make_parts(Settings(), make_brief_memory(), lambda trouble: print(trouble, flush=True))
    with live(parts, on_deed=told) as running:
        running.assistant.begin("childs-pose")
        while running.assistant.guiding:
            running.block()


def _peak(block: Samples) -> int:
    return int(np.abs(block.astype(np.int32)).max())
