import io
import os
import struct
import tracemalloc
import wave
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.devices.wavfile import blocks, read, write, write_channels
from voiceguide.errors import ExitCode, Trouble
from voiceguide.messages.audio import SAMPLE_RATE, Samples


def tone(seconds: float, rate: int = SAMPLE_RATE, hertz: float = 440.0) -> np.ndarray[Any, Any]:
    """Half of full scale, as floats."""
    return 0.5 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * rate)) / rate)


def loudest_hertz(samples: Samples) -> float:
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return float(np.argmax(spectrum) * SAMPLE_RATE / len(samples))


def same(samples: Samples, expected: np.ndarray[Any, Any], within: float) -> bool:
    """Whether both are equal to `within` of full scale, the edges of a filter left out."""
    length = min(len(samples), len(expected))
    middle = slice(200, length - 200)
    difference = np.abs(samples[middle] / 32768 - expected[middle])
    return abs(len(samples) - len(expected)) <= 2 and float(difference.max()) < within


@pytest.mark.parametrize(
    ("subtype", "within"),
    [
        ("PCM_U8", 0.01),
        ("PCM_16", 0.0001),
        ("PCM_24", 0.0001),
        ("PCM_32", 0.0001),
        ("FLOAT", 0.0001),
        ("DOUBLE", 0.0001),
        ("ALAW", 0.02),
        ("ULAW", 0.02),
        ("IMA_ADPCM", 0.02),
    ],
)
@pytest.mark.parametrize("form", ["WAV", "WAVEX"])
def test_every_common_sample_format_is_read(
    tmp_path: Path, form: str, subtype: str, within: float
) -> None:
    if not soundfile.check_format(form, subtype):
        pytest.skip(f"{form} has no {subtype}")
    path = tmp_path / "a.wav"
    soundfile.write(path, tone(0.5), SAMPLE_RATE, format=form, subtype=subtype)
    samples = read(path)
    assert samples.dtype == np.int16
    assert same(samples[:8000], tone(0.5), within)


@pytest.mark.parametrize("form", ["FLAC", "OGG", "AIFF", "MP3"])
def test_other_files_are_read_too(tmp_path: Path, form: str) -> None:
    path = tmp_path / "a.wav"
    soundfile.write(path, tone(0.5), SAMPLE_RATE, format=form)
    assert loudest_hertz(read(path)) == pytest.approx(440, abs=4)


@pytest.mark.parametrize("rate", [8000, 11025, 16000, 22050, 44100, 48000, 96000])
def test_every_rate_becomes_16_khz(tmp_path: Path, rate: int) -> None:
    path = tmp_path / "a.wav"
    soundfile.write(path, tone(1.0, rate), rate)
    assert same(read(path), tone(1.0), 0.001)


