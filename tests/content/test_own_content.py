"""Content of one's own that isn't there or isn't learnt yet: the mend is about it, not ours."""

import shutil
from pathlib import Path

import pytest

from voiceguide.assembly import learn_meanings, make_matcher, make_pack
from voiceguide.content.files import data_folder
from voiceguide.errors import ExitCode, Trouble
from voiceguide.places import meaning_file
from voiceguide.settings import Settings
from voiceguide.understanding.nearest import read_weights


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "home"))


def own(tmp_path: Path, name: str = "mine") -> Settings:
    shutil.copytree(data_folder("intents"), tmp_path / name)
    return Settings(content=str(tmp_path / name))


def refusal(settings: Settings) -> Trouble:
    with pytest.raises(Trouble) as caught:
        make_matcher(settings, make_pack(settings))
    assert caught.value.code is ExitCode.BAD_CONTENT
    assert "reinstall" not in caught.value.mend
    return caught.value


def test_content_that_nothing_was_learnt_from_is_told_so(tmp_path: Path) -> None:
    settings = own(tmp_path)
    told = refusal(settings)
    assert told.what == f"Nothing has been learnt yet from the content in {settings.content}."
    assert f"`voiceguide learn --content {settings.content}`" in told.mend


def test_a_folder_with_spaces_can_be_typed_as_it_is_told(tmp_path: Path) -> None:
    settings = own(tmp_path, "my words")
    assert f'`voiceguide learn --content "{settings.content}"`' in refusal(settings).mend


def test_content_that_was_changed_is_learnt_by_the_command_that_is_told(tmp_path: Path) -> None:
    settings = own(tmp_path)
    learnt = meaning_file(settings)
    learnt.parent.mkdir(parents=True)
    shutil.copy(data_folder("models") / "meaning.npz", learnt)
    with Path(settings.content, "examples", "en", "Avoid.txt").open("a") as file:
        file.write("what is it that i had better leave alone\n")
    told = refusal(settings)
    assert "have changed since they were learnt" in told.what
    assert f"`voiceguide learn --content {settings.content}`" in told.mend


def test_what_was_learnt_and_damaged_is_learnt_anew(tmp_path: Path) -> None:
    settings = own(tmp_path)
    learnt = meaning_file(settings)
    learnt.parent.mkdir(parents=True)
    learnt.write_bytes(b"half a file")
    told = refusal(settings)
    assert str(learnt) in told.what
    assert f"`voiceguide learn --content {settings.content}`" in told.mend


class Begun(Exception):
    """Learning has begun, which takes minutes."""


def begin() -> None:
    raise Begun


def test_learning_begins_when_content_and_place_have_been_looked_at(tmp_path: Path) -> None:
    settings = own(tmp_path)
    with pytest.raises(Begun):
        learn_meanings(settings, begin)
    assert list(meaning_file(settings).parent.iterdir()) == []


def test_what_can_not_be_kept_is_not_learnt(tmp_path: Path) -> None:
    settings = own(tmp_path)
    folder = meaning_file(settings).parent
    folder.parent.mkdir(parents=True)
    folder.write_text("no folder")
    with pytest.raises(Trouble) as caught:
        learn_meanings(settings, begin)
    assert str(meaning_file(settings)) in caught.value.what
    assert "make the folder writable" in caught.value.mend


def test_what_is_broken_is_not_learnt(tmp_path: Path) -> None:
    settings = own(tmp_path)
    Path(settings.content, "examples", "en", "Avoid.txt").write_text("what should i avoid?\n")
    with pytest.raises(Trouble, match=r"Avoid\.txt, line 1"):
        learn_meanings(settings, begin)


def test_what_came_with_voiceguide_may_be_reinstalled(tmp_path: Path) -> None:
    with pytest.raises(Trouble) as caught:
        read_weights(tmp_path / "nosuch.npz")
    assert "`voiceguide learn`, or reinstall" in caught.value.mend


@pytest.mark.parametrize("name", ["nosuch", ""])
def test_a_folder_without_content_is_named(tmp_path: Path, name: str) -> None:
    told = refusal(Settings(content=str(tmp_path / name)))
    assert told.what.startswith(f"There is no content in {tmp_path / name}: no intents.yaml")
    assert "--content" in told.mend
