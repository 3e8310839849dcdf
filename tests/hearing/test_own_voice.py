"""The assistant's own voice, back from the room, is never taken for an order; a person's is."""

from collections.abc import Iterator
from contextlib import closing

import numpy as np
import pytest

from voiceguide.assembly import (
    Parts,
    fixed_texts,
    make_brief_memory,
    make_listener,
    make_parts,
    make_phrases,
)
from voiceguide.hearing.listener import Listener, Moment
from voiceguide.messages.audio import BLOCK, Samples
from voiceguide.settings import Settings
from voiceguide.speaking.phrases import Phrases

SHORT = 6
"""Words; what is longer is never heard as one command."""
TELLING = ("pause", "stop", "resume", " ow")
ECHO = 0.3
"""How loud it comes back."""


@pytest.fixture(scope="module")
def parts() -> Parts:
    return make_parts(Settings(), make_brief_memory())


@pytest.fixture(scope="module")
def phrases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Phrases]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        with closing(make_phrases(Settings())) as made:
            yield made


def whole(samples: Samples) -> Samples:
    return np.concatenate([samples, np.zeros(-len(samples) % BLOCK, np.int16)])


def said_over(ears: Listener, played: Samples, person: Samples, saying: str) -> list[str]:
    """What is heard while `played` sounds, comes back, and a person speaks in the same room."""
    heard = []
    for at in range(0, len(played), BLOCK):
        own, theirs = played[at : at + BLOCK], person[at : at + BLOCK]
        block = (ECHO * own + theirs).astype(np.int16)
        one = ears.hear(block, Moment(own, speaking=True, saying=saying, asked=True))
        if one is not None:
            heard.append(one.text)
    return heard


def test_nothing_it_says_sounds_like_an_order_to_itself(parts: Parts, phrases: Phrases) -> None:
    """From a room that it doesn't know yet on."""
    ears = make_listener(parts)
    texts = [
        text
        for text in fixed_texts(parts)
        if len(text.split()) <= SHORT or any(word in text for word in TELLING)
    ]
    taken = []
    for text in texts:
        spoken = whole(np.concatenate([phrases.phrase(text), np.zeros(BLOCK * 10, np.int16)]))
        taken += [(heard, text) for heard in said_over(ears, spoken, 0 * spoken, text)]
        assert len(texts) > 40
    assert not taken
