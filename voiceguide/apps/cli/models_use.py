"""`voiceguide models use`: choose the model that hears."""

import click

from voiceguide.apps.cli.options import resolved, setting_options_but, settings_path
from voiceguide.apps.cli.warning import warn
from voiceguide.assembly import make_pack
from voiceguide.errors import ExitCode, Trouble
from voiceguide.model_choice import EMBEDDED, UNNARROWED, model_folder, refit, shelf, suits
from voiceguide.settings import Origin, Settings, write_value


@click.command("use")
@click.argument("name")
@setting_options_but("model", "voice", "rate", "volume", "input_device", "output_device", "diary")
@click.pass_context
def models_use(context: click.Context, name: str) -> None:
    """Hear with this model from now on: `model` in the settings file.

    NAME is an installed model's, a folder's, or `embedded` for our own.

    \b
    Example:
      voiceguide models use vosk-model-small-en-us-0.15
    """
    if not name.strip():
        raise Trouble(
            "No model is named.",
            f"Name one, or `{EMBEDDED}`: `voiceguide models list` shows what there is.",
            ExitCode.USAGE,
        )
    found = resolved(context)
    pack = make_pack(found.settings)
    folder = model_folder(Settings(model=name))
    if shelf().find(name):
        click.echo("Looking whether it expects your sentences as they are now.")
        if refit(name, pack, lambda: click.echo(f"Another voiceguide works on {name}; waiting.")):
            click.echo("They had changed: now it does.")
    suited = suits(folder, pack)
    chosen = name if shelf().find(name) else str(folder.resolve())
    # Ours is the default under any name: written down it would stand before one built for content
    # of one's own.
    ours = folder.resolve() == model_folder(Settings()).resolve()
    write_value(settings_path(), "model", "" if ours else chosen)
    click.echo(f"From now on {name} hears: {folder}.")
    if not suited.narrows:
        click.echo(UNNARROWED)
    if suited.lacking:
        click.echo(
            f"It lacks {len(suited.lacking)} of our words and hears something else instead, "
            f"for instance {', '.join(suited.lacking[:8])}."
        )
    if (origin := found.origins["model"]) in (Origin.ENVIRONMENT, Origin.FLAG):
        warn(
            Trouble(
                f"`model` is also set by the {origin}, which goes before the settings file.",
                "Take it away there: `voiceguide config` shows where each value came from.",
            )
        )
