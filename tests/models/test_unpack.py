"""An archive is unpacked as it is meant, or not at all."""

import io
import random
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.models.archives import SMALL, packed
from voiceguide.errors import ExitCode, Trouble
from voiceguide.models.unpack import Limits, unpack

USUAL = Limits()


def archive(folder: Path, data: bytes) -> Path:
    path = folder / "model.zip"
    path.write_bytes(data)
    return path


def refused(folder: Path, data: bytes, limits: Limits = USUAL) -> str:
    with pytest.raises(Trouble) as caught:
        unpack(archive(folder, data), folder / "into", limits=limits)
    assert caught.value.code is ExitCode.NO_MODEL
    assert {path.name for path in folder.iterdir()} <= {"model.zip", "into"}
    return caught.value.what


def member(name: str, mode: int = 0o100644) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    return info


def test_a_model_comes_out_as_it_went_in(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    unpack(archive(tmp_path, packed(SMALL)), tmp_path / "into", lambda *pair: seen.append(pair))
    for name, content in SMALL.items():
        assert (tmp_path / "into" / name).read_bytes() == content
    total = sum(map(len, SMALL.values()))
    assert seen[-1] == (total, total)


@pytest.mark.parametrize(
    "name",
    [
        "../out.txt",
        "a/../../out.txt",
        "/etc/out.txt",
        "//host/out.txt",
        "C:/out.txt",
        "c:out.txt",
        "..\\out.txt",
        "a//b",
        "./a",
        "a/.",
    ],
)
def test_no_path_leads_outside(tmp_path: Path, name: str) -> None:
    refused(tmp_path, packed({name: b"x"}))


@pytest.mark.parametrize("name", ["con", "a/NUL.txt", "lpt1", "a.", "b ", "a?b", "a\nb", "x" * 201])
def test_no_name_that_some_system_can_not_hold(tmp_path: Path, name: str) -> None:
    refused(tmp_path, packed({name: b"x"}))


@pytest.mark.parametrize("mode", [0o120777, 0o020666, 0o010666, 0o060666, 0o140777])
def test_no_links_and_no_devices(tmp_path: Path, mode: int) -> None:
    assert "a link or a device" in refused(tmp_path, packed({member("link", mode): b"/etc"}))


@pytest.mark.parametrize(
    "names", [("am/a", "AM/A"), ("am", "am/final.mdl"), ("am/final.mdl", "am"), ("a/", "A")]
)
def test_no_two_names_for_one_place(tmp_path: Path, names: tuple[str, str]) -> None:
    refused(tmp_path, packed({member(name): b"" for name in names}))


def test_a_name_that_ends_at_nul_is_refused(tmp_path: Path) -> None:
    data = packed({"am/final.mdlX.txt": b"x"}).replace(b"mdlX", b"mdl\0")
    refused(tmp_path, data)


def test_a_name_that_is_empty_is_refused(tmp_path: Path) -> None:
    data = bytearray(packed({"a": b"x"}))
    for head, length in ((b"PK\x03\x04", 26), (b"PK\x01\x02", 28)):
        data[data.index(head) + length] = 0
    refused(tmp_path, bytes(data))


def test_a_bomb_is_seen_in_its_list(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("bomb", bytes(10_000_000))
    assert "bomb" in refused(tmp_path, stream.getvalue())
    assert not (tmp_path / "into").exists()


def test_a_bomb_that_lies_about_its_size_is_stopped(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("bomb", bytes(10_000_000))
    data = stream.getvalue().replace(struct.pack("<I", 10_000_000), struct.pack("<I", 10_000))
    refused(tmp_path, data)
    assert (tmp_path / "into/bomb").stat().st_size <= 10_000


def test_neither_too_large_nor_too_many(tmp_path: Path) -> None:
    assert "bomb" in refused(tmp_path, packed({"a": bytes(2_000)}), Limits(bytes=1_999))
    many = packed({str(number): b"" for number in range(6)})
    assert "6 files" in refused(tmp_path, many, Limits(files=5))


def test_no_other_compression_and_nothing_encrypted(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_BZIP2) as other:
        other.writestr("a", b"x")
    assert "unusual" in refused(tmp_path, stream.getvalue())
    data = bytearray(packed({"a": b"x"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert "encrypted" in refused(tmp_path, bytes(data))


@pytest.mark.parametrize("data", [b"", b"<html>no zip</html>", packed(SMALL)[:-30]])
def test_what_is_no_zip_is_refused(tmp_path: Path, data: bytes) -> None:
    assert "no whole zip" in refused(tmp_path, data)


@settings(max_examples=60)
@given(st.data())
def test_a_broken_archive_never_comes_out_changed(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder, good = tmp_path_factory.mktemp("any"), bytearray(packed(SMALL))
    for _ in range(data.draw(st.integers(1, 4))):
        good[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.integers(0, 255))
    try:
        unpack(archive(folder, bytes(good)), folder / "into")
    except Trouble as trouble:
        assert trouble.code is ExitCode.NO_MODEL
    else:
        found = [file for file in (folder / "into").rglob("*") if file.is_file()]
        assert sorted(file.read_bytes() for file in found) == sorted(SMALL.values())
    assert {path.name for path in folder.iterdir()} <= {"model.zip", "into"}


@given(st.binary(max_size=300), st.integers(0, 10))
@settings(max_examples=60)
def test_noise_is_refused(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, seed: int
) -> None:
    folder = tmp_path_factory.mktemp("noise")
    refused(folder, noise + random.Random(seed).randbytes(seed))
