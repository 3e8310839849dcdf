"""One command makes both files from recordings, and goes on where it was broken off."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import soundfile

torch = pytest.importorskip("torch", reason="pip install -e '.[train]' to train")

from models.make import steps, training  # noqa: E402
from models.make.recordings import decode  # noqa: E402
from models.make.steps import Hours, Places, held_out, make  # noqa: E402
from models.make.tying import read_ties  # noqa: E402
from models.make.utterance import Utterance  # noqa: E402
from models.make.wordings import Wordings  # noqa: E402

SPOKEN = Path(__file__).parents[2] / "hearing" / "spoken"
TEXTS = {
    "i_cant_feel_my_legs": "i can't feel my legs",
    "is_it_okay_to_walk": "is it okay to walk",
    "what_is_childs_pose": "what is child's pose",
}


def people() -> list[Utterance]:
    """The same three sentences by as many names as it takes to hold one person out."""
    names = [f"so:{number}" for number in range(60)]
    chosen = [name for name in names if held_out(name)][:1]
    others = [name for name in names if not held_out(name)][:2]
    return [
        Utterance(f"{name}-{file}", name, text, decode((SPOKEN / f"{file}.wav").read_bytes()))
        for name in [*chosen, *others]
        for file, text in TEXTS.items()
    ]


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    noises = tmp_path / "noise"
    noises.mkdir()
    hiss = np.random.default_rng(1).normal(0, 0.1, 48000)
    soundfile.write(noises / "hiss.wav", hiss, 16000)
    (noises / "labels.tsv").write_text("path\ttext\tspeaker\tlicence\nhiss.wav\t\t-\tCC0\n")
    apart = tmp_path / "keep_apart.tsv"
    apart.write_text("source\tspeaker\n")
    monkeypatch.setattr(steps, "read_people", lambda clones, kept_apart: people())
    monkeypatch.setattr(steps, "speak", lambda wordings, count, seed: [])
    monkeypatch.setattr(steps, "read_wordings", lambda content: Wordings((), (), (), (), ()))
    monkeypatch.setattr(steps, "COPIES", 1)
    monkeypatch.setattr(training, "PIECES", 4)
    monkeypatch.setattr(training, "_CHECKED", 1)
    return Places(tmp_path, noises, apart, tmp_path, tmp_path / "work", tmp_path)


def test_recordings_become_a_network_and_its_ties(places: Places) -> None:
    told: list[str] = []
    make(places, Hours(1e-4, 1e-4), told.append)
    ties = read_ties(places.out / "ties.npz")
    with np.load(places.out / "network.npz") as network:
        assert network["p_cd"].shape == (160, ties.classes)
        assert network["p_ci"].shape == (160, ties.phone_classes)
        assert network["prior_cd"].sum() == pytest.approx(1, abs=1e-3)
    assert told[0].startswith("so: 9 clips, 3 speakers")
    assert [line[:10] for line in told].count("kept: loss") == 2


def test_what_is_there_is_not_made_again(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    make(places, Hours(1e-5, 0), lambda line: None)

    def never(said: Sequence[Utterance], definition: object) -> list[object]:
        raise AssertionError

    monkeypatch.setattr(steps, "align", never)
    make(places, Hours(1e-5, 0), lambda line: None)


def test_voices_are_never_held_out() -> None:
    assert not any(held_out(f"tts:{number}") for number in range(200))
    assert any(held_out(f"sc:{number}") for number in range(200))
