"""An installed model whose record is damaged can be seen and taken away."""

import json
from pathlib import Path
from typing import Any

import pytest

from voiceguide.errors import ExitCode, Trouble
from voiceguide.models.record import RECORD, write_record
from voiceguide.models.shelf import Shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """With one installed model, called toy."""
    folder = tmp_path / "models" / "toy"
    folder.mkdir(parents=True)
    (folder / "README").write_bytes(b"a toy")
    write_record(folder, "toy", "https://example.org/toy.zip", fitted=False)
    return Shelf(tmp_path / "models")


def damaged(shelf: Shelf, how: str) -> None:
    record = shelf.root / "toy" / RECORD
    data: dict[str, Any] = json.loads(record.read_text())
    text = {
        "truncated": record.read_text()[:40],
        "empty": "",
        "a size of the wrong type": json.dumps(
            {**data, "files": {"README": {"size": "5", "sha256": "0"}}}
        ),
        "no files": json.dumps({**data, "files": None}),
        "a name of the wrong type": json.dumps({**data, "name": 5}),
        "a list": "[]",
    }[how]
    record.write_text(text)


broken_anyhow = pytest.mark.parametrize(
    "how",
    [
        "truncated",
        "empty",
        "a size of the wrong type",
        "no files",
        "a name of the wrong type",
        "a list",
    ],
)


@broken_anyhow
def test_a_model_with_a_damaged_record_is_broken_and_not_installed(shelf: Shelf, how: str) -> None:
    assert (shelf.names(), shelf.broken()) == (("toy",), ())
    damaged(shelf, how)
    assert (shelf.names(), shelf.broken()) == ((), ("toy",))
    assert shelf.find("toy") is None
    assert shelf.faults("toy") == (f"{RECORD} can't be read",)
    with pytest.raises(Trouble, match="toy is broken") as caught:
        shelf.record("toy")
    assert caught.value.code is ExitCode.NO_MODEL
    assert "voiceguide models remove toy" in caught.value.mend


@broken_anyhow
def test_a_model_with_a_damaged_record_is_removed(shelf: Shelf, how: str) -> None:
    damaged(shelf, how)
    with shelf.working_on("toy", lambda: None):
        assert shelf.remove("toy") >= len(b"a toy")
    assert (shelf.names(), shelf.broken()) == ((), ())
    assert not (shelf.root / "toy").exists()


def test_a_folder_of_ones_own_is_no_model_and_stays(shelf: Shelf) -> None:
    (shelf.root / "notes").mkdir()
    assert shelf.broken() == ()
    with pytest.raises(Trouble), shelf.working_on("notes", lambda: None):
        shelf.remove("notes")
    assert (shelf.root / "notes").is_dir()