def test_channels_are_averaged(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    silent, loud = np.zeros(8000), tone(0.5)
    soundfile.write(path, np.stack([silent, loud, loud, silent], axis=1), SAMPLE_RATE)
    assert same(read(path), loud / 2, 0.0001)


def test_what_is_above_full_scale_is_clipped_not_wrapped(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    soundfile.write(path, np.array([0.0, 4.0, -4.0, 1e30]), SAMPLE_RATE, subtype="FLOAT")
    assert read(path).tolist() == [0, 32767, -32768, 32767]


def test_what_is_written_is_read(tmp_path: Path) -> None:
    samples = np.array([0, 1, -1, 32767, -32768, 77], np.int16)
    write(tmp_path / "a.wav", samples)
    assert np.array_equal(read(tmp_path / "a.wav"), samples)
    assert [path.name for path in tmp_path.iterdir()] == ["a.wav"]


def test_two_channels_are_written_side_by_side(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    write_channels(path, [np.array([1, 2, 3], np.int16), np.array([7], np.int16)])
    with wave.open(str(path)) as file:
        assert file.getparams()[:4] == (2, 2, SAMPLE_RATE, 3)
        assert np.frombuffer(file.readframes(3), "<i2").tolist() == [1, 7, 2, 0, 3, 0]


@pytest.mark.parametrize("rate", [16000, 44100])
@pytest.mark.parametrize("size", [1, 320, 16000, 1_000_000])
def test_blocks_are_the_whole_cut_up(tmp_path: Path, rate: int, size: int) -> None:
    path = tmp_path / "a.wav"
    soundfile.write(path, tone(0.3, rate), rate)
    cut = list(blocks(path, size))
    assert all(len(block) == size for block in cut[:-1])
    assert 0 < len(cut[-1]) <= size
    assert np.array_equal(np.concatenate(cut), read(path))


def test_a_long_file_needs_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    write(path, np.zeros(600 * SAMPLE_RATE, np.int16))
    next(blocks(path, 320))
    tracemalloc.start()
    count = sum(len(block) for block in blocks(path, 320))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 600 * SAMPLE_RATE
    assert peak < 8 * 1024 * 1024


# Trouble


def trouble(path: Path) -> Trouble:
    with pytest.raises(Trouble) as caught:
        read(path)
    assert caught.value.code is ExitCode.BAD_AUDIO
    assert caught.value.what.endswith(".")
    assert caught.value.mend.endswith(".")
    assert str(path) in caught.value.what
    return caught.value


def test_a_missing_file(tmp_path: Path) -> None:
    assert "There is no file" in trouble(tmp_path / "none.wav").what


def test_a_folder(tmp_path: Path) -> None:
    assert "is a folder" in trouble(tmp_path).what


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_named_pipe_is_refused_rather_than_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "not a plain file" in trouble(tmp_path / "pipe").what


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything"
)
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    write(path, np.ones(10, np.int16))
    path.chmod(0)
    assert "chmod" in trouble(path).mend


def test_an_impossible_path() -> None:
    with pytest.raises(Trouble):
        read("a\0b.wav")


@pytest.mark.parametrize("content", [b"hello", b"RIFF", b"RIFF\0\0\0\0WAVE", b"\0" * 5000])
def test_what_is_not_audio(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.wav"
    path.write_bytes(content)
    assert "not a sound file" in trouble(path).what


def test_what_a_file_is_called_means_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.raw"
    path.write_bytes(b"\1\2" * 100)
    trouble(path)
    write(path, np.ones(10, np.int16))
    assert len(read(path)) == 10


def test_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    path.touch()
    assert "is empty" in trouble(path).what


def test_no_samples(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    write(path, np.zeros(0, np.int16))
    assert "holds no sound" in trouble(path).what


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_values_that_are_not_numbers(tmp_path: Path, value: float) -> None:
    path = tmp_path / "a.wav"
    soundfile.write(path, np.array([0.0, value, 0.5]), SAMPLE_RATE, subtype="FLOAT")
    assert "not numbers" in trouble(path).what


@pytest.mark.parametrize("rate", [1, 900, 2_000_000])
def test_an_impossible_rate(tmp_path: Path, rate: int) -> None:
    path = tmp_path / "a.wav"
    soundfile.write(path, tone(0.01), rate)
    assert f"{rate} samples a second" in trouble(path).what


def test_a_wav_cut_short_says_how_much_is_there(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    write(path, np.ones(SAMPLE_RATE * 4, np.int16))
    content = path.read_bytes()
    path.write_bytes(content[: 44 + SAMPLE_RATE * 2 * 3])
    assert "3.00 of its 4.00 seconds" in trouble(path).what


@pytest.mark.parametrize("rate", [16000, 44100])
def test_a_flac_cut_short_is_refused(tmp_path: Path, rate: int) -> None:
    path = tmp_path / "a.flac"
    rng = np.random.default_rng(1)
    soundfile.write(path, rng.uniform(-0.5, 0.5, rate * 4), rate)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    trouble(path)


# Sizes that a pipe's other end writes


def wav(sound: bytes, data_size: int, riff_size: int, order: str = "<", tail: bytes = b"") -> bytes:
    form = struct.pack(order + "HHIIHH", 1, 1, SAMPLE_RATE, 2 * SAMPLE_RATE, 2, 16)
    outer = struct.pack(order + "I", riff_size)
    size = struct.pack(order + "I", data_size)
    head = (b"RIFF" if order == "<" else b"RIFX") + outer + b"WAVE"
    return head + b"fmt " + struct.pack(order + "I", 16) + form + b"data" + size + sound + tail


@pytest.mark.parametrize(
    ("data_size", "riff_size"),
    [
        (0, 0),
        (0, 36),
        (0, 0xFFFFFFFF),
        (0xFFFFFFFF, 0xFFFFFFFF),
        (0xFFFFFFFF - 36, 0xFFFFFFFF),
        (0x7FFFFFFF, 0x7FFFFFFF),
        (0x7FFFF000 - 36, 0x7FFFF000),
        (0x80000000, 0x80000024),
    ],
)
def test_a_streamed_wav_is_read_to_its_end(tmp_path: Path, data_size: int, riff_size: int) -> None:
    samples = np.arange(-3000, 3000, dtype="<i2")
    path = tmp_path / "a.wav"
    path.write_bytes(wav(samples.tobytes(), data_size, riff_size))
    assert np.array_equal(read(path), samples)


def test_a_big_endian_wav(tmp_path: Path) -> None:
    samples = np.arange(-3000, 3000, dtype=">i2")
    path = tmp_path / "a.wav"
    for size in (12000, 0):
        path.write_bytes(wav(samples.tobytes(), size, 36 + size, ">"))
        assert np.array_equal(read(path), samples)


def test_an_empty_recording_with_a_title_is_not_taken_for_a_stream(tmp_path: Path) -> None:
    title = b"LIST" + struct.pack("<I", 16) + b"INFOINAM" + struct.pack("<I", 4) + b"abc\0"
    path = tmp_path / "a.wav"
    path.write_bytes(wav(b"", 0, 36 + len(title), tail=title))
    assert "holds no sound" in trouble(path).what


def test_what_follows_the_sound_is_not_played(tmp_path: Path) -> None:
    title = b"LIST" + struct.pack("<I", 16) + b"INFOINAM" + struct.pack("<I", 4) + b"abc\0"
    path = tmp_path / "a.wav"
    path.write_bytes(wav(b"\1\0\2\0", 4, 40 + len(title), tail=title))
    assert read(path).tolist() == [1, 2]


# Writing


@pytest.mark.parametrize("name", ["", "nowhere/a.wav", "file/a.wav"])
def test_what_cannot_be_written_is_trouble(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Trouble, match="cannot be written"):
        write(tmp_path / name, np.ones(10, np.int16))
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.skipif(not os.path.exists("/dev/null"), reason="no device files here")  # noqa: PTH110
def test_a_device_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("/dev/null")
    with pytest.raises(Trouble, match="not a file"):
        write(tmp_path / "link", np.ones(10, np.int16))


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link.wav").symlink_to(tmp_path / "a.wav")
    write(tmp_path / "link.wav", np.ones(10, np.int16))
    assert (tmp_path / "link.wav").is_symlink()
    assert len(read(tmp_path / "a.wav")) == 10


# Anything at all


def samples_or_trouble(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    try:
        samples = read(path)
    except Trouble as trouble:
        assert trouble.code is ExitCode.BAD_AUDIO
    else:
        assert samples.dtype == np.int16
        assert samples.ndim == 1
        assert len(samples) > 0


def encoded(form: str, subtype: str | None) -> bytes:
    file = io.BytesIO()
    soundfile.write(file, tone(0.02, 8000), 8000, format=form, subtype=subtype)
    return file.getvalue()


ENCODED = [
    encoded("WAV", "PCM_16"),
    encoded("WAV", "FLOAT"),
    encoded("WAV", "IMA_ADPCM"),
    encoded("WAVEX", "PCM_24"),
    encoded("FLAC", None),
]


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("any") / "a.wav"


@pytest.mark.parametrize("content", ENCODED)
def test_cut_at_any_byte(scratch: Path, content: bytes) -> None:
    for length in range(len(content) + 1):
        samples_or_trouble(scratch, content[:length])


@given(st.sampled_from(ENCODED), st.data())
def test_any_bytes_changed(scratch: Path, content: bytes, data: st.DataObject) -> None:
    changed = bytearray(content)
    for _ in range(data.draw(st.integers(1, 4))):
        changed[data.draw(st.integers(0, min(len(content) - 1, 120)))] = data.draw(
            st.integers(0, 255)
        )
    samples_or_trouble(scratch, bytes(changed))


sizes = st.one_of(st.integers(0, 2**32 - 1), st.integers(0, 200))


@given(sizes, sizes, st.binary(max_size=60), st.sampled_from("<>"), st.binary(max_size=30))
def test_any_sizes(
    scratch: Path, data_size: int, riff_size: int, sound: bytes, order: str, tail: bytes
) -> None:
    samples_or_trouble(scratch, wav(sound, data_size, riff_size, order, tail))


@given(st.binary(max_size=200))
def test_any_chunks(scratch: Path, content: bytes) -> None:
    samples_or_trouble(scratch, b"RIFF\xff\xff\xff\xffWAVE" + content)
