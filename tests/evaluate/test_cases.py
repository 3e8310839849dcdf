"""A file of cases as people write it."""

from pathlib import Path

import pytest

from voiceguide.errors import ExitCode, Trouble
from voiceguide.evaluate.cases import Case, read_cases

INTENTS = ("WalkToday", "WalkAmount", "Stop")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cases.tsv"


@pytest.mark.parametrize(
    "name", ["a.wav", "A.WAV", "a.flac", "a.ogg", "two words.mp3", "deep/a.aiff", "phone.m4a"]
)
def test_every_kind_of_sound_file_is_a_recording(path: Path, name: str) -> None:
    path.write_text(f"{name}\tStop\n")
    assert read_cases(path, INTENTS) == (Case(name, "Stop", path.parent / name),)


@pytest.mark.parametrize("said", ["stop", "stop it now.", "is 2.5 miles fine", "vers. two"])
def test_all_else_was_typed(path: Path, said: str) -> None:
    path.write_text(f"# mine\n\n{said}\tStop\n")
    assert read_cases(path, INTENTS) == (Case(said, "Stop"),)


@pytest.mark.parametrize(
    ("wanted", "mend"),
    [
        ("Walktoday", "Did you mean `WalkToday`?"),
        ("Weather", "Write one of those in intents.yaml."),
    ],
)
def test_an_intent_that_there_is_not_is_refused_with_its_line(
    path: Path, wanted: str, mend: str
) -> None:
    path.write_text(f"stop\tStop\nshould i walk today\t{wanted}\n")
    with pytest.raises(Trouble) as caught:
        read_cases(path, INTENTS)
    assert caught.value.what == f"{path}, line 2: there is no intent `{wanted}`."
    assert caught.value.mend == mend
    assert caught.value.code is ExitCode.BAD_CONTENT
