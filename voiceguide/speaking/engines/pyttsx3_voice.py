"""The platform's own speech engine through pyttsx3, held in a worker process."""

import sys
import tempfile
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

import numpy as np

from voiceguide.errors import ExitCode, Trouble
from voiceguide.messages.audio import SAMPLE_RATE, Samples
from voiceguide.speaking.plain import speakable
from voiceguide.speaking.trim import trim
from voiceguide.speaking.voice import VoiceStyle
from voiceguide.speaking.worker import Worker, WorkerGoneError, WorkerSlowError

TIME_LIMIT_S: Final = 10.0
_COMMAND: Final = (sys.executable, "-m", "voiceguide.speaking.engines.pyttsx3_worker")
_ATTEMPTS: Final = 2


class Pyttsx3Voice:
    """A `Voice`. The worker starts with the first text; one that hangs or dies is replaced.

    One call at a time: `Phrases` holds the lock where threads meet.
    """

    def __init__(
        self, time_limit_s: float = TIME_LIMIT_S, command: Sequence[str] = _COMMAND
    ) -> None:
        """`time_limit_s` is for one text; `command` is given a scratch folder as last argument."""
        self._time_limit_s = time_limit_s
        self._command = tuple(command)
        self._scratch: tempfile.TemporaryDirectory[str] | None = None
        self._worker: Worker | None = None

    @property
    def engine(self) -> str:
        """What speaks, with its versions: the same text may sound different when this changes."""
        return f"pyttsx3 {_version('pyttsx3')} espeakng-loader {_version('espeakng-loader')}"

    @property
    def worker_pid(self) -> int | None:
        """Process number of the worker; None while there is none."""
        return self._worker.pid if self._worker else None

    def synthesise(self, text: str, style: VoiceStyle) -> Samples:
        """The spoken text: mono int16 at 16 kHz, silence trimmed; empty for empty text.

        Raises Trouble when the voice isn't there, or the engine fails twice.
        """
        plain = speakable(text)
        if not plain:
            return np.zeros(0, np.int16)
        self._ask({"text": plain, "voice": style.name, "rate": style.words_per_minute})
        return trim(_read(self._sound()))

    def voices(self) -> tuple[str, ...]:
        """Ids that `VoiceStyle.name` may hold: the default, then English ones, then others."""
        return tuple(self._ask({"list": True})["voices"])

    def close(self) -> None:
        """End the worker and remove its folder; may be called twice, and used again after."""
        self._end_worker()
        if self._scratch is not None:
            self._scratch.cleanup()
            self._scratch = None

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        why, slow = "", False
        for _ in range(_ATTEMPTS):
            path = self._sound()
            path.unlink(missing_ok=True)
            slow = False
            try:
                if self._worker is None:
                    self._worker = Worker([*self._command, str(path.parent)])
                reply = self._worker.ask({**request, "path": str(path)}, self._time_limit_s)
            except WorkerSlowError:
                why, slow = f"it gave no answer within {self._time_limit_s:g} seconds", True
                self._end_worker()
                continue
            except WorkerGoneError as error:
                why = str(error)
                self._end_worker()
                continue
            if "error" not in reply:
                return reply
            why = str(reply["error"])
            if reply.get("kind") == "voice":
                raise _unknown_voice(why)
            # An engine that failed once may be in any state; the next text gets a new one.
            self._end_worker()
        raise _failed(why, there=slow)

    def _sound(self) -> Path:
        """Where the worker writes what it speaks, in a folder that is there."""
        if self._scratch is not None and not Path(self._scratch.name).is_dir():
            # Temporary folders are cleaned; the worker knows the old one, and hangs without it.
            self.close()
        if self._scratch is None:
            try:
                self._scratch = tempfile.TemporaryDirectory(prefix="voiceguide-")
            except OSError as error:
                raise Trouble(
                    f"The voice needs a temporary folder and could not make one: {error}.",
                    "Free some disk space, or set TMPDIR to a folder that can be written to.",
                    ExitCode.NO_VOICE,
                ) from error
        return Path(self._scratch.name) / "speech.wav"

    def _end_worker(self) -> None:
        if self._worker is not None:
            self._worker.end()
            self._worker = None


def _read(path: Path) -> Samples:
    import soundfile
    import soxr

    try:
        # macOS writes AIFF under any name; soundfile goes by content.
        sound, rate = soundfile.read(path, dtype="float32", always_2d=True)
    except (OSError, RuntimeError) as error:
        raise _failed("its sound file could not be read") from error
    if not len(sound):
        return np.zeros(0, np.int16)
    mono = soxr.resample(sound.mean(axis=1), rate, SAMPLE_RATE)
    samples: Samples = np.clip(np.rint(mono * 32768.0), -32768, 32767).astype(np.int16)
    return samples


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "none"


def _unknown_voice(name: str) -> Trouble:
    return Trouble(
        f"There is no voice called “{name}” on this machine.",
        "Run `voiceguide doctor` to see the voices, and give one of them as `--voice`.",
        ExitCode.NO_VOICE,
    )


def _failed(why: str, there: bool = False) -> Trouble:
    """`there`: it was started, so that to install it would mend nothing."""
    linux = "Install the speech engine with `sudo apt install espeak-ng`, then try again."
    other = "Run `voiceguide doctor` to see what the speech engine needs."
    return Trouble(
        f"The speech engine did not speak: {why}.",
        linux if sys.platform.startswith("linux") and not there else other,
        ExitCode.NO_VOICE,
    )
