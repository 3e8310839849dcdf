"""`voiceguide routine`: a guided session from the command line, with a live view."""

from contextlib import closing
from difflib import get_close_matches
from math import isnan
from pathlib import Path

import click

from voiceguide.apps.cli.options import resolved, setting_options
from voiceguide.apps.cli.warning import warn
from voiceguide.apps.guided import USUAL_WALK, Guided
from voiceguide.apps.live import guide
from voiceguide.apps.view import SessionView
from voiceguide.assembly import Parts, make_brief_memory, make_memory_aside, make_parts
from voiceguide.devices.wavfile import check_writable, write
from voiceguide.errors import ExitCode, Trouble
from voiceguide.messages.routines import Routine


@click.command()
@click.argument("name", required=False)
@click.option("--minutes", type=click.IntRange(1, 120), default=USUAL_WALK, show_default=True)
@click.option("--speed", type=click.FloatRange(1, 1000), help="Try it out: this fast, silent.")
@click.option("--wav", type=click.Path(path_type=Path), help="Write its sound; play nothing.")
@setting_options
@click.pass_context
def routine(
    context: click.Context, name: str | None, minutes: int, speed: float | None, wav: Path | None
) -> None:
    """Be guided through a routine; without a name, list them.

    \b
    Examples:
      voiceguide routine childs-pose               guided aloud, steered by voice
      voiceguide routine childs-pose --speed 20    a look at it, silent
      voiceguide routine walk --minutes 5 --wav walk.wav
    """
    if speed is not None and isnan(speed):  # which is outside of no range
        raise Trouble(
            "--speed is nan, not a number from 1 to 1000.",
            "Set it to something like --speed 20.",
            ExitCode.USAGE,
        )
    if wav is not None:
        check_writable(wav)
    settings = resolved(context).settings
    trying = speed is not None or wav is not None
    with closing(make_brief_memory() if trying else make_memory_aside(settings, warn)) as memory:
        parts = make_parts(settings, memory, warn)
        if name is None:
            for one in parts.pack.routines.values():
                click.echo(f"{one.key:16} {one.name}")
            return
        _guided(parts, _chosen(parts, name), minutes, speed, wav)


def _guided(
    parts: Parts, chosen: Routine, minutes: int, speed: float | None, wav: Path | None
) -> None:
    if wav is not None:
        click.echo(f"Writing {wav} …", err=True)
        write(wav, Guided(parts, chosen, minutes).render())
        return
    with SessionView() as view:
        if speed is not None:
            Guided(parts, chosen, minutes).act_out(speed, view)
        else:
            guide(parts, chosen.key, minutes, view)


def _chosen(parts: Parts, name: str) -> Routine:
    found = parts.pack.routines.get(name)
    if found is None:
        close = get_close_matches(name, parts.pack.routines, n=1, cutoff=0.4)
        hint = f"Did you mean `{close[0]}`?" if close else "`voiceguide routine` lists them."
        raise Trouble(f"There is no routine `{name}`.", hint, ExitCode.USAGE)
    return found
