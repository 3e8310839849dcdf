"""`voiceguide evaluate`: how well it understands your own cases."""

import json
import sys
import time
from pathlib import Path

import click

from voiceguide.apps.cli.options import resolved, setting_options
from voiceguide.apps.judging import judge
from voiceguide.assembly import intent_names
from voiceguide.evaluate.cases import read_cases
from voiceguide.evaluate.score import WORST, Score


@click.command()
@click.argument("cases", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@setting_options
@click.pass_context
def evaluate(context: click.Context, cases: Path, as_json: bool) -> None:
    """Judge by a file of lines `utterance<TAB>intent` or `path.wav<TAB>intent`.

    \b
    Example:
      voiceguide evaluate cases.tsv --json
    """
    started = time.perf_counter()
    settings = resolved(context).settings
    listed = read_cases(cases, intent_names(settings))
    progress = click.progressbar(
        judge(listed, settings),
        length=len(listed),
        label="evaluating",
        file=sys.stderr,
    )
    with progress as outcomes:
        score = Score.of(outcomes)
    seconds = time.perf_counter() - started
    if as_json:
        click.echo(json.dumps(score.as_json(seconds), ensure_ascii=False))
        return
    width = max(map(len, score.intents()))
    for name, (right, total) in score.intents().items():
        click.echo(f"{name:{width}}  {right:5d} of {total:5d}  {right / total:6.1%}")
    for wanted, found, times in score.confusions()[:WORST]:
        click.echo(f"{wanted} taken for {found}: {times}")
    click.echo(f"{score.right} of {len(listed)} right: {score.accuracy:.1%}, in {seconds:.1f} s")
