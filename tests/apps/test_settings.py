"""Flag over environment over file over default."""

from pathlib import Path

import pytest

from voiceguide.errors import Trouble
from voiceguide.settings import Origin, read_file, resolve


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


def test_no_file_is_no_settings(tmp_path: Path) -> None:
    assert read_file(tmp_path / "settings.toml") == {}


@pytest.mark.parametrize(("text", "told"), [("rat = 3", "`rate`"), ("rate =", "can't be read")])
def test_a_broken_file_is_named(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(text)
    with pytest.raises(Trouble) as caught:
        read_file(path)
    assert told in str(caught.value)
    assert str(path) in caught.value.what
