"""Enter as a person presses it: through a pipe, in a terminal, behind the shell's `&`."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Timer
from typing import IO

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")

PROGRAM = """
import sys
from threading import Event
from voiceguide.apps.key import EnterKey
key, pause = EnterKey(sys.stdin), Event()
print("listening", flush=True)
while True:
    while not key.pressed():
        pause.wait(0.01)
    print("pressed", flush=True)
"""
"""Says each Enter in a line, for as long as it isn't ended."""

SHELL = """
import os, subprocess, sys
from contextlib import suppress
program = [sys.executable, "-c", sys.argv[1]]
behind = subprocess.Popen(program, process_group=0, stdout=subprocess.PIPE, text=True)
print(behind.stdout.readline(), end="", flush=True)
with suppress(subprocess.TimeoutExpired):
    behind.wait(1)  # long enough to be stopped in, were it to read
stopped = os.waitid(os.P_PID, behind.pid, os.WSTOPPED | os.WNOHANG)
print("stopped" if stopped else "goes on", flush=True)
os.tcsetpgrp(0, behind.pid)
print("in front", flush=True)
print(behind.stdout.readline(), end="", flush=True)
behind.kill()
"""
"""What a shell does for `program &` and then for `fg`."""


@contextmanager
def started(program: str, *arguments: str, keys: int) -> Iterator[IO[bytes]]:
    """The output of a program that has `keys` for its standard input, and its terminal if it is
    one."""
    with subprocess.Popen(
        [sys.executable, "-c", f"{_OWN_TERMINAL}{program}", *arguments],
        stdin=keys,
        stdout=subprocess.PIPE,
        start_new_session=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8:strict"},
    ) as process:
        assert process.stdout is not None
        # What isn't heard for so long is not said at all.
        bound = Timer(30, process.kill)
        bound.start()
        try:
            yield process.stdout
        finally:
            bound.cancel()
            process.kill()


_OWN_TERMINAL = """
import fcntl, os, termios
if os.isatty(0):
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
"""


@contextmanager
def terminal() -> Iterator[tuple[int, int]]:
    """A person's end, where keys are pressed, and a program's."""
    import pty

    person, program = pty.openpty()
    try:
        yield person, program
    finally:
        for end in (person, program):
            with suppress(OSError):
                os.close(end)


@pytest.mark.parametrize("typed", [b"\n", b"word\n", b"caf\xe9\n"])
def test_every_enter_counts_whatever_is_typed_before_it(typed: bytes) -> None:
    program, person = os.pipe()
    with started(PROGRAM, keys=program) as said:
        assert said.readline() == b"listening\n"
        for _ in range(3):
            os.write(person, typed)
            assert said.readline() == b"pressed\n"
    os.close(program)
    os.close(person)


def test_ctrl_d_ends_no_terminal() -> None:
    with terminal() as (person, program), started(PROGRAM, keys=program) as said:
        assert said.readline() == b"listening\n"
        os.write(person, b"\x04")
        os.write(person, b"\n")
        assert said.readline() == b"pressed\n"


def test_in_the_background_it_goes_on_and_in_front_again_enter_counts() -> None:
    with terminal() as (person, program), started(SHELL, PROGRAM, keys=program) as said:
        assert [said.readline() for _ in range(3)] == [b"listening\n", b"goes on\n", b"in front\n"]
        os.write(person, b"\n")
        assert said.readline() == b"pressed\n"
