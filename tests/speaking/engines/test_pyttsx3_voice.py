import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from voiceguide.errors import ExitCode, Trouble
from voiceguide.messages.audio import SAMPLE_RATE, Samples
from voiceguide.speaking.engines.pyttsx3_voice import Pyttsx3Voice
from voiceguide.speaking.trim import FLOOR, KEPT
from voiceguide.speaking.voice import Voice, VoiceStyle

STYLE = VoiceStyle()


@pytest.fixture(scope="module")
def voice() -> Iterator[Pyttsx3Voice]:
    voice = Pyttsx3Voice()
    yield voice
    voice.close()


def seconds(samples: Samples) -> float:
    return len(samples) / SAMPLE_RATE


def test_it_is_a_voice(voice: Pyttsx3Voice) -> None:
    as_protocol: Voice = voice
    assert "pyttsx3" in as_protocol.engine


def test_a_sentence_is_spoken(voice: Pyttsx3Voice) -> None:
    samples = voice.synthesise("Lie on your back with your knees bent.", STYLE)
    assert samples.dtype == np.int16
    assert samples.ndim == 1
    assert 1.0 < seconds(samples) < 5.0
    assert np.abs(samples.astype(int)).max() > 3000


def test_speech_begins_and_ends_close_to_the_sound(voice: Pyttsx3Voice) -> None:
    samples = voice.synthesise("Hold for ten seconds.", STYLE)
    loud = np.flatnonzero(np.abs(samples.astype(int)) > FLOOR)
    assert loud[0] <= KEPT
    assert len(samples) - 1 - loud[-1] <= KEPT


def test_longer_text_takes_longer(voice: Pyttsx3Voice) -> None:
    short = voice.synthesise("Hold.", STYLE)
    assert len(voice.synthesise("Hold it. " * 200, STYLE)) > 50 * len(short)


def test_the_rate_is_obeyed_each_time_it_changes(voice: Pyttsx3Voice) -> None:
    text = "Tighten your stomach and press your back into the floor."
    slow, fast = VoiceStyle(words_per_minute=120), VoiceStyle(words_per_minute=240)
    for _ in range(5):
        assert len(voice.synthesise(text, slow)) > 1.5 * len(voice.synthesise(text, fast))


def test_no_utterance_of_many_is_cut_short(voice: Pyttsx3Voice) -> None:
    """pyttsx3 by itself cancels about one in a hundred when the rate is set each time."""
    styles = (VoiceStyle(words_per_minute=165), VoiceStyle(words_per_minute=175))
    lengths = [
        seconds(voice.synthesise("Shall we begin now?", styles[turn % 2])) for turn in range(120)
    ]
    assert min(lengths) > 0.85 * max(lengths)


@pytest.mark.parametrize("text", ["", " \n\t", "\x00\x07", "<>", "\ud800"])
def test_nothing_to_say_is_no_sound(voice: Pyttsx3Voice, text: str) -> None:
    assert len(voice.synthesise(text, STYLE)) == 0


@pytest.mark.parametrize(
    "text",
    [
        "…",
        "\U0001f600",
        "caf\u00e9 \u4f60\u597d",
        "a\x00b",
        "it's 'quoted' \"twice\"",
        "-",
        "\ud800a",
    ],
)
def test_odd_characters_do_no_harm(voice: Pyttsx3Voice, text: str) -> None:
    assert voice.synthesise(text, STYLE).dtype == np.int16
    assert len(voice.synthesise("Still here.", STYLE)) > 0


def test_text_after_a_zero_is_spoken_too(voice: Pyttsx3Voice) -> None:
    whole = voice.synthesise("one\x00two three four five", STYLE)
    assert len(whole) > 2 * len(voice.synthesise("one", STYLE))


def test_voices_are_listed_and_each_name_can_be_used(voice: Pyttsx3Voice) -> None:
    voices = voice.voices()
    assert len(voices) == len(set(voices)) > 0
    assert len(voice.synthesise("Hello.", VoiceStyle(voices[-1]))) > 0
    assert len(voice.synthesise("Hello.", VoiceStyle(voices[0].upper()))) > 0


def test_another_voice_sounds_different_and_the_default_comes_back(voice: Pyttsx3Voice) -> None:
    default, other = voice.voices()[:2]
    text = "Rest your arms at your sides for half a minute."
    first = len(voice.synthesise(text, STYLE))
    changed = len(voice.synthesise(text, VoiceStyle(other)))
    again = len(voice.synthesise(text, STYLE))
    named = len(voice.synthesise(text, VoiceStyle(default)))
    assert abs(first - again) < 320
    assert abs(first - named) < 320
    assert abs(first - changed) > 320


def test_an_unknown_voice_is_told_apart_and_harms_nothing(voice: Pyttsx3Voice) -> None:
    with pytest.raises(Trouble, match="no voice called “nobody”") as caught:
        voice.synthesise("Hello.", VoiceStyle("nobody"))
    assert caught.value.code is ExitCode.NO_VOICE
    assert "voiceguide doctor" in caught.value.mend
    assert len(voice.synthesise("Hello.", STYLE)) > 0


