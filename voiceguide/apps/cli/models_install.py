"""`voiceguide models install`: the one command that opens a connection."""

from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TransferSpeedColumn

from voiceguide.apps.cli.options import resolved, setting_options_but
from voiceguide.assembly import make_pack
from voiceguide.errors import ExitCode, Trouble
from voiceguide.model_choice import EMBEDDED, catalogue_path, preparing, shelf, suits
from voiceguide.models.catalogue import Entry, find, read_catalogue
from voiceguide.models.install import Installer


@click.command("install")
@click.argument("name")
@click.option("--as-published", is_flag=True, help="Keep its own grammar instead of ours.")
@click.option(
    "--catalogue",
    type=click.Path(path_type=Path),
    help="A catalogue of your own, for a mirror; like models/catalogue.toml.",
)
@setting_options_but("model", "voice", "rate", "volume", "input_device", "output_device", "diary")
@click.pass_context
def models_install(
    context: click.Context, name: str, as_published: bool, catalogue: Path | None
) -> None:
    """Fetch a model, check it and make it ready.

    Interrupted, it goes on from where it was the next time. Afterwards nothing needs a network.

    \b
    Example:
      voiceguide models install vosk-model-small-en-us-0.15
    """
    entry = _entry(name, catalogue or catalogue_path())
    pack = make_pack(resolved(context).settings)
    if shelf().find(name):
        click.echo(f"{name} is installed.")
        return
    with _Screen(entry) as screen:
        folder = Installer(shelf(), preparing(pack, not as_published), screen).install(entry)
    click.echo(f"Installed {name} in {folder}.")
    if not suits(folder, pack).narrows:
        click.echo("Its graph is static, so our sentences don't go into it.")
    elif shelf().record(name).fitted:
        click.echo("It expects our sentences now; --as-published would have left it as it was.")
    click.echo(f"Choose it with `voiceguide models use {name}`.")


def _entry(name: str, path: Path) -> Entry:
    entries = read_catalogue(path)
    if (entry := find(entries, name)) is not None:
        return entry
    if name == EMBEDDED:
        raise Trouble(
            "The embedded model is part of voiceguide.",
            f"Choose it with `voiceguide models use {EMBEDDED}`.",
            ExitCode.USAGE,
        )
    names = ", ".join(one.name for one in entries)
    raise Trouble(
        f"There is no {name} in the catalogue {path}.", f"There are {names}.", ExitCode.USAGE
    )


class _Screen:
    """Progress on standard error; a plain line a step where that is no terminal."""

    def __init__(self, entry: Entry) -> None:
        self._entry = entry
        self._bar = Progress(
            "{task.description}",
            BarColumn(),
            DownloadColumn(),
            TransferSpeedColumn(),
            console=Console(stderr=True),
        )
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> "_Screen":
        self._bar.start()
        return self

    def __exit__(self, *reason: object) -> None:
        self._bar.stop()

    def connecting(self, url: str, size: int | None) -> None:
        megabytes = f"{size / 1e6:.1f}" if size else f"about {self._entry.megabytes}"
        self._bar.console.print(
            f"Connecting to {self._entry.host} for {url} ({megabytes} MB).",
            soft_wrap=True,
            highlight=False,
        )
        if self._entry.checksum is None:
            self._bar.console.print("No checksum is published for it: only its form is checked.")

    def waiting(self, name: str) -> None:
        self._bar.console.print(f"Another voiceguide works on {name}; waiting for it.")

    def progress(self, what: str, done: int, total: int | None) -> None:
        if what not in self._tasks:
            self._tasks[what] = self._bar.add_task(what)
        self._bar.update(self._tasks[what], completed=done, total=total)
