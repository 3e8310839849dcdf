import os
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from voiceguide.errors import Trouble
from voiceguide.messages.audio import Samples
from voiceguide.speaking.engines.pyttsx3_voice import Pyttsx3Voice
from voiceguide.speaking.phrases import Phrases
from voiceguide.speaking.voice import VoiceStyle

STYLE = VoiceStyle()


class Hum:
    """A voice that hums: the sound depends on the text alone, and it knows what it was asked."""

    def __init__(self, engine: str = "hum 1", before: Callable[[], None] = lambda: None) -> None:
        self.engine = engine
        self.asked: list[str] = []
        self.closed = 0
        self._before = before

    def synthesise(self, text: str, style: VoiceStyle) -> Samples:
        self._before()
        self.asked.append(text)
        turns = np.arange(100 * len(text)) * len(text) / style.words_per_minute
        return (1000 * np.sin(turns)).astype(np.int16)

    def voices(self) -> tuple[str, ...]:
        return ("hum",)

    def close(self) -> None:
        self.closed += 1


def test_a_phrase_is_spoken_once() -> None:
    voice = Hum()
    phrases = Phrases(voice, STYLE)
    first = phrases.phrase("Hold.")
    assert np.array_equal(first, Hum().synthesise("Hold.", STYLE))
    assert np.array_equal(phrases.phrase("Hold."), first)
    assert voice.asked == ["Hold."]


def test_prepared_phrases_outlive_the_process(tmp_path: Path) -> None:
    Phrases(Hum(), STYLE, tmp_path / "deep" / "phrases").prepare(["One.", "Two.", "One."])
    later = Hum()
    phrases = Phrases(later, STYLE, tmp_path / "deep" / "phrases")
    phrases.prepare(["Two."])
    assert np.array_equal(phrases.phrase("One."), Hum().synthesise("One.", STYLE))
    assert np.array_equal(phrases.phrase("Two."), Hum().synthesise("Two.", STYLE))
    assert later.asked == []


def test_a_phrase_of_the_conversation_never_reaches_the_disk(tmp_path: Path) -> None:
    Phrases(Hum(), STYLE, tmp_path).phrase("Your pain was six yesterday.")
    assert list(tmp_path.iterdir()) == []


def test_a_phrase_already_spoken_is_written_when_prepared(tmp_path: Path) -> None:
    voice = Hum()
    phrases = Phrases(voice, STYLE, tmp_path)
    phrases.phrase("One.")
    phrases.prepare(["One."])
    assert voice.asked == ["One."]
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize(
    ("engine", "style"),
    [
        ("hum 2", STYLE),
        ("hum 1", VoiceStyle("other")),
        ("hum 1", VoiceStyle(words_per_minute=90)),
    ],
)
def test_another_way_of_speaking_is_another_phrase(
    tmp_path: Path, engine: str, style: VoiceStyle
) -> None:
    Phrases(Hum(), STYLE, tmp_path).prepare(["One."])
    voice = Hum(engine)
    Phrases(voice, style, tmp_path).prepare(["One."])
    assert voice.asked == ["One."]


@pytest.mark.parametrize("keep", [0, 4, 11, 12, 100, -1])
def test_a_truncated_file_is_made_anew(tmp_path: Path, keep: int) -> None:
    Phrases(Hum(), STYLE, tmp_path).prepare(["One."])
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[:keep])
    voice = Hum()
    Phrases(voice, STYLE, tmp_path).prepare(["One."])
    assert voice.asked == ["One."]
    assert file.read_bytes() == whole


@pytest.mark.parametrize("at", [0, 5, 9, 12, 200])
def test_a_file_with_a_wrong_byte_is_dropped(tmp_path: Path, at: int) -> None:
    Phrases(Hum(), STYLE, tmp_path).prepare(["One."])
    (file,) = tmp_path.iterdir()
    content = bytearray(file.read_bytes())
    content[at] ^= 1
    file.write_bytes(content)
    voice = Hum()
    samples = Phrases(voice, STYLE, tmp_path).phrase("One.")
    assert np.array_equal(samples, Hum().synthesise("One.", STYLE))
    assert voice.asked == ["One."]
    assert not file.exists()


