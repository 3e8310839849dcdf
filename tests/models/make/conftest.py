"""Parts of Sphinx's model that several tests read.

The tests of this folder are for what makes the models, which only a checkout has.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from models.make.sphinx import Definition

if not (Path(__file__).parents[3] / "models" / "make").exists():
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture(scope="session")
def definition() -> "Definition":
    from models.make.sphinx import folder, read_definition

    return read_definition(folder() / "en-us" / "mdef")
