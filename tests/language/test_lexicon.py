from pathlib import Path

import pytest

from voiceguide.errors import ExitCode, Trouble
from voiceguide.language.lexicon import missing_words, read_words, respelt, spoken_words


def test_words_are_read_with_their_labels(tmp_path: Path) -> None:
    file = tmp_path / "words.txt"
    file.write_text("<eps> 0\nwalk 1\n[unk] 2\n", encoding="utf-8")
    words = read_words(file)
    assert words == {"<eps>": 0, "walk": 1, "[unk]": 2}
    assert spoken_words(words) == ["walk"]


@pytest.mark.parametrize("text", ["walk\n", "walk one\n", "a b 1\n"])
def test_a_broken_list_is_named(tmp_path: Path, text: str) -> None:
    file = tmp_path / "words.txt"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Trouble, match=r"words\.txt") as caught:
        read_words(file)
    assert caught.value.code is ExitCode.NO_MODEL


def test_missing_words_come_with_a_sentence() -> None:
    assert missing_words(["i walk", "i dance", "we dance"], frozenset({"i", "walk"})) == {
        "dance": "i dance",
        "we": "we dance",
    }


def test_spellings_that_sound_alike_are_one() -> None:
    assert respelt("is childs pose ok") == ("is", "child's", "pose", "okay")
