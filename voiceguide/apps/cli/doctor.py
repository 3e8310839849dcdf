"""`voiceguide doctor`: what was found, what wasn't, and the command that mends it."""

import json
import platform
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from typing import Final

import click

from voiceguide import __version__
from voiceguide.apps.cli.options import resolved, setting_options
from voiceguide.assembly import (
    make_matcher,
    make_memory,
    make_pack,
    make_recogniser,
    make_voice,
    unheard,
)
from voiceguide.devices.soundcard import Direction, find
from voiceguide.errors import Trouble, refusal
from voiceguide.model_choice import UNNARROWED, model_folder, model_name, suits
from voiceguide.places import content_folder, diary_path
from voiceguide.settings import Settings
from voiceguide.speaking.voice import VoiceStyle

_SHOWN: Final = 8
_REPORT: Final = "Please report it with all that `voiceguide doctor` says."


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    part: str
    ok: bool
    found: str
    mend: str = ""


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON array.")
@setting_options
@click.pass_context
def doctor(context: click.Context, as_json: bool) -> None:
    """Look at everything voiceguide needs; the exit code is 1 when something is missing.

    \b
    Example:
      voiceguide doctor
    """
    settings = resolved(context).settings
    findings = [
        Finding("voiceguide", True, f"{__version__} on Python {platform.python_version()}"),
        _look("content", lambda: _content(settings)),
        _look("model", lambda: _model(settings)),
        _look("voice", lambda: _voice(settings)),
        _look("diary", lambda: _diary(settings)),
        _look("sound", lambda: _sound(settings)),
    ]
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in findings]))
    else:
        for finding in findings:
            click.echo(f"{'ok' if finding.ok else 'MISSING':8} {finding.part:11} {finding.found}")
            if finding.mend:
                click.echo(f"{'':20} {finding.mend}")
    context.exit(0 if all(finding.ok for finding in findings) else 1)


def _look(part: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(part, True, look())
    except Trouble as trouble:
        return _missing(part, trouble)
    except OSError as error:
        return _missing(part, refusal(error) or _unexpected(error))
    except Exception as error:
        # Whatever it is, the other looks may still tell what is wrong.
        return _missing(part, _unexpected(error))


def _missing(part: str, trouble: Trouble) -> Finding:
    return Finding(part, False, trouble.what, trouble.mend)


def _unexpected(error: Exception) -> Trouble:
    told = f"This look ended in {type(error).__name__}: {str(error) or 'no more is known'}."
    return Trouble(told, _REPORT)


def _content(settings: Settings) -> str:
    pack = make_pack(settings)
    make_matcher(settings, pack)
    examples = sum(map(len, pack.examples.values()))
    return f"{len(pack.intents)} intents, {examples} examples in {content_folder(settings)}"


def _model(settings: Settings) -> str:
    make_recogniser(settings)
    pack = make_pack(settings)
    if trouble := unheard(settings, pack):
        raise trouble
    model = suits(model_folder(settings), pack)
    told = [f"{model_name(settings)}, {model.path}"]
    if not model.narrows:
        told.append(UNNARROWED)
    if model.lacking:
        told.append(f"It can't hear {_few(model.lacking)}")
    return ". ".join(part.rstrip(".") for part in told)


def _few(words: Sequence[str]) -> str:
    shown = ", ".join(words[:_SHOWN])
    return shown if len(words) <= _SHOWN else f"{shown} and {len(words) - _SHOWN} more of our words"


def _voice(settings: Settings) -> str:
    with closing(make_voice()) as voice:
        voice.synthesise("ready", VoiceStyle(settings.voice, settings.rate))
        names = voice.voices()
    return f"{settings.voice or names[0]}; {len(names)} to choose from: {', '.join(names[:9])} …"


def _diary(settings: Settings) -> str:
    with closing(make_memory(settings)) as memory:
        kept = memory.kept()
    if trouble := kept.trouble(diary_path(settings)):
        raise trouble
    return f"{len(kept.entries)} entries in {diary_path(settings)}"


def _sound(settings: Settings) -> str:
    microphone = find(settings.input_device or None, Direction.INPUT)
    speaker = find(settings.output_device or None, Direction.OUTPUT)
    return f"{microphone.name}, {speaker.name} (`voiceguide devices` lists all)"
