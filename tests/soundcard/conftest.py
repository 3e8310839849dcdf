from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.soundcard.server import ROOM, TWO_SIDES, Server, start


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all tests that leave it alive."""
    server = start(tmp_path_factory.mktemp("sound"))
    yield server
    server.kill()


@pytest.fixture
def mortal(tmp_path: Path) -> Iterator[Server]:
    """A server that the test may kill."""
    server = start(tmp_path)
    yield server
    server.kill()


@pytest.fixture
def apart(tmp_path: Path) -> Iterator[Server]:
    """A server on which a person and the assistant don't hear themselves."""
    server = start(tmp_path, TWO_SIDES)
    yield server
    server.kill()


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Server]:
    """A server whose microphone hears both, the assistant softly."""
    server = start(tmp_path, ROOM)
    yield server
    server.kill()


@pytest.fixture
def halves(tmp_path: Path) -> Iterator[dict[str, Server]]:
    """A speaker and a microphone that can be lost one by one."""
    microphone = start(tmp_path / "microphone")
    speaker = start(tmp_path / "speaker", microphone=microphone)
    yield {"microphone": microphone, "speaker": speaker}
    microphone.kill()
    speaker.kill()
