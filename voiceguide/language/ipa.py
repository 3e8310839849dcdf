"""From the sounds that eSpeak NG writes for American English (IPA) to those of CMU's dictionary.

Source: eSpeak NG's `docs/phonemes/` and `phsource/ph_english_us`; the choices between near sounds
were made on 20,000 words of CMU's dictionary and measured on others (docs/new-words.md).
"""

# ruff: noqa: RUF001 - these are the letters of IPA, not lookalikes.

from collections.abc import Mapping
from typing import Final

_CONSONANTS: Final[Mapping[str, str]] = {
    "b": "B", "d": "D", "dʒ": "JH", "f": "F", "h": "HH", "j": "Y", "k": "K", "l": "L", "m": "M",
    "n": "N", "p": "P", "r": "R", "s": "S", "t": "T", "tʃ": "CH", "v": "V", "w": "W", "x": "K",
    "z": "Z", "ð": "DH", "ŋ": "NG", "ɡ": "G", "ɬ": "L", "ɹ": "R", "ɾ": "T", "ʃ": "SH", "ʒ": "ZH",
    "ʔ": "T", "θ": "TH", "n̩": "AH N", "ç": "HH",
}  # fmt: skip
_VOWELS: Final[Mapping[str, str]] = {
    "a": "AA", "aɪ": "AY", "aɪə": "AY AH", "aɪɚ": "AY ER", "aʊ": "AW", "e": "EH", "eɪ": "EY",
    "i": "IY", "iə": "IY AH", "iː": "IY", "oʊ": "OW", "o": "OW", "oː": "AO", "oːɹ": "AO R",
    "u": "UW", "uː": "UW", "æ": "AE", "ɐ": "AH", "ɑː": "AA", "ɑ": "AA", "ɑ̃": "AA N",
    "ɑːɹ": "AA R", "ɒ": "AA", "ɔ": "AO", "ɔɪ": "OY", "ɔː": "AO", "ɔːɹ": "AO R", "ə": "AH",
    "əl": "AH L", "ɚ": "ER", "ɛ": "EH", "ɛɹ": "EH R", "ɜː": "ER", "ɪ": "IH", "ɪɹ": "IH R",
    "ʊ": "UH", "ʊɹ": "UH R", "ʌ": "AH", "ᵻ": "IH", "ɔ̃": "AO N",
}  # fmt: skip
_SOUNDS: Final = {**_CONSONANTS, **_VOWELS}
_STRESS: Final = str.maketrans("", "", "ˈˌ")


def arpabet(ipa: str) -> tuple[str, ...]:
    """Sounds of one word. `ipa`: eSpeak NG's, a `_` between any two, stress allowed.

    Empty when one of them is no English sound, so that no word is heard by half of its sounds.
    """
    signs = [sign for sign in ipa.translate(_STRESS).split("_") if sign]
    if not all(sign in _SOUNDS for sign in signs):
        return ()
    return tuple(" ".join(_SOUNDS[sign] for sign in signs).split())
