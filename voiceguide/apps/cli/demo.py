"""`voiceguide demo`: real questions spoken, heard and answered, to hear and to see."""

from contextlib import closing
from pathlib import Path
from typing import Final

import click
import numpy as np

from voiceguide.apps.asking import Asker
from voiceguide.apps.cli.options import resolved, setting_options
from voiceguide.apps.other_voice import other_voice
from voiceguide.assembly import make_brief_memory, make_phrases, make_voice
from voiceguide.devices.soundcard import Direction, find, play
from voiceguide.devices.wavfile import write
from voiceguide.errors import Trouble
from voiceguide.messages.audio import SAMPLE_RATE, Samples
from voiceguide.settings import Settings
from voiceguide.speaking.speaker import at_level

QUESTIONS: Final = (
    "should i walk today",
    "is it better to walk or rest",
    "what is child's pose good for",
    "do painkillers heal my back",
    "what's the weather like tomorrow",
    "since this morning i can't feel my legs",
)
_PAUSE: Final = SAMPLE_RATE // 2


@click.command()
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("demo"),
    show_default=True,
    help="Where both sides are written as WAV.",
)
@setting_options
@click.pass_context
def demo(context: click.Context, folder: Path) -> None:
    """Ask spoken questions, hear them with the real recogniser, answer aloud.

    \b
    Example:
      voiceguide demo --folder demo
    """
    settings = resolved(context).settings
    folder.mkdir(parents=True, exist_ok=True)
    asker = Asker(settings, make_brief_memory())
    audible = True
    with closing(make_voice()) as voice, closing(make_phrases(settings)) as phrases:
        asking = other_voice(voice, settings)
        for number, question in enumerate(QUESTIONS, start=1):
            spoken = _with_silence(voice.synthesise(question, asking))
            asked = asker.sound(spoken)
            reply = asked.as_json()["reply"]
            answer = phrases.phrase(reply)
            write(folder / f"{number}-question.wav", spoken)
            write(folder / f"{number}-answer.wav", answer)
            click.echo(f'spoken:  "{question}"\nheard:   "{asked.turn.heard.text}"')
            click.echo(f"meant:   {asked.turn.intent.name} ({asked.turn.intent.engine})")
            click.echo(f"answer:  {reply}\n")
            audible = audible and _played(np.concatenate([spoken, answer]), settings)
    click.echo(f"Both sides are in {folder.resolve()}.")
    click.echo('Talk to it with `voiceguide`, or type: voiceguide ask "how far should i walk"')


def _with_silence(samples: Samples) -> Samples:
    pause = np.zeros(_PAUSE, np.int16)
    return np.concatenate([pause, samples, pause])


def _played(samples: Samples, settings: Settings) -> bool:
    """Play where there is a speaker; say once why not where there is none."""
    try:
        speaker = find(settings.output_device or None, Direction.OUTPUT)
        play(at_level(samples, settings.volume), speaker)
    except Trouble as trouble:
        click.echo(f"(Not played: {trouble.what} {trouble.mend})\n", err=True)
        return False
    return True
