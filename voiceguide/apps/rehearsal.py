"""A scripted conversation on the virtual clock, as fast as the machine can."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, Protocol

import numpy as np

from voiceguide.apps.asking import read_question
from voiceguide.apps.journal import Happening, Journal
from voiceguide.apps.other_voice import other_voice
from voiceguide.apps.scene import Scene
from voiceguide.assembly import (
    fixed_texts,
    make_assistant,
    make_listener,
    make_parts,
    make_phrases,
    make_voice,
)
from voiceguide.errors import ExitCode, Trouble
from voiceguide.hearing.listening import Listening, Moment
from voiceguide.memory.memory import DiaryMemory
from voiceguide.messages.audio import BLOCK, SAMPLE_RATE, Samples
from voiceguide.messages.rehearsal import Line
from voiceguide.messages.speech import Hypothesis
from voiceguide.settings import Settings
from voiceguide.speaking.phrases import Speech
from voiceguide.speaking.speaker import gain
from voiceguide.speaking.unspoken import Unspoken

_AFTER: Final = 10.0
"""Seconds after the last words, where a script doesn't say when it ends."""


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What happened, and both sides' sound."""

    happened: Sequence[Happening]
    microphone: Samples
    assistant: Samples
    """What was played, as long as what the microphone heard."""


class Scripted:
    """`Listening` that hears words when their time has come, whatever sound there is."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = [line for line in lines if line.say]
        self._samples = 0

    @property
    def partial(self) -> str:
        """Words come whole."""
        return ""

    @property
    def addressed(self) -> bool:
        """Words come whole, so that nobody is in the middle of them."""
        return False

    def heeded(self, heard: Hypothesis) -> None:
        """Nobody else speaks."""

    def begin_anew(self) -> None:
        """Words come whole, so none is half heard."""

    def hear(self, block: Samples, moment: Moment) -> Hypothesis | None:
        """The words whose time has come, one line a block."""
        now = self._samples / SAMPLE_RATE
        self._samples += len(block)
        if self._lines and self._lines[0].at <= now:
            return Hypothesis(self._lines.pop(0).say)
        return None


class Place(Protocol):
    """Where the conversation takes place."""

    def say(self, samples: Samples, after: int) -> None:
        """The person says `samples`, beginning `after` samples from now."""
        ...

    def hear(self, count: int) -> Samples:
        """The microphone's next `count` samples."""
        ...

    def play(self, block: Samples) -> None:
        """The speaker plays `block`."""
        ...


class Nowhere:
    """`Place` where the microphone hears the person's voice and nothing else."""

    def __init__(self, length: int) -> None:
        """`length` in samples; what would be said later is left out."""
        self._person = np.zeros(length, np.int32)

    def say(self, samples: Samples, after: int) -> None:
        """The person says `samples`, beginning `after` samples from now."""
        room = self._person[after:][: len(samples)]
        room += samples[: len(room)]

    def hear(self, count: int) -> Samples:
        """The microphone's next `count` samples."""
        heard, self._person = self._person[:count], self._person[count:]
        samples: Samples = np.clip(heard, -32768, 32767).astype(np.int16)
        return samples

    def play(self, block: Samples) -> None:
        """The speaker plays `block`, which nobody hears."""


class VirtualClock:
    """What time it is in a rehearsal: it begins at `start` and goes on with the samples."""

    def __init__(self, start: datetime) -> None:
        self._start = start
        self.seconds = 0.0

    def __call__(self) -> datetime:
        """The time now."""
        return self._start + timedelta(seconds=self.seconds)


def rehearse(
    lines: Sequence[Line],
    settings: Settings,
    voice: str = "",
    text: bool = False,
    diary: Path | None = None,
    start: datetime | None = None,
    scene: Scene | None = None,
    progress: Callable[[float], object] = lambda share: None,
) -> Rehearsed:
    """Play `lines` and tell what happened.

    `voice` speaks for the person; `text` hands the words in as heard and plays no sound; `diary`
    is a file to begin with and to write to; `start` is when the rehearsal takes place, and `scene`
    where: without one the microphone hears the person's voice alone, as it is. Trouble for a
    recording that can't be read, or an unknown voice.
    """
    recording = next((line.wav for line in lines if text and line.wav), None)
    if recording is not None:
        raise Trouble(
            f"{recording} can't be heard when words are handed in without sound.",
            "Leave --text out, or write `say:` with its words.",
            ExitCode.USAGE,
        )
    clock = VirtualClock(start or datetime.now().astimezone())
    parts = make_parts(settings, DiaryMemory(diary, clock))
    journal = Journal()
    with ExitStack() as opened:
        listener: Listening
        speech: Speech
        if text:
            spoken: dict[Line, Samples] = {}
            listener, speech = Scripted(lines), Unspoken(settings.rate)
        else:
            spoken = _spoken(lines, settings, voice)
            listener = make_listener(parts, leaks=scene is not None)
            speech = opened.enter_context(closing(make_phrases(settings)))
        assistant = make_assistant(parts, listener, speech, journal.turn, journal.deed)
        length = _length(lines, spoken)
        place: Place = Nowhere(length)
        if scene is not None:
            own_voice = gain(settings.volume) * speech.phrase(fixed_texts(parts)[0])
            place = scene.room(own_voice.astype(np.int16))
        for line, samples in spoken.items():
            place.say(samples, _at(line))
        # A script may be over before it began.
        heard, played = [np.zeros(0, np.int16)], [np.zeros(0, np.int16)]
        for _ in range(length // BLOCK):
            clock.seconds = assistant.now
            journal.state(assistant.now, assistant.doing)
            heard.append(place.hear(BLOCK))
            played.append(assistant.process(heard[-1]))
            place.play(played[-1])
            progress(assistant.now * SAMPLE_RATE / length)
        journal.state(assistant.now, assistant.doing)
    return Rehearsed(journal.happened(), np.concatenate(heard), np.concatenate(played))


def _spoken(lines: Sequence[Line], settings: Settings, voice: str) -> dict[Line, Samples]:
    """The sound of every line that has any."""
    with closing(make_voice()) as synthesiser:
        style = other_voice(synthesiser, settings, voice)
        return {
            line: read_question(line.wav) if line.wav else synthesiser.synthesise(line.say, style)
            for line in lines
            if line.say or line.wav
        }


def _length(lines: Sequence[Line], spoken: Mapping[Line, Samples]) -> int:
    """Samples that the rehearsal takes; whole blocks."""
    ends = [_at(line) + len(spoken.get(line, ())) for line in lines]
    named = not (lines[-1].say or lines[-1].wav)
    whole = _at(lines[-1]) if named else max(ends) + round(_AFTER * SAMPLE_RATE)
    return -(-whole // BLOCK) * BLOCK


def _at(line: Line) -> int:
    return round(line.at * SAMPLE_RATE)
