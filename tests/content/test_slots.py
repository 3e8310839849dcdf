"""Which lists of the templates may fill an intent's slots."""

import shutil
from pathlib import Path

import pytest

from voiceguide.content.files import data_folder
from voiceguide.content.pack import read_pack
from voiceguide.errors import ExitCode, Trouble

ROW = """  StartWalk:
    group: doing
    importance: 1
    about: "the person wants to walk"
    example: "start a walk"
    slots: {slots}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(data_folder("intents"), tmp_path / "intents"))


def with_slots(folder: Path, slots: str) -> Path:
    """The content with these slots for StartWalk instead of its own."""
    path = folder / "intents.yaml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    start = lines.index("  StartWalk:\n")
    end = next(i for i in range(start + 1, len(lines)) if not lines[i].startswith("    "))
    path.write_text(
        "".join([*lines[:start], ROW.replace("{slots}", slots), *lines[end:]]), encoding="utf-8"
    )
    return folder


def test_a_slot_names_its_lists(folder: Path) -> None:
    pack = read_pack(with_slots(folder, "{minutes: [duration, minutes]}"))
    assert pack.intents["StartWalk"].slots == {"minutes": ("duration", "minutes")}


def test_an_intent_without_slots_has_none(folder: Path) -> None:
    assert read_pack(folder).intents["Resume"].slots == {}


@pytest.mark.parametrize(
    ("slots", "told"),
    [
        ("{minutes: [minuets]}", "Did you mean `minutes`?"),
        ("{minutes: [skies]}", "there is no list `skies`"),
        ("{length: [minutes]}", "Write `{minutes:length}` into one of them"),
        ("{minutes: []}", "no list fills `minutes`"),
        ("{from: [minutes]}", "one other slot must tell what is now"),
        ("{minutes: minutes}", "a list is expected"),
        ("[minutes]", "keys and values are expected"),
    ],
)
def test_a_slot_that_nothing_fills_is_refused(folder: Path, slots: str, told: str) -> None:
    with pytest.raises(Trouble) as caught:
        read_pack(with_slots(folder, slots))
    assert caught.value.code is ExitCode.BAD_CONTENT
    assert "intents.yaml, line" in caught.value.what
    assert told in str(caught.value)
