"""`voiceguide listen`: a live conversation in a plain terminal."""

from contextlib import closing
from math import isfinite

import click

from voiceguide.apps.cli.options import resolved, setting_options
from voiceguide.apps.cli.warning import warn
from voiceguide.apps.live import converse
from voiceguide.assembly import make_memory_aside, make_parts
from voiceguide.mind import Turn


@click.command()
@setting_options
@click.pass_context
def listen(context: click.Context) -> None:
    """Listen to the microphone and answer aloud, until Ctrl-C.

    \b
    Example:
      voiceguide listen --input-device USB
      voiceguide listen --attention wake      answers to "hey guide" alone
    """
    settings = resolved(context).settings
    with closing(make_memory_aside(settings, warn)) as memory:
        converse(make_parts(settings, memory, warn), click.echo, _show_turn)


def _show_turn(turn: Turn) -> None:
    click.echo(f'heard: "{turn.heard.text}"  [{meant(turn)}]')
    if turn.reply:
        click.echo(f"says:  {turn.reply}")


def meant(turn: Turn) -> str:
    """What an utterance was taken for; how sure that was, where it wasn't sure enough."""
    if turn.heeded:
        return turn.intent.name
    if not isfinite(turn.needed) or not turn.intent.name:
        return "not meant for me"
    sure = f"{turn.sureness:.1f} of {turn.needed:.1f}"
    return f"not meant for me: {turn.intent.name}, sure by {sure}"
