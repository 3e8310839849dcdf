"""`voiceguide models`: what the recogniser hears with; a sub-command a module."""

from importlib import import_module
from typing import Final

import click

COMMANDS: Final = ("build",)


class _Commands(click.Group):
    """Finds `name` in the module `models_<name>`, so that `--help` loads no engine."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"voiceguide.apps.cli.models_{cmd_name}")
        command: click.Command = getattr(module, cmd_name)
        return command


@click.group(cls=_Commands)
def models() -> None:
    """What the recogniser hears with.

    \b
    Example:
      voiceguide models build --content my-intents
    """
