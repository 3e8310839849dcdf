"""What was learnt is written whole, or what was learnt before stays."""

import errno
import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from voiceguide.content.files import data_folder
from voiceguide.errors import Trouble
from voiceguide.understanding.nearest import read_weights

SHIPPED = data_folder("models") / "meaning.npz"


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    weights = read_weights(SHIPPED)
    weights.save(tmp_path / "meaning.npz")
    assert read_weights(tmp_path / "meaning.npz").digest == weights.digest
    assert [path.name for path in tmp_path.iterdir()] == ["meaning.npz"]


def test_a_disk_that_is_full_loses_nothing_that_was_learnt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(file: io.BufferedWriter, **arrays: Any) -> None:
        file.write(b"the first bytes")
        raise OSError(errno.ENOSPC, "No space left on device")

    path = tmp_path / "meaning.npz"
    path.write_bytes(SHIPPED.read_bytes())
    monkeypatch.setattr(np, "savez_compressed", full)
    with pytest.raises(Trouble, match="No space left") as caught:
        read_weights(path).save(path)
    assert str(path) in caught.value.what
    assert path.read_bytes() == SHIPPED.read_bytes()
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_can_not_be_written_to_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(Trouble, match=r"meaning\.npz"):
        read_weights(SHIPPED).save(tmp_path / "file" / "meaning.npz")
