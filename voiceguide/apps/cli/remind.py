"""`voiceguide remind`: speak a reminder whose time has come, and end; for a timer."""

from contextlib import closing

import click

from voiceguide.apps.cli.options import resolved, setting_options
from voiceguide.assembly import make_memory, make_pack, make_phrases
from voiceguide.conversation.reminding import due_variant
from voiceguide.devices.soundcard import Direction, find, play


@click.command()
@click.option("--list", "show", is_flag=True, help="List the reminders; speak none.")
@setting_options
@click.pass_context
def remind(context: click.Context, show: bool) -> None:
    """Speak a reminder that is due, if there is one. docs/reminders.md sets up the timer.

    \b
    Example:
      voiceguide remind --list
    """
    settings = resolved(context).settings
    memory = make_memory(settings)
    if show:
        reminders = memory.past().reminders
        for one in reminders:
            click.echo(f"{one.part or 'daily':8} {one.hour:02}:{one.minute:02}")
        if not reminders:
            click.echo('No reminders. Set one: voiceguide ask "remind me in the morning"')
        return
    speaker = find(settings.output_device or None, Direction.OUTPUT)
    reminder = memory.due()
    if reminder is None:
        click.echo("No reminder is due.")
        return
    text = make_pack(settings).answers.responses["SetReminder"].variants[due_variant(reminder)]
    click.echo(text)
    with closing(make_phrases(settings)) as phrases:
        play(phrases.phrase(text), speaker)
