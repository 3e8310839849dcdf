"""`voiceguide ask`: one question, typed or recorded."""

import json
import time
from contextlib import closing
from pathlib import Path

import click

from voiceguide.apps.asking import Asker
from voiceguide.apps.cli.options import resolved, setting_options
from voiceguide.apps.cli.warning import warn
from voiceguide.assembly import make_memory_or_none, make_phrases
from voiceguide.devices.wavfile import expect_to_write, write
from voiceguide.errors import ExitCode, Trouble


@click.command()
@click.argument("question", required=False)
@click.option("--wav", type=click.Path(path_type=Path), help="A recorded question instead.")
@click.option("--out", type=click.Path(path_type=Path), help="Write the spoken answer as WAV.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@setting_options
@click.pass_context
def ask(
    context: click.Context, question: str | None, wav: Path | None, out: Path | None, as_json: bool
) -> None:
    """Answer one question.

    \b
    Examples:
      voiceguide ask "should i walk today"
      voiceguide ask --wav question.wav --out answer.wav
      voiceguide ask --json "how long should i walk"
    """
    if (question is None) == (wav is None):
        raise Trouble(
            "`voiceguide ask` takes either a typed question or --wav, one of them.",
            'Try: voiceguide ask "should i walk today"',
            ExitCode.USAGE,
        )
    if out is not None:
        expect_to_write(out)
    settings = resolved(context).settings
    asker = Asker(settings, make_memory_or_none(settings, warn), warn)
    asked = asker.text(question) if question is not None else asker.wav(wav or Path())
    answer = asked.as_json()
    if not as_json:
        if wav is not None:
            click.echo(f'heard: "{answer["heard"]}"')
        click.echo(answer["reply"])
    try:
        if out is not None:
            started = time.perf_counter()
            with closing(make_phrases(settings)) as phrases:
                write(out, phrases.phrase(answer["reply"]))
            answer["seconds"]["speak"] = round(time.perf_counter() - started, 4)
    finally:  # An answer is not lost with its sound.
        if as_json:
            click.echo(json.dumps(answer, ensure_ascii=False))
