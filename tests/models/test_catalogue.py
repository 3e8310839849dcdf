"""The catalogue as shipped, and what is said of a broken one."""

from pathlib import Path

import pytest

from voiceguide.errors import ExitCode, Trouble
from voiceguide.model_choice import EMBEDDED, catalogue_path
from voiceguide.models.catalogue import find, is_name, read_catalogue

GOOD = """\
# ours
[[model]]
name = "a-model"
about = "A model"
url = "https://example.org/a.zip"
licence = "Apache-2.0"
megabytes = 40

[[model]]
name = "b-model"
about = "Another"
url = "http://127.0.0.1:8000/b.zip"
licence = "Apache-2.0"
megabytes = 40
bytes = 41205931
narrows = true
checksum = "md5:0123456789abcdef0123456789abcdef"
word_error_rate = { "some test" = 9.85 }
"""


def test_ours_holds_what_the_readme_promises() -> None:
    entries = read_catalogue(catalogue_path())
    assert {"vosk-model-small-en-us-0.15", "vosk-model-en-us-0.22-lgraph"} <= {
        entry.name for entry in entries
    }
    assert all(entry.host == "alphacephei.com" for entry in entries)
    assert all(entry.url.endswith(f"/{entry.name}.zip") for entry in entries)
    assert find(entries, EMBEDDED) is None
    for entry in entries:
        assert entry.size is None or abs(entry.size / entry.megabytes / 2**20 - 1) < 0.05


def test_what_is_not_known_is_none(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.toml"
    path.write_text(GOOD)
    first, second = read_catalogue(path)
    assert (first.size, first.checksum, first.narrows) == (None, None, None)
    assert second.size == 41205931
    assert second.checksum is not None and second.checksum.algorithm == "md5"


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ('name = "b-model"', 'name = "../b"', 10, "can't be a folder's name"),
        ('name = "b-model"', 'name = "a-model"', 10, "twice"),
        ('about = "Another"', "about = 3", 11, "`about` is not as it should be"),
        ('about = "Another"', 'about = " "', 11, "`about` is not as it should be"),
        ("http://127.0.0.1:8000/b.zip", "http://example.org/b.zip", 12, "no https:// address"),
        ("http://127.0.0.1:8000/b.zip", "file:///etc/passwd", 12, "no https:// address"),
        ("http://127.0.0.1:8000/b.zip", "https://[b.zip", 12, "no https:// address"),
        ("bytes = 41205931", "bytes = -1", 15, "`bytes` is not as it should be"),
        ("bytes = 41205931", "bytes = true", 15, "`bytes` is not as it should be"),
        ("narrows = true", 'narrows = "yes"', 16, "`narrows` is not as it should be"),
        ("md5:0", "md5:", 17, "64 hexadecimal digits"),
        ("md5:", "sha1:", 17, "64 hexadecimal digits"),
        ("9.85", "985", 18, "from 0 to 100"),
        ("narrows", "narrow", 16, "`narrow` is unknown"),
        ('about = "Another"\n', "", 9, "the model has no `about`"),
    ],
)
def test_a_fault_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, line: int, told: str
) -> None:
    path = tmp_path / "catalogue.toml"
    path.write_text(GOOD.replace(old, new))
    with pytest.raises(Trouble) as caught:
        read_catalogue(path)
    assert caught.value.code is ExitCode.BAD_CONTENT
    assert f"catalogue.toml, line {line}: " in caught.value.what
    assert told in caught.value.what


@pytest.mark.parametrize("text", ["", "model = 3", "x = 1\n" + GOOD, "[[model]\n", "model = [1]"])
def test_what_is_no_catalogue_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "catalogue.toml"
    path.write_text(text)
    with pytest.raises(Trouble, match=r"catalogue\.toml"):
        read_catalogue(path)


@pytest.mark.parametrize("name", ["", ".", "..", "a..b", "-a", "a/b", "a\\b", "A", "a b", "a" * 81])
def test_a_name_is_a_plain_folder(name: str) -> None:
    assert not is_name(name)
