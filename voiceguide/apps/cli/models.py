"""`voiceguide models`: other models of speech, on offer and installed."""

from typing import Final

import click

from voiceguide.apps.cli.lazy import LazyGroup

COMMANDS: Final = ("list", "install", "use", "try", "verify", "remove", "build")


@click.group(cls=LazyGroup, names=COMMANDS, prefix="models_")
def models() -> None:
    """Other models of speech: what there is, fetching, choosing and comparing them.

    Only `install` opens a connection; it says where to first.

    \b
    Examples:
      voiceguide models list
      voiceguide models install vosk-model-small-en-us-0.15
      voiceguide models try vosk-model-small-en-us-0.15 my-cases.tsv
      voiceguide models use vosk-model-small-en-us-0.15
      voiceguide models use embedded
      voiceguide models build --content my-intents
    """
