"""Commands found in the module of their name, imported when called: `--help` loads no engine."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click


class LazyGroup(click.Group):
    """A group of commands, each the function of its module's name in `apps/cli/`."""

    def __init__(self, *args: Any, names: Sequence[str], prefix: str = "", **kwargs: Any) -> None:
        """`prefix` and a command's name make its module's name."""
        super().__init__(*args, **kwargs)
        self._names = names
        self._prefix = prefix

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order they are named."""
        return list(self._names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import it."""
        if cmd_name not in self._names:
            return None
        module = f"{self._prefix}{cmd_name}"
        command: click.Command = getattr(import_module(f"voiceguide.apps.cli.{module}"), module)
        return command
