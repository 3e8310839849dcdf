"""`voiceguide remind`: speak a reminder whose time has come, and end; for a timer."""

from collections.abc import Sequence
from contextlib import closing

import click

from voiceguide.apps.cli.options import resolved, setting_options
from voiceguide.apps.cli.warning import warn
from voiceguide.assembly import make_memory, make_pack, make_phrases
from voiceguide.conversation.reminding import due_variant
from voiceguide.devices.soundcard import Direction, find, play
from voiceguide.memory.memory import DiaryMemory
from voiceguide.messages.memory import Reminder
from voiceguide.settings import Settings
from voiceguide.speaking.speaker import at_level


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
    with closing(make_memory(settings)) as memory:
        if show:
            _list(memory.past().reminders)
        else:
            _speak(memory, settings)


def _list(reminders: Sequence[Reminder]) -> None:
    for one in reminders:
        click.echo(f"{one.part or 'daily':8} {one.hour:02}:{one.minute:02}")
    if not reminders:
        click.echo('No reminders. Set one: voiceguide ask "remind me in the morning"')


def _speak(memory: DiaryMemory, settings: Settings) -> None:
    """Speak one that is due. It counts as spoken from when nothing but the sound is missing."""
    speaker = find(settings.output_device or None, Direction.OUTPUT)
    dues = memory.dues()
    if dues:
        words = make_pack(settings, warn).answers.responses["SetReminder"].variants
        with closing(make_phrases(settings)) as phrases:
            for due in dues:
                text = words[due_variant(due.reminder)]
                sound = at_level(phrases.phrase(text), settings.volume)
                if memory.claim(due):  # or another process speaks it
                    click.echo(text)
                    try:
                        play(sound, speaker)
                    except Exception:
                        memory.give_back(due)
                        raise
                    return
    click.echo("No reminder is due.")
