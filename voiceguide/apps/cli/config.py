"""`voiceguide config`: the settings in force and where each came from."""

import json
from dataclasses import asdict

import click

from voiceguide.apps.cli.options import resolved, setting_options, settings_path
from voiceguide.settings import ENVIRONMENT_PREFIX


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@setting_options
@click.pass_context
def config(context: click.Context, as_json: bool) -> None:
    """Show every setting, its value and where that came from.

    \b
    Write them in the settings file (its path is the last line), for instance:
      rate = 150
      input_device = "USB"
    Every setting is also a flag (--rate 150) and an environment variable (VOICEGUIDE_RATE=150).
    Relative paths in the file start at its folder, all others at the current one.
    """
    found = resolved(context)
    values = asdict(found.settings)
    if as_json:
        rows = {n: {"value": v, "from": str(found.origins[n])} for n, v in values.items()}
        click.echo(json.dumps({"settings": rows, "file": str(settings_path())}))
        return
    for name, value in values.items():
        shown = repr(value) if value != "" else "-"
        click.echo(
            f"{name:14} {shown:20} {found.origins[name]:12} {ENVIRONMENT_PREFIX}{name.upper()}"
        )
    click.echo(f"file: {settings_path()}")
