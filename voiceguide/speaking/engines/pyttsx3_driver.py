"""pyttsx3 inside the worker process: text to a sound file, again and again."""

import sys
from pathlib import Path
from typing import Any, Final

from voiceguide.speaking.engines import espeak_library

_ATTEMPTS: Final = 4


class UnknownVoiceError(Exception):
    """The engine has no voice of that name."""


class EngineFailedError(Exception):
    """The engine did not speak; the message is its own."""


class Driver:
    """The platform's engine, in the one way of driving it that works a second time.

    eSpeak may be started once in a process: a second start crashes it. The macOS and Windows
    drivers finish only the first run of an engine, so they get a new one for each text.
    """

    def __init__(self, scratch: Path) -> None:
        espeak_library.load(scratch)
        self._espeak = sys.platform not in ("darwin", "win32")
        self._set: tuple[str, int] | None = None
        self._stopped = False
        self._error: Exception | None = None
        self._engine = self._start()
        if self._espeak:
            # The first run of an engine returns before the sound is there; let it be an empty one.
            self._engine.runAndWait()
        voices = list(self._engine.getProperty("voices") or [])
        english = [voice.id for voice in voices if _is_english(voice)]
        own = self._engine.getProperty("voice")
        self._default: str = own if own in english or not english else english[0]
        ordered = [self._default, *english, *(voice.id for voice in voices)]
        self._ids: tuple[str, ...] = tuple(dict.fromkeys(ordered))
        self._names = {str(voice.name).lower(): voice.id for voice in voices}
        self._names |= {voice.id.lower(): voice.id for voice in voices}

    def voices(self) -> tuple[str, ...]:
        """Ids of the engine's voices: the default one, then English ones, then the rest."""
        return self._ids

    def save(self, text: str, voice: str, rate: int, path: Path) -> None:
        """Speak `text` into a sound file at `path`; `rate` in words a minute.

        Raises UnknownVoiceError and EngineFailedError.
        """
        wanted = (self._voice_id(voice), rate)
        for _ in range(_ATTEMPTS):
            if not self._espeak:
                self._engine = None
                self._engine = self._start()
            self._adjust(wanted)
            self._stopped, self._error = False, None
            self._engine.save_to_file(text, str(path))
            self._engine.runAndWait()
            # Now and then pyttsx3 takes eSpeak for busy and cancels its own utterance: the file
            # is then there but cut short or empty, and only this event tells.
            if not self._stopped and self._error is None and path.exists():
                return
        raise EngineFailedError(str(self._error or "it stopped before the end of the text"))

    def _start(self) -> Any:
        import pyttsx3

        engine = pyttsx3.init()
        engine.connect("finished-utterance", self._on_finished)
        engine.connect("error", self._on_error)
        return engine

    def _adjust(self, wanted: tuple[str, int]) -> None:
        if self._espeak and wanted == self._set:
            return
        voice, rate = wanted
        self._engine.setProperty("voice", voice)
        self._engine.setProperty("rate", rate)
        if self._espeak:
            # Settings wait in eSpeak's queue; one still there when speech begins looks like
            # speech under way and makes pyttsx3 cancel both.
            from pyttsx3.drivers import _espeak

            _espeak.Synchronize()
        self._set = wanted

    def _voice_id(self, name: str) -> str:
        if not name:
            return self._default
        if name.lower() not in self._names:
            raise UnknownVoiceError(name)
        return str(self._names[name.lower()])

    def _on_finished(self, name: str | None, completed: bool) -> None:
        self._stopped = self._stopped or not completed

    def _on_error(self, name: str | None, exception: Exception) -> None:
        self._error = exception


def _is_english(voice: Any) -> bool:
    return any(_language(one).startswith("en") for one in voice.languages or ())


def _language(code: object) -> str:
    text = code.decode("utf-8", "replace") if isinstance(code, bytes) else str(code)
    return text.strip("\x05\x02 ").lower()
