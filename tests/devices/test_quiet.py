"""In a process of its own: it is about what reaches the terminal."""

import subprocess
import sys

WRITES = """
import os, sys
from voiceguide.devices.quiet import quiet_libraries
{before}
with quiet_libraries():
    os.write(2, b"Expression failed in C\\n") if {open} else None
    print("a sentence “of ours”", file=sys.stderr)
print("afterwards", file=sys.stderr, flush=True)
os.write(2, b"C again\\n") if {open} else None
"""


def stderr(before: str = "", still_open: bool = True) -> str:
    code = WRITES.format(before=before, open=still_open)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    return done.stderr.decode()


def test_libraries_are_kept_quiet_and_we_are_not() -> None:
    lines = stderr().splitlines()
    assert lines == ["a sentence “of ours”", "afterwards", "C again"]


def test_a_replaced_stderr_keeps_its_place() -> None:
    assert stderr("sys.stderr = open(os.dup(2), 'w')").splitlines()[0] == "a sentence “of ours”"


def test_without_a_stderr_nothing_breaks() -> None:
    assert stderr("os.close(2); sys.stderr = None", still_open=False) == ""
