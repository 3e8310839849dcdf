"""WAV files to samples and back; FLAC and what else libsndfile reads come for free."""

import os
import stat
import wave
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Final

import numpy as np

from voiceguide.devices.convert import Cutter, Floats, Resampler, to_int16, to_mono
from voiceguide.devices.filebytes import FileBytes
from voiceguide.devices.riff import find_data
from voiceguide.errors import ExitCode, Trouble
from voiceguide.messages.audio import SAMPLE_RATE, Samples
from voiceguide.whole_file import try_to_write, written_whole

_SLOWEST, _FASTEST = 1_000, 768_000
"""Sample rates that make sense; what lies outside is a damaged header."""
_VALUES: Final = 262_144
"""Values read at once, all channels together: 1 MiB."""
_GIVE: Final = "Give the path of a WAV or FLAC file."
_AGAIN: Final = "Copy or record the file again."


def read(path: Path | str) -> Samples:
    """All sound of a file, channels averaged: mono int16 at 16 kHz, at least one sample.

    Raises Trouble for a file that is missing, unreadable, not audio, empty or cut short.
    """
    return np.concatenate(list(blocks(path, SAMPLE_RATE)))


def blocks(path: Path | str, size: int) -> Iterator[Samples]:
    """The same in blocks of `size` samples, the last as long as what is left.

    Holds about a MiB however long the file. Trouble comes with the block it is met at; all that
    the header tells comes with the first.
    """
    path = Path(path)
    cutter, some = Cutter(size), False
    with _opened(path) as file:
        for piece in _pieces(path, file):
            for block in cutter.add(piece):
                some = True
                yield block
    if len(cutter.rest()):
        yield cutter.rest()
    elif not some:
        raise _bad(f"{path} holds no sound.", _AGAIN)


def write(path: Path | str, samples: Samples) -> None:
    """Write mono 16 kHz int16 WAV; an old file stays whole until the new one is.

    Raises Trouble when it can't.
    """
    write_channels(path, [samples])


def write_channels(path: Path | str, channels: Sequence[Samples]) -> None:
    """Write several channels side by side, the shorter ones filled up with silence."""
    path = _plain(path)
    longest = max(len(channel) for channel in channels)
    frames = np.zeros((longest, len(channels)), "<i2")
    for number, channel in enumerate(channels):
        frames[: len(channel), number] = channel
    try:
        with written_whole(path) as file, wave.open(file, "wb") as out:
            out.setparams((len(channels), 2, SAMPLE_RATE, longest, "NONE", ""))
            out.writeframes(frames.tobytes())
    except OSError as error:
        raise _unwritable(path, error.strerror or str(error)) from error


def expect_to_write(path: Path | str) -> None:
    """Trouble now for a path that can't be written to, rather than when all the sound is made."""
    path = _plain(path)
    try:
        try_to_write(path)
    except OSError as error:
        raise _unwritable(path, error.strerror or str(error)) from error


def _plain(path: Path | str) -> Path:
    """Where it is written: a link stays a link, and what it points to is. Trouble for no file."""
    path = Path(path).resolve()
    if path.exists() and not path.is_file():
        raise _unwritable(path, "it is not a file")
    return path


def _opened(path: Path) -> BinaryIO:
    try:
        # Asked first: opening a named pipe would wait for its other end.
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise _bad(f"{path} is a folder, not a sound file.", _GIVE)
        if not stat.S_ISREG(mode):
            raise _bad(f"{path} is not a plain file.", _GIVE)
        return path.open("rb")
    except FileNotFoundError as error:
        raise _bad(f"There is no file {path}.", _GIVE) from error
    except PermissionError as error:
        mend = f"Allow it with `chmod +r {path}`."
        raise _bad(f"The file {path} may not be read.", mend) from error
    except (OSError, ValueError) as error:
        raise _bad(f"The file {path} cannot be opened: {error}.", _GIVE) from error


def _pieces(path: Path, file: BinaryIO) -> Iterator[Samples]:
    import soundfile

    source = _checked(path, file)
    try:
        with soundfile.SoundFile(source) as sound:
            rate = sound.samplerate
            if not _SLOWEST <= rate <= _FASTEST:
                raise _bad(
                    f"{path} claims {rate} samples a second, which no recording has.", _AGAIN
                )
            resampler, count = Resampler(rate), 0
            for piece in _floats(sound):
                if not np.isfinite(piece).all():
                    raise _bad(f"{path} holds values that are not numbers.", _AGAIN)
                count += len(piece)
                yield to_int16(resampler.next(to_mono(piece)))
            if _stated(sound) and count < sound.frames:
                raise _short(path, count / rate, sound.frames / rate)
            yield to_int16(resampler.next(np.zeros(0, np.float32), last=True))
    except (soundfile.SoundFileError, OSError, MemoryError) as error:
        raise _bad(f"{path} is not a sound file that can be read.", _GIVE) from error


def _checked(path: Path, file: BinaryIO) -> FileBytes:
    """The file from its start, after what its own header tells about it."""
    try:
        chunk = find_data(file)
        empty = file.seek(0, os.SEEK_END) == 0
        file.seek(0)
    except OSError as error:
        raise _bad(f"The file {path} cannot be read: {error}.", _AGAIN) from error
    if empty:
        raise _bad(f"The file {path} is empty.", _AGAIN)
    if chunk is not None and chunk.truncated:
        rate = chunk.bytes_per_second
        raise _short(path, chunk.present / rate, chunk.promised / rate)
    return FileBytes(file, chunk)


def _floats(sound: Any) -> Iterator[Floats]:
    frames = max(1, _VALUES // sound.channels)
    while len(piece := sound.read(frames, dtype="float32", always_2d=True)):
        yield piece


def _stated(sound: Any) -> bool:
    """Whether the file's own count of frames is to be trusted: MP3's is an estimate."""
    return bool(sound.format == "FLAC" and 0 < sound.frames < 2**36)


def _short(path: Path, present_s: float, promised_s: float) -> Trouble:
    what = f"{path} is cut short: {present_s:.2f} of its {promised_s:.2f} seconds are there."
    return _bad(what, _AGAIN)


def _bad(what: str, mend: str) -> Trouble:
    return Trouble(what, mend, ExitCode.BAD_AUDIO)


def _unwritable(path: Path, why: str) -> Trouble:
    return Trouble(
        f"The sound file {path} cannot be written: {why}.",
        "Give a path in a folder that exists, may be written to and has room.",
    )
