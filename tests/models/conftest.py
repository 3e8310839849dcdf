"""Parts of Sphinx's model that several tests read."""

import pytest

from models.make.sphinx import Definition, folder, read_definition


@pytest.fixture(scope="session")
def definition() -> Definition:
    return read_definition(folder() / "en-us" / "mdef")
