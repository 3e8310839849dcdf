"""Trouble that doesn't end the command."""

import click

from voiceguide.errors import Trouble


def warn(trouble: Trouble) -> None:
    """Say what happened and what mends it, on standard error."""
    click.echo(f"{trouble.what}\n{trouble.mend}", err=True)
