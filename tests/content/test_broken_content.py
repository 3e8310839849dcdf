"""A broken content file is refused with file, line and what to do."""

import shutil
from pathlib import Path

import pytest

from voiceguide.content.files import data_folder
from voiceguide.content.pack import read_pack
from voiceguide.errors import ExitCode, Trouble


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(data_folder("intents"), tmp_path / "intents"))


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("intents.yaml", "intents:\n  A: [", "line 3"),
        ("intents.yaml", "intents:\n  A:\n    grop: article\n", "`grop`"),
        ("sections.yaml", "sections: {}\n", "`article` is missing"),
        ("responses/en/WalkOk.yaml", "language: en\nintent: WalkOk\nparts: []\n", "WalkingOk"),
        (
            "responses/en/Avoid.yaml",
            "language: en\nintent: Avoid\nparts:\n  - section: avoide\n    say: no\n",
            "line 4",
        ),
        (
            "sentences/en/Avoid/default.yaml",
            'language: "en"\ndata:\n  - sentences:\n      - "what (should"\n',
            "line 4",
        ),
        (
            "sentences/en/Avoid/default.yaml",
            'language: "en"\ndata:\n  - sentences: ["<nothing_like_it> a"]\n    sentence: []\n',
            "Did you mean `sentences`?",
        ),
        ("examples/en/Avoid.txt", "what should i avoid?\n", "line 1"),
        ("examples/en/Avoidance.txt", "what\n", "no intent `Avoidance`"),
        ("concepts/en.yaml", 'language: "en"\nconcepts:\n  yes: [a]\n', "quotes"),
    ],
)
def test_the_error_names_the_place(folder: Path, file: str, text: str, told: str) -> None:
    (folder / file).write_text(text, encoding="utf-8")
    with pytest.raises(Trouble) as caught:
        read_pack(folder)
    assert caught.value.code is ExitCode.BAD_CONTENT
    assert Path(file).name in caught.value.what
    assert told in str(caught.value)


def test_bytes_that_are_not_utf8_are_named_with_their_line(folder: Path) -> None:
    (folder / "examples/en/Avoid.txt").write_bytes(b"what\nnot \xff so\n")
    with pytest.raises(Trouble, match="line 2"):
        read_pack(folder)


def test_missing_wake_phrases_are_named(folder: Path) -> None:
    common = folder / "sentences/en/_common.yaml"
    common.write_text(common.read_text(encoding="utf-8").replace("  wake:", "  woke:"), "utf-8")
    with pytest.raises(Trouble, match=r"_common\.yaml.*`wake`"):
        read_pack(folder)


def test_a_missing_response_is_named(folder: Path) -> None:
    (folder / "responses/en/Avoid.yaml").unlink()
    with pytest.raises(Trouble, match=r"Avoid\.yaml"):
        read_pack(folder)
