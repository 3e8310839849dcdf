"""`voiceguide diary`: what was noted, to look at, to take away, to erase."""

import json
from datetime import datetime
from pathlib import Path

import click
from rich.console import Console

from voiceguide.apps.cli.options import resolved, setting_options
from voiceguide.apps.cli.warning import warn
from voiceguide.apps.diary_view import as_csv, as_plot, as_table, row
from voiceguide.assembly import make_memory
from voiceguide.errors import ExitCode, Trouble
from voiceguide.memory.memory import DiaryMemory
from voiceguide.memory.recall import diary_day
from voiceguide.places import diary_path


@click.command()
@click.option("--csv", "as_csv_", is_flag=True, help="Print it as CSV.")
@click.option("--json", "as_json", is_flag=True, help="Print it as one JSON array.")
@click.option("--erase", is_flag=True, help="Erase it, after a yes.")
@click.option("--yes", is_flag=True, help="With --erase: don't ask.")
@setting_options
@click.pass_context
def diary(context: click.Context, as_csv_: bool, as_json: bool, erase: bool, yes: bool) -> None:
    """Show what was noted of your pain and your sessions.

    \b
    Examples:
      voiceguide diary                  a table, and a plot of the last two weeks
      voiceguide diary --csv > my.csv
      voiceguide diary --erase
    """
    if as_csv_ + as_json + erase > 1:
        raise Trouble(
            "--csv, --json and --erase don't go together.", "Choose one of them.", ExitCode.USAGE
        )
    settings = resolved(context).settings
    memory = make_memory(settings)
    if erase:
        _erase(memory, diary_path(settings), yes)
        return
    kept = memory.kept()
    if trouble := kept.trouble(diary_path(settings)):
        warn(trouble)
    entries = kept.entries
    if as_json:
        click.echo(json.dumps([row(entry) for entry in entries], ensure_ascii=False, indent=1))
    elif as_csv_:
        click.echo(as_csv(entries), nl=False)
    elif not entries:
        if not kept.unread:
            click.echo('The diary is empty. Tell it something: voiceguide ask "my pain is a four"')
    else:
        console = Console()
        console.print(as_table(entries))
        console.print(as_plot(entries, diary_day(datetime.now().astimezone())))


def _erase(memory: DiaryMemory, path: Path, yes: bool) -> None:
    """Erase all, read or not, after a yes."""
    many = memory.count()
    count = "1 entry" if many == 1 else f"{many} entries"
    try:
        wanted = yes or click.confirm(f"Erase {count} in {path}, and all reminders?")
    except click.Abort:
        click.echo("\nNothing was erased. To erase without being asked, add --yes.", err=True)
        raise
    if wanted:
        memory.forget()
    click.echo("Erased." if wanted else "Kept.")
