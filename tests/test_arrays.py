"""A file of arrays that is missing, cut short or another's is refused in a sentence."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from voiceguide.arrays import open_arrays
from voiceguide.content.files import data_folder
from voiceguide.errors import Trouble
from voiceguide.hearing.engines.ge2e_voiceprint import read_voiceprint
from voiceguide.language.triphones import read_triphones
from voiceguide.understanding.nearest import read_weights
from voiceguide.understanding.sentence_encoder import read_encoder

READERS: dict[str, Callable[[Path], object]] = {
    "voiceprint.npz": read_voiceprint,
    "encoder.npz": read_encoder,
    "meaning.npz": read_weights,
    "en/triphones.npz": lambda path: read_triphones(path.parent),
}
read_any = pytest.mark.parametrize("name", READERS)


@read_any
@pytest.mark.parametrize("kept", [0.0, 0.5, 0.999])
def test_a_half_copied_file_is_refused(name: str, kept: float, tmp_path: Path) -> None:
    whole = (data_folder("models") / name).read_bytes()
    path = tmp_path / Path(name).name
    path.write_bytes(whole[: int(kept * len(whole))])
    with pytest.raises(Trouble, match="can't be read") as caught:
        READERS[name](path)
    assert str(path) in caught.value.what
    assert caught.value.mend


@read_any
def test_a_file_of_other_arrays_is_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / Path(name).name
    np.savez(path, other=np.zeros(3))
    with pytest.raises(Trouble, match="can't be read"):
        READERS[name](path)


def test_a_whole_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "some.npz"
    np.savez(path, some=np.arange(3))
    with open_arrays(path, "Some file") as stored:
        assert stored["some"].tolist() == [0, 1, 2]
