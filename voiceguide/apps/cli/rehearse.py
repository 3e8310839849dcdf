"""`voiceguide rehearse`: a scripted conversation, faster than it would be spoken."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from voiceguide.apps.cli.options import resolved, setting_options_but
from voiceguide.apps.journal import told
from voiceguide.apps.rehearsal import rehearse as play
from voiceguide.apps.scene import make_scene
from voiceguide.content.script import read_script
from voiceguide.devices.wavfile import check_writable, write_channels
from voiceguide.errors import ExitCode, Trouble
from voiceguide.places import own_path

_FIRST, _LAST = 1971, 2999
"""Years of which every platform knows the local time."""


@click.command()
@click.argument("script", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON array.")
@click.option("--text", is_flag=True, help="Hand the words in as heard; no sound.")
@click.option("--voice", "person", default="", metavar="TEXT", help="Who speaks the lines.")
@click.option("--wav", type=click.Path(path_type=Path), help="Keep both sides' sound.")
@click.option("--noise", type=click.Path(path_type=Path), help="A sound that fills the room.")
@click.option("--snr", type=float, metavar="DB", help="Voice above noise; default: 10.")
@click.option("--distance", type=float, metavar="M", help="Voice to microphone; default: 1.")
@click.option("--echo", type=float, metavar="DB", help="Its own voice, against yours; else none.")
@click.option("--diary", type=own_path, metavar="PATH", help="A diary to begin with and to keep.")
@click.option("--start", type=click.DateTime(), help="When it takes place; default: now.")
@setting_options_but("voice", "diary")
@click.pass_context
def rehearse(
    context: click.Context,
    script: Path,
    as_json: bool,
    text: bool,
    person: str,
    wav: Path | None,
    noise: Path | None,
    snr: float | None,
    distance: float | None,
    echo: float | None,
    diary: Path | None,
    start: datetime | None,
) -> None:
    """Play a scripted conversation on a virtual clock and tell what happened.

    \b
    A script is a YAML list:
      - {at: 0, say: guide me through child's pose}
      - {at: 31.5, say: how long is left}
      - {at: 40, wav: someone-saying-stop.wav}
      - {at: 45}                                  # the end
    \b
    Example:
      voiceguide rehearse script.yaml --json --wav both.wav
    \b
    With --noise, --distance or --echo it takes place in a simulated room; --wav then keeps what
    the microphone heard and what was played:
      voiceguide rehearse script.yaml --noise tv.wav --snr 10 --distance 2 --echo -10
    """
    if text and wav is not None:
        raise Trouble(
            "With --text nothing sounds, so there is nothing to keep with --wav.",
            "Leave one of the two out.",
            ExitCode.USAGE,
        )
    scene = make_scene(noise, snr, distance, echo)
    if text and scene is not None:
        raise Trouble(
            "With --text nothing sounds, so it has no room to sound in.",
            "Leave --text out, or --noise, --snr, --distance and --echo.",
            ExitCode.USAGE,
        )
    if wav is not None:
        check_writable(wav)
    lines, settings = read_script(script), resolved(context).settings
    start = _local(start) if start is not None else None
    with click.progressbar(length=1000, label="rehearsing", file=sys.stderr) as bar:
        done = play(
            lines, settings, person, text, diary, start, scene, lambda share: _advance(bar, share)
        )
    if as_json:
        click.echo(json.dumps(done.happened, ensure_ascii=False, indent=1))
    else:
        for happening in done.happened:
            click.echo(told(happening))
    if wav is not None:
        write_channels(wav, [done.microphone, done.assistant])


def _local(start: datetime) -> datetime:
    """What was typed is the person's own clock, and a diary's times have an offset."""
    if not _FIRST <= start.year <= _LAST:
        raise Trouble(
            f"--start is in the year {start.year}, not in one from {_FIRST} to {_LAST}.",
            "Set it to something like --start 2026-01-31T08:00:00.",
            ExitCode.USAGE,
        )
    return start.astimezone()


def _advance(bar: Any, share: float) -> None:
    bar.update(int(1000 * share) - bar.pos)