def test_a_dead_worker_is_replaced(voice: Pyttsx3Voice) -> None:
    voice.synthesise("Hello.", STYLE)
    before = voice.worker_pid
    assert before is not None
    os.kill(before, signal.SIGTERM)
    assert len(voice.synthesise("Hello again.", STYLE)) > 0
    assert voice.worker_pid not in (None, before)


def test_a_scratch_folder_that_was_cleaned_away_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    voice = Pyttsx3Voice()
    for _ in range(2):
        assert len(voice.synthesise("Hello.", STYLE)) > 0
        (scratch,) = tmp_path.iterdir()
        shutil.rmtree(scratch)
    assert len(voice.synthesise("Hello again.", STYLE)) > 0
    voice.close()
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
def test_ctrl_c_in_the_terminal_leaves_the_worker_alone(voice: Pyttsx3Voice) -> None:
    voice.synthesise("Hello.", STYLE)
    before = voice.worker_pid
    assert before is not None
    os.kill(before, signal.SIGINT)
    assert len(voice.synthesise("Hello again.", STYLE)) > 0
    assert voice.worker_pid == before


def test_close_may_be_called_twice_and_is_not_the_end() -> None:
    voice = Pyttsx3Voice()
    voice.close()
    assert len(voice.synthesise("Hello.", STYLE)) > 0
    voice.close()
    voice.close()
    assert voice.worker_pid is None
    assert len(voice.synthesise("Hello.", STYLE)) > 0
    voice.close()


def program(folder: Path, body: str) -> tuple[str, ...]:
    """A worker that notes each start in `starts`, then does `body`."""
    script = folder / "worker.py"
    starts = f"open({str(folder / 'starts')!r}, 'a').write('x')\n"
    script.write_text("import sys, json, os\n" + starts + body, encoding="utf-8")
    return (sys.executable, str(script))


@pytest.mark.parametrize(
    ("body", "limit_s", "why"),
    [
        ("sys.stdin.readline(); sys.stdin.readline()", 0.5, "no answer within 0.5 seconds"),
        ("sys.stdin.readline(); os._exit(3)", 10.0, "status 3"),
        ("sys.stdin.readline(); print('hello', flush=True); sys.stdin.readline()", 10.0, "underst"),
        ("sys.stdin.readline(); print('[]', flush=True); sys.stdin.readline()", 10.0, "underst"),
        (
            "sys.stdin.readline(); print(json.dumps({'error': 'no library', 'kind': 'start'}))",
            10.0,
            "no library",
        ),
    ],
)
def test_a_worker_that_fails_twice_is_trouble(
    tmp_path: Path, body: str, limit_s: float, why: str
) -> None:
    voice = Pyttsx3Voice(limit_s, program(tmp_path, body))
    with pytest.raises(Trouble, match=why) as caught:
        voice.synthesise("Hello.", STYLE)
    assert caught.value.code is ExitCode.NO_VOICE
    assert (tmp_path / "starts").read_text() == "xx"
    voice.close()


def test_nobody_is_told_to_install_an_engine_that_was_started(tmp_path: Path) -> None:
    voice = Pyttsx3Voice(0.5, program(tmp_path, "sys.stdin.readline(); sys.stdin.readline()"))
    with pytest.raises(Trouble) as caught:
        voice.synthesise("Hello.", STYLE)
    assert "Install" not in caught.value.mend
    assert "voiceguide doctor" in caught.value.mend
    voice.close()


def test_a_worker_that_hangs_once_is_tried_again(tmp_path: Path) -> None:
    body = (
        "if os.path.getsize(os.path.join(os.path.dirname(__file__), 'starts')) < 2:\n"
        "    sys.stdin.readline(); sys.stdin.readline()\n"
        "from pathlib import Path\n"
        "from voiceguide.speaking.engines.pyttsx3_worker import main\n"
        "main(Path(sys.argv[1]))\n"
    )
    voice = Pyttsx3Voice(3.0, program(tmp_path, body))
    assert len(voice.synthesise("Hello.", STYLE)) > 0
    assert (tmp_path / "starts").read_text() == "xx"
    voice.close()


def test_a_worker_that_writes_no_sound_is_trouble(tmp_path: Path) -> None:
    body = "sys.stdin.readline(); print(json.dumps({'ok': True}), flush=True); sys.stdin.readline()"
    voice = Pyttsx3Voice(10.0, program(tmp_path, body))
    with pytest.raises(Trouble, match="could not be read"):
        voice.synthesise("Hello.", STYLE)
    voice.close()


def test_a_program_that_is_not_there_is_trouble(tmp_path: Path) -> None:
    voice = Pyttsx3Voice(command=[str(tmp_path / "nothing")])
    with pytest.raises(Trouble) as caught:
        voice.synthesise("Hello.", STYLE)
    assert caught.value.code is ExitCode.NO_VOICE
    voice.close()
