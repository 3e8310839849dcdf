"""Vosk as a recogniser."""

import json
import shutil
from collections.abc import Callable, Sequence
from copy import copy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import numpy as np

from voiceguide.errors import ExitCode, Trouble
from voiceguide.hearing.dither import dithered
from voiceguide.hearing.engines.quiet import quiet
from voiceguide.hearing.engines.vosk_folder import GRAMMAR, open_folder
from voiceguide.hearing.engines.vosk_verifier import Trusting, VoskVerifier
from voiceguide.hearing.verification import Verifier
from voiceguide.messages.audio import SAMPLE_RATE, Samples
from voiceguide.messages.speech import UNKNOWN, Hypothesis, Word

_CHUNK: Final = 640
"""Samples that Vosk gets at a time, 40 ms: the sooner a word is believed, the sooner it is acted
on. It looks for the end of an utterance once a chunk, so chunks of one size, counted from its first
sample, make results independent of the caller's blocks."""


class VoskRecogniser:
    """A `Recogniser` over one Vosk model; see the protocol for what a caller may rely on."""

    def __init__(self, folder: Path) -> None:
        """Load the model in `folder`. Trouble (NO_MODEL) names what it lacks."""
        self._folder = open_folder(folder)
        vosk = _library()
        self._model = vosk.Model(str(folder))
        self._make = vosk.KaldiRecognizer
        self._taken = 0
        self._waiting: Samples = np.empty(0, np.int16)
        self._unheard: tuple[str, ...] = ()
        self._partial: str | None = None
        """The words so far, once they were asked for since the last chunk."""
        self._begin(None)

    def another(self) -> "VoskRecogniser":
        """A second recogniser over the same model, which is held in memory once."""
        other = copy(self)
        other._taken, other._unheard = 0, ()
        other._begin(None)
        return other

    def strict(self, grammar: bytes) -> "VoskRecogniser":
        """A recogniser over the same network that expects just what `grammar` (a Gr.fst) holds.

        Vosk's own way to narrow a model makes a bigram of the phrases, which lets "no" be "now".
        """
        other = self.another()
        with TemporaryDirectory() as scratch:
            for file in self._folder.path.rglob("*.*"):
                copied = Path(scratch) / file.relative_to(self._folder.path)
                copied.parent.mkdir(parents=True, exist_ok=True)
                if file.is_file() and file.name != GRAMMAR.name:
                    shutil.copyfile(file, copied)
            (Path(scratch) / GRAMMAR).write_bytes(grammar)
            other._model = _library().Model(scratch)
        other._begin(None)
        return other

    def verifier(self) -> Verifier:
        """What scores sound by all that is expected against `[unk]`."""
        if not self.narrows or UNKNOWN not in self._folder.words:
            return Trusting()
        return VoskVerifier(self._fresh(None), self._fresh([UNKNOWN]))

    @property
    def narrows(self) -> bool:
        """Whether `expect` can narrow this model; a static one (HCLG.fst) hears all it knows."""
        return self._folder.dynamic

    @property
    def unheard(self) -> tuple[str, ...]:
        """Phrases of the last `expect` left out because the model lacks one of their words."""
        return self._unheard

    def missing(self, phrases: Sequence[str]) -> tuple[str, ...]:
        """Words of `phrases` that the model can't hear, sorted."""
        words = {word for phrase in phrases for word in phrase.split()} - {UNKNOWN}
        return tuple(sorted(words - self._folder.words)) if self._folder.words else ()

    def accept(self, samples: Samples) -> Hypothesis | None:
        """Take the next samples; samples after an utterance's end wait for the next call."""
        since = self._taken - self._origin
        self._taken += len(samples)
        return self._take(dithered(samples, since))

    def _take(self, samples: Samples) -> Hypothesis | None:
        self._waiting = np.concatenate([self._waiting, samples])
        while len(self._waiting) >= _CHUNK:
            chunk, self._waiting = self._waiting[:_CHUNK], self._waiting[_CHUNK:]
            self._partial = None
            if self._engine.AcceptWaveform(chunk.tobytes()):
                final = self._hypothesis(self._engine.Result)
                if final.text:
                    return final
        return None

    def partial(self) -> str:
        """The words believed so far; empty in silence."""
        if self._partial is None:
            self._partial = str(json.loads(self._engine.PartialResult()).get("partial", ""))
        return self._partial

    def finish(self) -> Hypothesis:
        """End the utterance now; what still waited is heard in it too."""
        heard = []
        while (final := self._take(np.empty(0, np.int16))) is not None:
            heard.append(final)
        self._partial = None
        self._engine.AcceptWaveform(self._waiting.tobytes())
        self._waiting = np.empty(0, np.int16)
        heard.append(self._hypothesis(self._engine.FinalResult))
        text = " ".join(part.text for part in heard if part.text)
        return Hypothesis(text, tuple(word for part in heard for word in part.words))

    def expect(self, phrases: Sequence[str] | None) -> None:
        """Narrow to `phrases` (and `[unk]`), or None: all the model knows; starts afresh.

        Phrases with a word that the model lacks are left out and named by `unheard`. A model
        that can't be narrowed goes on hearing all it knows.
        """
        self._unheard = ()
        if phrases is None or not self.narrows:
            self._begin(None)
            return
        lacking = set(self.missing(phrases))
        own = list(dict.fromkeys([*phrases, UNKNOWN]))
        self._unheard = tuple(phrase for phrase in own if lacking.intersection(phrase.split()))
        left_out = set(self._unheard)
        self._begin([phrase for phrase in own if phrase not in left_out])

    def _fresh(self, phrases: Sequence[str] | None) -> Any:
        """An engine of Vosk's: one that has heard something can't change its grammar."""
        grammar = () if phrases is None else (json.dumps(phrases),)
        return self._make(self._model, SAMPLE_RATE, *grammar)

    def _begin(self, phrases: Sequence[str] | None) -> None:
        self._engine = self._fresh(phrases)
        self._engine.SetWords(True)
        self._partial = None
        self._waiting = np.empty(0, np.int16)
        self._origin = self._taken

    def _hypothesis(self, result: Callable[[], str]) -> Hypothesis:
        with quiet():
            heard = json.loads(result())
        began = self._origin / SAMPLE_RATE
        words = tuple(
            Word(
                word["word"],
                min(1.0, max(0.0, float(word["conf"]))),
                began + float(word["start"]),
                began + float(word["end"]),
            )
            for word in heard.get("result", ())
        )
        return Hypothesis(heard["text"], words)


def _library() -> Any:
    try:
        import vosk
    except (ImportError, OSError) as error:
        raise Trouble(
            f"Speech recognition can't be loaded: {error}.",
            "Install it with `pip install vosk`.",
            ExitCode.NO_MODEL,
        ) from None
    vosk.SetLogLevel(-1)
    # Ctrl-C in its constructor leaves a recogniser without one, and Vosk's `__del__` complains.
    vosk.KaldiRecognizer._handle = vosk._ffi.NULL
    return vosk
