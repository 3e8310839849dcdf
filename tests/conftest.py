"""What several tests share: the content as shipped, and the article where it is at hand."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import settings

from voiceguide.assembly import make_voice
from voiceguide.content.files import data_folder
from voiceguide.content.pack import Pack, read_pack
from voiceguide.speaking.voice import Voice

# Nothing here is timed: a busy machine must not fail a property.
settings.register_profile("voiceguide", deadline=None)
settings.load_profile("voiceguide")


@pytest.fixture(scope="session")
def pack() -> Pack:
    return read_pack(data_folder("intents"))


@pytest.fixture
def voice() -> Iterator[Voice]:
    """The synthesiser, to speak for the person.

    New for each test: eSpeak renders a text by what it has spoken before, so that with a shared one
    a test would hear other samples after other tests.
    """
    with closing(make_voice()) as voice:
        yield voice


@pytest.fixture(scope="session")
def article() -> str:
    path = Path(__file__).resolve().parents[2] / "shared" / "article.txt"
    if not path.exists():
        pytest.skip("the article's text is not beside this checkout (../shared/article.txt)")
    return path.read_text(encoding="utf-8").replace("\u2019", "'")
