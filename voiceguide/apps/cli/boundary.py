"""The one error boundary: whatever goes wrong leaves as two sentences and an exit code."""

import errno
import io
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

import click
from platformdirs import user_log_path

from voiceguide.apps.cli.main import voiceguide
from voiceguide.apps.cli.warning import warn
from voiceguide.errors import ExitCode, Trouble, refusal
from voiceguide.settings import APP


def run(arguments: Sequence[str]) -> int:
    """Run the command line; the exit code."""
    _replace_what_can_not_be_written()
    try:
        # click gives back what a command returned, or the code it left with (--help: 0).
        code = voiceguide.main(list(arguments), prog_name=APP, standalone_mode=False)
        if undelivered := _undelivered():
            raise undelivered
    except Trouble as trouble:
        warn(trouble)
        return trouble.code
    except click.ClickException as error:
        error.show()
        return ExitCode.USAGE
    except (KeyboardInterrupt, click.Abort):
        click.echo(err=True)
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone (`| head`); nothing is left to tell it.
        _drop_output()
        return ExitCode.OK
    except Exception as error:
        return _failed(error)
    return code if isinstance(code, int) else ExitCode.OK


def _replace_what_can_not_be_written() -> None:
    """A letter that the screen or a pipe on Windows lacks becomes `?`, and no failure."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _failed(error: Exception) -> ExitCode:
    """Tell what ended the command, as nothing in it did."""
    trouble = refusal(error) if isinstance(error, OSError) else None
    if trouble is None and isinstance(error, OSError):
        # What the system says of our output names no file; at another line it says so again.
        trouble = _undelivered("\n")
    if trouble is not None:
        warn(trouble)
        return trouble.code
    click.echo(
        f"voiceguide met an error that it didn't expect: {error or type(error).__name__}.\n"
        f"Please report it with the output of `voiceguide doctor` and {_keep_details()}.",
        err=True,
    )
    return ExitCode.TROUBLE


def _undelivered(more: str = "") -> Trouble | None:
    """What keeps our output from being written, and `more`; None when nothing does, or nobody
    reads it."""
    if sys.stdout is None:  # as Python has it when it was closed (`>&-`)
        why, mend = "the output is closed", "Leave it open, or name a file: `> answer.txt`."
    else:
        try:
            sys.stdout.write(more)
            sys.stdout.flush()
            return None
        except BrokenPipeError:
            _drop_output()
            return None
        except OSError as error:
            full = error.errno in (errno.ENOSPC, errno.EDQUOT)
            why = "the disk is full" if full else error.strerror or str(error)
            mend = ("Make room there, or name" if full else "Name") + " a file elsewhere."
            _drop_output()
    return Trouble(f"The answer can't be written: {why}.", mend)


def _drop_output() -> None:
    """Let what is still to be written go, so that Python doesn't fail over it when it ends."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _keep_details() -> str:
    """Write the traceback where a report can find it; the file's name."""
    path: Path = user_log_path(APP) / "last-error.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(traceback.format_exc(), encoding="utf-8")
    except OSError:
        return "what you typed"
    return f"the file {path}"
