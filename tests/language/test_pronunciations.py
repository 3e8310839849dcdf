import gzip
from pathlib import Path

import pytest

from voiceguide.content.files import data_folder
from voiceguide.errors import ExitCode, Trouble
from voiceguide.language.ipa import arpabet
from voiceguide.language.pronunciations import (
    DICTIONARY,
    Origin,
    Way,
    numbered,
    pronounce,
    read_dictionary,
    read_pronunciations,
)
from voiceguide.language.triphones import read_triphones
from voiceguide.speaking.engines.espeak_phonemes import EspeakPhonemes

PHONES = ("AA", "AE", "AH", "K", "L", "T", "W")
MODEL = data_folder("models") / "en"


def no_guess(word: str) -> Way:
    return ()


def test_the_shipped_dictionary_knows_every_way_to_say_a_word() -> None:
    found = read_dictionary(MODEL, {"tomato", "qzx"})
    assert found["tomato"] == [tuple("T AH M EY T OW".split()), tuple("T AH M AA T OW".split())]
    assert "qzx" not in found


def test_what_is_written_comes_before_the_dictionary_and_a_guess_last() -> None:
    dictionary = {"walk": [("W", "AA", "K")], "act": [("AE", "K", "T")]}
    written = [{"walk": [("W", "AH", "K")]}, {"walk": [("W", "AA", "K")]}]
    found = pronounce(["walk", "act", "talk"], dictionary, written, lambda word: ("T", "AA", "K"))
    assert [(one.word, one.origin) for one in found.values()] == [
        ("act", Origin.DICTIONARY),
        ("talk", Origin.GUESSED),
        ("walk", Origin.WRITTEN),
    ]
    assert found["walk"].ways == (("W", "AA", "K"), ("W", "AH", "K"))
    assert numbered([found["act"]], PHONES) == [("act", (1, 3, 5))]


def test_a_word_that_cannot_even_be_guessed_is_left_out() -> None:
    assert pronounce(["hm"], {}, [], no_guess) == {}


def test_a_pack_may_write_how_its_words_sound(tmp_path: Path) -> None:
    file = tmp_path / "pronunciations.txt"
    file.write_text("# ours\n\nTalk t aa1 k  # as in talk\ntalk T AH K\n", encoding="utf-8")
    assert read_pronunciations(file, PHONES) == {"talk": [("T", "AA", "K"), ("T", "AH", "K")]}
    assert not read_pronunciations(tmp_path / "none.txt", PHONES)


@pytest.mark.parametrize(("line", "named"), [("walk", "walk"), ("walk W OO K", "OO")])
def test_a_bad_line_is_named(tmp_path: Path, line: str, named: str) -> None:
    file = tmp_path / "pronunciations.txt"
    file.write_text(f"talk T AA K\n{line}\n", encoding="utf-8")
    with pytest.raises(Trouble, match=rf"line 2: .*{named}") as caught:
        read_pronunciations(file, PHONES)
    assert caught.value.code is ExitCode.BAD_CONTENT


def test_a_cut_dictionary_is_trouble(tmp_path: Path) -> None:
    whole = gzip.compress(b"walk W AA K\n" * 999)
    (tmp_path / DICTIONARY).write_bytes(whole[:-9])
    with pytest.raises(Trouble, match=DICTIONARY):
        read_dictionary(tmp_path, {"walk"})


@pytest.mark.parametrize(
    ("word", "sounds"),
    [
        ("stretching", "S T R EH CH IH NG"),
        ("deadlifting", "D EH D L IH F T IH NG"),
        ("jogger's", "JH AA G ER Z"),
    ],
)
def test_a_new_word_is_sounded_out(espeak: EspeakPhonemes, word: str, sounds: str) -> None:
    assert arpabet(espeak.ipa(word)) == tuple(sounds.split())


def test_guesses_are_near_what_the_dictionary_says(espeak: EspeakPhonemes) -> None:
    """Of a few hundred words of the content, most are guessed to the letter."""
    lines = (MODEL / "graph" / "words.txt").read_text(encoding="utf-8").splitlines()
    words = [line.split()[0] for line in lines[1:-1:10]]
    known = read_dictionary(MODEL, set(words))
    right = [word for word in known if arpabet(espeak.ipa(word)) in known[word]]
    assert len(right) > 0.85 * len(known)


def test_guesses_are_made_of_the_models_sounds(espeak: EspeakPhonemes) -> None:
    phones = set(read_triphones(MODEL).phones)
    for word in ("rendezvous", "genre", "loch", "button", "hour", "azure", "thither"):
        guess = arpabet(espeak.ipa(word))
        assert guess
        assert set(guess) <= phones


def test_a_sound_that_english_lacks_spoils_the_guess() -> None:
    assert arpabet("b_e_ʀ") == ()


@pytest.fixture(scope="module")
def espeak(tmp_path_factory: pytest.TempPathFactory) -> EspeakPhonemes:
    return EspeakPhonemes(tmp_path_factory.mktemp("espeak"))
