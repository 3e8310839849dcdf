"""Flag over environment over file over default."""

from pathlib import Path

import pytest

from voiceguide.conversation.attention import Mode
from voiceguide.errors import ExitCode, Trouble
from voiceguide.settings import CHOICES, Origin, read_file, resolve, write_value


def test_the_nearest_source_wins() -> None:
    found = resolve(
        {"rate": 120, "volume": 3, "voice": "a"},
        {"VOICEGUIDE_VOLUME": "4", "VOICEGUIDE_VOICE": "b"},
        {"voice": "c"},
    )
    assert (found.settings.rate, found.settings.volume, found.settings.voice) == (120, 4, "c")
    assert found.origins["rate"] is Origin.FILE
    assert found.origins["volume"] is Origin.ENVIRONMENT
    assert found.origins["voice"] is Origin.FLAG
    assert found.origins["model"] is Origin.DEFAULT


@pytest.mark.parametrize("value", ["fast", "0", "4000", ""])
def test_a_rate_that_is_none_is_refused(value: str) -> None:
    with pytest.raises(Trouble, match="rate"):
        resolve({}, {"VOICEGUIDE_RATE": value}, {})


@pytest.mark.parametrize("mode", Mode)
def test_attention_is_one_of_its_modes(mode: Mode) -> None:
    assert resolve({}, {"VOICEGUIDE_ATTENTION": mode.value}, {}).settings.attention == mode
    assert resolve({}, {}, {}).settings.attention == Mode.OPEN
    assert set(CHOICES["attention"]) == {one.value for one in Mode}


@pytest.mark.parametrize("given", ["shut", "Open", "", 3])
def test_attention_of_another_kind_is_refused(given: object) -> None:
    with pytest.raises(Trouble, match="not one of open, wake, push") as caught:
        resolve({"attention": given}, {}, {})
    assert "attention = open" in caught.value.mend
    assert caught.value.code is ExitCode.USAGE


def test_no_file_is_no_settings(tmp_path: Path) -> None:
    assert read_file(tmp_path / "settings.toml") == {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("rat = 3", "`rate`"),
        ("rate =", "can't be read"),
        ("rate = " + 100_000 * "[", "can't be read: brackets stand in brackets too often."),
        ("rate = " + 5_000 * "9", "can't be read"),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(text)
    with pytest.raises(Trouble) as caught:
        read_file(path)
    assert told in str(caught.value)
    assert str(path) in caught.value.what


def test_a_value_is_written_and_all_else_kept(tmp_path: Path) -> None:
    path = tmp_path / "folder/settings.toml"
    write_value(path, "model", "one")
    assert read_file(path) == {"model": "one"}
    path.write_text('# mine\nrate = 150   # slow\n"model" = "one"\n')
    write_value(path, "model", "two")
    assert path.read_text() == '# mine\nrate = 150   # slow\n"model" = "two"\n'
    write_value(path, "model", "")
    assert path.read_text() == "# mine\nrate = 150   # slow\n"
    write_value(path, "model", "")
    assert [file.name for file in path.parent.iterdir()] == ["settings.toml"]


def test_the_mark_that_some_editors_begin_a_file_with_is_no_setting(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(b"\xef\xbb\xbfrate = 150\n")
    assert read_file(path) == {"rate": 150}
    write_value(path, "model", "one")
    assert read_file(path) == {"rate": 150, "model": "one"}


def test_a_broken_file_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("rate =")
    with pytest.raises(Trouble, match="can't be read"):
        write_value(path, "model", "one")
    assert path.read_text() == "rate ="


def test_a_place_that_can_not_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "settings.toml.new").mkdir()  # where it would be written first
    with pytest.raises(Trouble) as caught:
        write_value(tmp_path / "settings.toml", "model", "one")
    assert 'model = "one"' in caught.value.mend
