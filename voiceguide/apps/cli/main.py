"""The command `voiceguide` and its sub-commands, one a module, imported when called."""

from importlib import import_module
from typing import Final

import click

from voiceguide import __version__
from voiceguide.apps.cli.options import setting_options

COMMANDS: Final = (
    "listen",
    "ask",
    "routine",
    "diary",
    "remind",
    "rehearse",
    "demo",
    "evaluate",
    "doctor",
    "devices",
    "config",
    "learn",
    "models",
)


class _Commands(click.Group):
    """Finds a sub-command in the module of its name, so that `--help` loads no engine."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"voiceguide.apps.cli.{cmd_name}")
        command: click.Command = getattr(module, cmd_name)
        return command


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__)
@setting_options
@click.pass_context
def voiceguide(context: click.Context) -> None:
    """Ask aloud about walking with lower back pain, and be answered, offline.

    Without a command it listens, as `voiceguide listen` does.

    \b
    Examples:
      voiceguide                              talk to it
      voiceguide ask "should i walk today"    type instead
      voiceguide doctor                       what works here, what doesn't
    """
    if context.invoked_subcommand is None:
        command = voiceguide.get_command(context, "listen")
        assert command is not None
        context.invoke(command)
