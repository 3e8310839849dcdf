"""People are read from their repositories, and those kept apart never leave them."""

import io
import subprocess
from pathlib import Path

import numpy as np
import pytest
import soundfile

from models.make import recordings
from models.make.recordings import read_kept_apart, read_people, read_sources

CLIPS = "MLTK_keyworkSpotting/dataset"


def wave(rate: int) -> bytes:
    file = io.BytesIO()
    soundfile.write(file, np.sin(np.arange(rate) / 20) / 2, rate, format="WAV", subtype="PCM_16")
    return file.getvalue()


@pytest.fixture
def clones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one small clone in the form of Speech Commands."""
    tree = tmp_path / "tree" / CLIPS
    for name, rate in (
        ("yes/0000aaaa_nohash_0.wav", 16000),
        ("yes/0000bbbb_nohash_1.wav", 16000),
        ("_unknown_/bird_0000aaaa_nohash_0.wav.wav", 8000),
        ("_silence_/noise.wav", 16000),
    ):
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_bytes(wave(rate))
    git = ["git", "-C", str(tmp_path / "tree"), "-c", "user.name=a", "-c", "user.email=a@b.c"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "clips"]):
        subprocess.run([*git, *words], check=True)
    target = tmp_path / "owner+clips" / "repo"
    subprocess.run(["git", "clone", "-q", "--bare", tmp_path / "tree", target], check=True)
    table = tmp_path / "sources.toml"
    row = 'repository = "owner/clips"\ncommit = "HEAD"\ntitle = "t"\nlicence = "l"\nby = "b"\n'
    table.write_text(f"[speech-commands]\n{row}")
    monkeypatch.setattr(recordings, "read_sources", lambda: read_sources(table))
    return tmp_path


def test_words_and_speakers_come_from_the_files_names(clones: Path) -> None:
    found = {(one.text, one.speaker) for one in read_people(clones, frozenset())}
    assert found == {("yes", "sc:0000aaaa"), ("yes", "sc:0000bbbb"), ("bird", "sc:0000aaaa")}


def test_every_sound_is_mono_at_16_khz(clones: Path) -> None:
    assert {len(one.samples) for one in read_people(clones, frozenset())} == {16000}


def test_whoever_is_kept_apart_is_left_out(clones: Path) -> None:
    table = clones / "keep_apart.tsv"
    table.write_text("source\tspeaker\nSpeech Commands\t0000aaaa\nAN4\t0000bbbb\n")
    found = [one.speaker for one in read_people(clones, read_kept_apart(table))]
    assert found == ["sc:0000bbbb"]


def test_every_source_names_its_licence_and_a_reader() -> None:
    for source in read_sources():
        assert source.licence
        assert source.by
        assert source.name in recordings._READERS
        assert len(source.commit) == 40
