"""`voiceguide models try`: two models on your own recordings."""

import json
import sys
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from voiceguide.apps.cli.options import resolved, setting_options
from voiceguide.apps.comparing import hear_all, recorded
from voiceguide.assembly import intent_names
from voiceguide.errors import ExitCode, Trouble
from voiceguide.evaluate.cases import read_cases
from voiceguide.evaluate.comparison import Trial, differences
from voiceguide.evaluate.score import Outcome
from voiceguide.model_choice import model_folder, model_name
from voiceguide.settings import Settings


@click.command("try")
@click.argument("name")
@click.argument("cases", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@setting_options
@click.pass_context
def models_try(context: click.Context, name: str, cases: Path, as_json: bool) -> None:
    """Compare the model in use with NAME on the recordings of a cases file.

    CASES has lines `path.wav<TAB>intent`, as for `voiceguide evaluate`; typed cases are left out.
    NAME is an installed model's, a folder's, or `embedded`. Nothing is changed.

    \b
    Example:
      voiceguide models try vosk-model-small-en-us-0.15 my-cases.tsv
    """
    settings = resolved(context).settings
    names = (model_name(settings), name)
    if model_folder(settings).resolve() == model_folder(Settings(model=name)).resolve():
        raise Trouble(
            f"{name} is the model in use.",
            "Name another: `voiceguide models list` shows what there is.",
            ExitCode.USAGE,
        )
    heard = recorded(read_cases(cases, intent_names(settings)))
    with click.progressbar(length=2 * len(heard), label="hearing", file=sys.stderr) as bar:
        one, other = (hear_all(heard, settings, each, lambda: bar.update(1)) for each in names)
    differing = list(differences(one, other))
    if as_json:
        rows = [_row(pair, names) for pair in differing]
        told = {"models": [one.as_json(), other.as_json()], "differences": rows}
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    console = Console()
    console.print(_summary(one, other))
    if differing:
        console.print(details(differing, names))
    console.print(f"{len(differing)} of {len(heard)} cases differ.", highlight=False)


def _summary(*trials: Trial) -> Table:
    table = Table("model", "right", "wrong", "share", "real-time factor")
    for trial in trials:
        right, total = trial.score.right, len(trial.score.outcomes)
        share = f"{trial.score.accuracy:.1%}"
        factor = f"{trial.real_time_factor:.3f}"
        table.add_row(trial.model, str(right), str(total - right), share, factor)
    return table


def details(differing: list[tuple[Outcome, Outcome]], names: tuple[str, str]) -> Table:
    """The cases that two models understood differently, with what each heard."""
    table = Table("case", "wanted", *names)
    for pair in differing:
        found = [f"{'✓' if o.found == o.wanted else '✗'} {o.found}\n“{o.heard}”" for o in pair]
        # Text as it is: `[unk]` in what was heard would be taken for a style.
        table.add_row(*map(Text, (pair[0].utterance, pair[0].wanted, *found)))
    return table


def _row(pair: tuple[Outcome, Outcome], names: tuple[str, str]) -> dict[str, object]:
    found = {
        name: {"found": one.found, "heard": one.heard, "right": one.found == one.wanted}
        for name, one in zip(names, pair, strict=True)
    }
    return {"utterance": pair[0].utterance, "wanted": pair[0].wanted, **found}
