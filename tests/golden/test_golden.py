"""Whole conversations, word for word.

After a change that is meant, run `python -m tests.golden.test_golden`, and look at what it wrote.
"""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from voiceguide.apps.journal import told
from voiceguide.apps.rehearsal import rehearse
from voiceguide.content.script import read_script
from voiceguide.settings import Settings

FOLDER = Path(__file__).parent
SCRIPTS = sorted(FOLDER.glob("*.yaml"))
START = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)


def transcript(script: Path) -> str:
    done = rehearse(read_script(script), Settings(), text=True, start=START)
    return "".join(f"{told(happening)}\n" for happening in done.happened)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_the_conversation_goes_as_it_was_agreed(script: Path) -> None:
    assert transcript(script) == script.with_suffix(".txt").read_text(encoding="utf-8")


if __name__ == "__main__":
    for script in SCRIPTS:
        script.with_suffix(".txt").write_text(transcript(script), encoding="utf-8")
