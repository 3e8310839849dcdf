"""`voiceguide learn`: learn the meanings anew when the examples have changed."""

import click

from voiceguide.apps.cli.options import resolved, setting_options
from voiceguide.assembly import learn_meanings


@click.command()
@setting_options
@click.pass_context
def learn(context: click.Context) -> None:
    """Learn the nearest meanings from the examples; needed after changing them.

    Takes about three minutes for the shipped ones.

    \b
    Example:
      voiceguide learn
      voiceguide learn --content my-intents
    """
    path, count = learn_meanings(
        resolved(context).settings,
        lambda: click.echo("Learning; a few minutes …", err=True),
    )
    click.echo(f"Learnt from {count} examples: {path}")