def test_a_folder_that_cannot_be_only_means_no_disk(tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("in the way")
    voice = Hum()
    phrases = Phrases(voice, STYLE, blocker / "phrases")
    phrases.prepare(["One.", "Two."])
    assert len(phrases.phrase("One.")) > 0
    assert voice.asked == ["One.", "Two."]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")  # noqa: PTH110
def test_a_full_disk_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A real full device: what the store writes to is /dev/full."""

    def full(suffix: str, dir: Path) -> tuple[int, str]:
        part = dir / f"x{suffix}"
        part.symlink_to("/dev/full")
        return os.open(part, os.O_WRONLY), str(part)

    monkeypatch.setattr("tempfile.mkstemp", full)
    voice = Hum()
    phrases = Phrases(voice, STYLE, tmp_path)
    phrases.prepare(["One.", "Two."])
    assert list(tmp_path.iterdir()) == []
    assert len(phrases.phrase("Two.")) > 0
    assert voice.asked == ["One.", "Two."]


def test_memory_forgets_what_was_said_longest_ago() -> None:
    voice = Hum()
    size = len(voice.synthesise("1111", STYLE)) * 2
    voice.asked.clear()
    phrases = Phrases(voice, STYLE, memory_bytes=2 * size)
    for text in ("1111", "2222", "1111", "3333", "1111", "2222"):
        phrases.phrase(text)
    assert voice.asked == ["1111", "2222", "3333", "2222"]


def test_preparing_more_than_fits_keeps_the_first_in_memory(tmp_path: Path) -> None:
    voice = Hum()
    size = len(voice.synthesise("1111", STYLE)) * 2
    phrases = Phrases(voice, STYLE, tmp_path, memory_bytes=2 * size)
    phrases.prepare(["1111", "2222", "3333"])
    for file in tmp_path.iterdir():
        file.unlink()
    voice.asked.clear()
    phrases.phrase("1111")
    phrases.phrase("2222")
    assert voice.asked == []
    phrases.phrase("3333")
    assert voice.asked == ["3333"]


def test_a_phrase_cannot_be_changed_by_who_asked() -> None:
    samples = Phrases(Hum(), STYLE).phrase("One.")
    with pytest.raises(ValueError, match="read-only"):
        samples[0] = 1


def test_a_text_that_cannot_be_encoded_is_no_trouble(tmp_path: Path) -> None:
    phrases = Phrases(Hum(), STYLE, tmp_path)
    phrases.prepare(["a\ud800"])
    assert len(phrases.phrase("a\ud800")) == 200


def test_trouble_of_the_voice_comes_through_and_passes() -> None:
    broken = [True]

    def fail_once() -> None:
        if broken:
            broken.clear()
            raise Trouble("It broke.", "Try again.")

    phrases = Phrases(Hum(before=fail_once), STYLE)
    with pytest.raises(Trouble, match="It broke"):
        phrases.phrase("One.")
    assert len(phrases.phrase("One.")) > 0


def test_a_known_phrase_does_not_wait_for_one_being_made() -> None:
    making, go_on = threading.Event(), threading.Event()
    voice = Hum()
    phrases = Phrases(voice, STYLE)
    phrases.phrase("Known.")

    def wait() -> None:
        making.set()
        go_on.wait(10)

    voice._before = wait
    preparing = threading.Thread(target=phrases.prepare, args=(["New."],))
    preparing.start()
    assert making.wait(10)
    assert len(phrases.phrase("Known.")) > 0
    go_on.set()
    preparing.join()
    assert voice.asked == ["Known.", "New."]


def test_two_threads_share_one_real_voice(tmp_path: Path) -> None:
    texts = [f"Hold for {count} seconds." for count in range(1, 21)]
    phrases = Phrases(Pyttsx3Voice(), STYLE, tmp_path)
    preparing = threading.Thread(target=phrases.prepare, args=(texts,))
    preparing.start()
    spoken = [phrases.phrase(text) for text in reversed(texts)]
    preparing.join()
    assert all(len(samples) > 8000 for samples in spoken)
    assert len(list(tmp_path.iterdir())) == len(texts)
    phrases.close()
    phrases.close()
