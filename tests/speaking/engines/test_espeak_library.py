import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from voiceguide.speaking.engines.espeak_library import LONGEST_PATH, reachable

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux alone needs it")


def test_a_short_path_is_used_as_it_is(tmp_path: Path) -> None:
    assert reachable(Path("/data"), tmp_path) == Path("/data")


@linux
def test_the_packaged_library_answers_for_the_systems_soname(tmp_path: Path) -> None:
    code = (
        "import ctypes, pathlib, sys;"
        "from voiceguide.speaking.engines.espeak_library import load;"
        "assert load(pathlib.Path(sys.argv[1]));"
        "ctypes.CDLL('libespeak-ng.so.1');"
        "maps = pathlib.Path('/proc/self/maps').read_text().split();"
        "print({line for line in maps if 'libespeak' in line})"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.count("libespeak") == 1
    assert "espeakng_loader" in done.stdout


@linux
def test_data_under_a_very_long_path_is_still_found(tmp_path: Path) -> None:
    import espeakng_loader

    deep = tmp_path / ("a" * 80) / ("b" * 80)
    data = Path(shutil.copytree(espeakng_loader.get_data_path(), deep / "espeak-ng-data"))
    assert len(os.fsencode(data)) > LONGEST_PATH
    assert _starts(reachable(data, tmp_path))
    assert not _starts(data), "the link is no longer needed"


def test_the_link_is_made_once(tmp_path: Path) -> None:
    data = tmp_path / ("a" * 100) / ("b" * 100) / "espeak-ng-data"
    assert reachable(data, tmp_path) == reachable(data, tmp_path) == tmp_path / "espeak-ng-data"


def _starts(data: Path) -> bool:
    """Whether eSpeak NG starts with this data folder; in a process of its own, for it may exit."""
    import espeakng_loader

    code = (
        "import ctypes, sys; library = ctypes.CDLL(sys.argv[1]);"
        "sys.exit(library.espeak_Initialize(1, 0, None, 0) < 8000)"
    )
    environment = os.environ | {"ESPEAK_DATA_PATH": str(data)}
    command = [sys.executable, "-c", code, espeakng_loader.get_library_path()]
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    return done.returncode == 0
