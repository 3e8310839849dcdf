"""Text made safe to hand to any speech engine."""

import re
import unicodedata
from typing import Final

_MARKUP: Final = re.compile(r"\[\[|\]\]|[<>]")
"""Brackets that the macOS (`[[slnc 500]]`) and Windows (`<silence/>`) engines obey."""


def speakable(text: str) -> str:
    """`text` in one line, without control characters, lone surrogates or engine commands."""
    text = _MARKUP.sub(" ", unicodedata.normalize("NFC", text))
    kept = (" " if unicodedata.category(letter)[0] == "C" else letter for letter in text)
    return " ".join("".join(kept).split())
