"""The one error boundary: whatever goes wrong leaves as two sentences and an exit code."""

import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

import click
from platformdirs import user_log_path

from voiceguide.apps.cli.main import voiceguide
from voiceguide.apps.cli.warning import warn
from voiceguide.errors import ExitCode, Trouble
from voiceguide.settings import APP


def run(arguments: Sequence[str]) -> int:
    """Run the command line; the exit code."""
    try:
        # click gives back what a command returned, or the code it left with (--help: 0).
        code = voiceguide.main(list(arguments), prog_name=APP, standalone_mode=False)
        sys.stdout.flush()
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
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.OK
    except Exception as error:
        told = str(error) or type(error).__name__
        click.echo(
            f"voiceguide met an error that it didn't expect: {told}.\n"
            f"Please report it with the output of `voiceguide doctor` and {_keep_details()}.",
            err=True,
        )
        return ExitCode.TROUBLE
    return code if isinstance(code, int) else ExitCode.OK


def _keep_details() -> str:
    """Write the traceback where a report can find it; the file's name."""
    path: Path = user_log_path(APP) / "last-error.txt"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(traceback.format_exc(), encoding="utf-8")
    except OSError:
        return "what you typed"
    return f"the file {path}"
