"""The assistant's own voice, back from the room, is never taken for an order."""

from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from voiceguide.assembly import (
    fixed_texts,
    make_brief_memory,
    make_listener,
    make_parts,
    make_phrases,
)
from voiceguide.messages.audio import BLOCK, SAMPLE_RATE
from voiceguide.settings import Settings

SHORT = 12
"""Words; what is longer is never heard as one command."""
TELLING = ("pause", "stop", "resume", "next", " ow")
ECHO = 0.3
"""How loud it comes back."""


def test_nothing_it_says_sounds_like_an_order_to_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    parts = make_parts(Settings(), make_brief_memory())
    ears = make_listener(parts)
    texts = [
        text
        for text in fixed_texts(parts)
        if len(text.split()) <= SHORT or any(word in text for word in TELLING)
    ]
    assert len(texts) > 80
    taken = []
    with closing(make_phrases(Settings())) as phrases:
        for text in texts:
            sound = (ECHO * phrases.phrase(text)).astype(np.int16)
            spoken = np.concatenate([sound, np.zeros(SAMPLE_RATE // 5, np.int16)])
            for block in spoken[: len(spoken) // BLOCK * BLOCK].reshape(-1, BLOCK):
                heard = ears.hear(block, speaking=True, asked=True, saying=text)
                if heard is not None:
                    taken.append((heard.text, text))
            for _ in range(SAMPLE_RATE // BLOCK):
                ears.hear(np.zeros(BLOCK, np.int16), speaking=False, asked=False)
    assert not taken
