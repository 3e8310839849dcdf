"""`voiceguide models remove`: take an installed model, or what came of one, off the disk."""

import click

from voiceguide.apps.cli.options import resolved, settings_path
from voiceguide.errors import ExitCode, Trouble
from voiceguide.model_choice import EMBEDDED, model_name, shelf
from voiceguide.models.catalogue import is_name
from voiceguide.settings import Origin, write_value


@click.command("remove")
@click.argument("name")
@click.pass_context
def models_remove(context: click.Context, name: str) -> None:
    """Remove an installed model, or what has come of one that is not whole yet.

    \b
    Example:
      voiceguide models remove vosk-model-small-en-us-0.15
    """
    own = shelf()
    if name == EMBEDDED or not is_name(name):
        raise Trouble(
            f"{name} is not an installed model.",
            "`voiceguide models list` shows what there is.",
            ExitCode.USAGE,
        )
    with own.working_on(name, lambda: click.echo(f"Another voiceguide works on {name}; waiting.")):
        freed = own.remove(name)
    click.echo(f"Removed {name}; {freed / 1e6:.1f} MB are free again.")
    found = resolved(context)
    if model_name(found.settings) == name and found.origins["model"] is Origin.FILE:
        write_value(settings_path(), "model", "")
        click.echo("It was in use; the embedded model hears again.")
