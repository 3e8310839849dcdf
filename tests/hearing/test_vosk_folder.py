import shutil
from pathlib import Path

import pytest

from voiceguide.content.files import data_folder
from voiceguide.errors import ExitCode, Trouble
from voiceguide.hearing.engines.vosk_folder import SUMS, open_folder

OURS = data_folder("models") / "en"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Our model, where it can be broken."""
    return Path(shutil.copytree(OURS, tmp_path / "model"))


def trouble(folder: Path) -> Trouble:
    with pytest.raises(Trouble) as caught:
        open_folder(folder)
    assert caught.value.code is ExitCode.NO_MODEL
    assert str(folder) in caught.value.what
    assert "--model" in caught.value.mend
    return caught.value


def test_ours_is_whole_and_can_be_narrowed() -> None:
    folder = open_folder(OURS)
    assert folder.dynamic
    assert {"walk", "breaststroke", "paracetamol", "[unk]"} <= folder.words


def test_no_folder(tmp_path: Path) -> None:
    assert "no model folder" in trouble(tmp_path / "nothing").what


def test_every_missing_file_is_named(tmp_path: Path) -> None:
    what = trouble(tmp_path).what
    for name in ("am/final.mdl", "conf/mfcc.conf", "conf/model.conf", "HCLr.fst", "words.txt"):
        assert name in what


@pytest.mark.parametrize(
    "name", ["am/final.mdl", "graph/HCLr.fst", "graph/Gr.fst", "graph/words.txt", "conf/mfcc.conf"]
)
def test_an_empty_file_is_named(copy: Path, name: str) -> None:
    (copy / name).write_bytes(b"")
    assert f"{name} is empty" in trouble(copy).what


@pytest.mark.parametrize("name", ["am/final.mdl", "graph/HCLr.fst", "graph/Gr.fst"])
@pytest.mark.parametrize("vouched", [True, False])
def test_a_cut_file_is_found_before_it_can_end_the_process(
    copy: Path, name: str, vouched: bool
) -> None:
    whole = (copy / name).read_bytes()
    (copy / name).write_bytes(whole[: len(whole) // 2])
    if not vouched:
        (copy / SUMS).unlink()
    what = trouble(copy).what
    assert "isn't whole" in what
    assert name in what or not vouched


def test_a_model_of_others_is_tried_and_taken(copy: Path) -> None:
    (copy / SUMS).unlink()
    assert open_folder(copy).dynamic


def test_checksums_that_are_no_text_are_named(copy: Path) -> None:
    (copy / SUMS).write_bytes(b"\xff\xfe\x00")
    assert f"{SUMS} is no text" in trouble(copy).what
