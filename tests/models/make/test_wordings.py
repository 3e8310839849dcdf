"""What voices are given to say, and who never speaks."""

from random import Random

import pytest

from benchmarks.recogniser import make_sets
from benchmarks.synthetic import TESTED
from models.make import synthetic
from models.make.kokoro import KEPT_APART, draw_manner
from models.make.synthetic import Voice, draw_voice
from models.make.wordings import HELD_OUT, Wordings, read_wordings
from voiceguide.content.files import data_folder


@pytest.fixture(scope="module")
def wordings() -> Wordings:
    return read_wordings(data_folder("intents"))


@pytest.mark.parametrize("seed", HELD_OUT)
def test_the_wordings_that_benchmarks_hold_out_are_never_said(
    wordings: Wordings, seed: int
) -> None:
    kept = make_sets(seed, 5).corpus
    assert not {*wordings.examples, *wordings.others} - {*kept.examples, *kept.others}


def test_the_same_seed_says_the_same(wordings: Wordings) -> None:
    first, second = (
        [wordings.draw(random) for _ in range(50)] for random in (Random(4), Random(4))
    )
    assert first == second


def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Voice]:
    monkeypatch.setattr("shutil.which", lambda program: f"/usr/bin/{program}")
    random = Random(6)
    return [draw_voice(random) for _ in range(2000)]


def test_no_voice_that_judges_ever_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    for voice in drawn(monkeypatch):
        assert f"{voice.engine} {voice.name}" not in TESTED
        assert voice.name not in ("slt", "kal16", "kal")
        assert voice.name.partition("+")[2] not in ("f3", "m7", "f2")


def test_every_engine_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    assert {voice.engine for voice in drawn(monkeypatch)} == set(synthetic._ENGINES)


def test_no_natural_voice_that_judges_is_ever_part_of_another() -> None:
    random, voices = Random(6), [*KEPT_APART, "af_heart", "bm_daniel", "ef_dora"]
    drawn = [draw_manner(voices, random) for _ in range(500)]
    assert {manner.voice for manner in drawn} == {"af_heart", "bm_daniel", "ef_dora"}
    assert {manner.other for manner in drawn} == {"", "af_heart", "bm_daniel"}
