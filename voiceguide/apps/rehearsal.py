"""A scripted conversation on the virtual clock, as fast as the machine can."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import numpy as np

from voiceguide.apps.asking import read_question
from voiceguide.apps.journal import Happening, Journal
from voiceguide.apps.other_voice import other_voice
from voiceguide.assembly import (
    make_assistant,
    make_listener,
    make_parts,
    make_phrases,
    make_voice,
)
from voiceguide.errors import ExitCode, Trouble
from voiceguide.hearing.listener import Listening, Scene
from voiceguide.memory.memory import DiaryMemory
from voiceguide.messages.audio import BLOCK, SAMPLE_RATE, Samples
from voiceguide.messages.rehearsal import Line
from voiceguide.messages.speech import Hypothesis
from voiceguide.settings import Settings
from voiceguide.speaking.phrases import Speech
from voiceguide.speaking.unspoken import Unspoken

_AFTER: Final = 10.0
"""Seconds after the last words, where a script doesn't say when it ends."""


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What happened, and both sides' sound."""

    happened: Sequence[Happening]
    person: Samples
    assistant: Samples
    """As long as the person's."""


class Scripted:
    """`Listening` that hears words when their time has come, whatever sound there is."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = [line for line in lines if line.say]
        self._samples = 0

    @property
    def partial(self) -> str:
        """Words come whole."""
        return ""

    def begin_anew(self) -> None:
        """Words come whole, so none is half heard."""

    def hear(self, block: Samples, scene: Scene) -> Hypothesis | None:
        """The words whose time has come, one line a block."""
        now = self._samples / SAMPLE_RATE
        self._samples += len(block)
        if self._lines and self._lines[0].at <= now:
            return Hypothesis(self._lines.pop(0).say)
        return None


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
    progress: Callable[[float], object] = lambda share: None,
) -> Rehearsed:
    """Play `lines` and tell what happened.

    `voice` speaks for the person; `text` hands the words in as heard and plays no sound; `diary`
    is a file to begin with and to write to; `start` is when the rehearsal takes place. Trouble for
    a recording that can't be read, or an unknown voice.
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
            listener = make_listener(parts, leaks=False)
            speech = opened.enter_context(closing(make_phrases(settings)))
        assistant = make_assistant(parts, listener, speech, journal.turn, journal.deed)
        person = _laid_out(lines, spoken)
        # A script may be over before it began.
        played = [np.zeros(0, np.int16)]
        for block in person.reshape(-1, BLOCK):
            clock.seconds = assistant.now
            journal.state(assistant.now, assistant.doing)
            played.append(assistant.process(block))
            progress(assistant.now * SAMPLE_RATE / len(person))
        journal.state(assistant.now, assistant.doing)
    return Rehearsed(journal.happened(), person, np.concatenate(played))


def _spoken(lines: Sequence[Line], settings: Settings, voice: str) -> dict[Line, Samples]:
    """The sound of every line that has any."""
    with closing(make_voice()) as synthesiser:
        style = other_voice(synthesiser, settings, voice)
        return {
            line: read_question(line.wav) if line.wav else synthesiser.synthesise(line.say, style)
            for line in lines
            if line.say or line.wav
        }


def _laid_out(lines: Sequence[Line], spoken: Mapping[Line, Samples]) -> Samples:
    """The person's side: each line at its time, silence between; whole blocks."""
    ends = [_at(line) + len(spoken.get(line, ())) for line in lines]
    named = not (lines[-1].say or lines[-1].wav)
    whole = _at(lines[-1]) if named else max(ends) + round(_AFTER * SAMPLE_RATE)
    person = np.zeros(-(-whole // BLOCK) * BLOCK, np.int32)
    for line, samples in spoken.items():
        room = person[_at(line) :][: len(samples)]
        room += samples[: len(room)]
    return np.clip(person, -32768, 32767).astype(np.int16)


def _at(line: Line) -> int:
    return round(line.at * SAMPLE_RATE)
