"""`voiceguide models build`: teach the recogniser the words of content of one's own."""

import time
from collections import Counter

import click

from voiceguide.apps.cli.options import resolved, setting_options
from voiceguide.assembly import build_model
from voiceguide.language.pronunciations import PRONUNCIATIONS, Origin
from voiceguide.places import content_folder


@click.command("build")
@setting_options
@click.pass_context
def models_build(context: click.Context) -> None:
    """Teach the recogniser the words and sentences of your own content; needed after changing them.

    It says how each new word sounds and where it has that from. A line `word SOUND SOUND ...` in
    the content's pronunciations.txt adds a way to say a word.

    \b
    Example:
      voiceguide models build --content my-intents
    """
    settings = resolved(context).settings
    started = time.perf_counter()
    made = build_model(settings)
    width = max((len(one.word) for one in made.new), default=0)
    for one in made.new:
        sounds = " or ".join(" ".join(way) for way in one.ways)
        click.echo(f"{one.word:{width}}  {sounds}  ({one.origin})")
    if made.unsaid:
        click.echo(f"Heard as unknown words, beside the subject: {', '.join(made.unsaid)}")
    if guessed := Counter(one.origin for one in made.new)[Origin.GUESSED]:
        click.echo(
            f"Of {guessed} word{'s' * (guessed > 1)} the sounds are guessed from the spelling. "
            f"Right ones go into {content_folder(settings) / PRONUNCIATIONS}."
        )
    seconds = time.perf_counter() - started
    click.echo(f"Built for {made.words} words in {seconds:.1f} s: {made.folder}")
