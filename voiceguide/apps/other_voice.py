"""A voice for the person, so that the assistant is never asked by its own."""

from difflib import get_close_matches
from typing import Final

from voiceguide.errors import ExitCode, Trouble
from voiceguide.settings import Settings
from voiceguide.speaking.voice import Voice, VoiceStyle

_USUAL: Final = VoiceStyle("gmw/en-us", 150)


def other_voice(voice: Voice, settings: Settings, name: str = "") -> VoiceStyle:
    """The style called `name`, or one that isn't the assistant's; Trouble for an unknown name."""
    names = voice.voices()
    if name:
        # eSpeak's own tools leave out the folder of a voice: en-us for gmw/en-us.
        known = next((one for one in names if name in (one, one.rpartition("/")[2])), None)
        if known is None:
            close = get_close_matches(name, names, n=1, cutoff=0.3)
            raise Trouble(
                f"There is no voice `{name}`.",
                f"Did you mean `{close[0]}`?" if close else "`voiceguide doctor` lists them.",
                ExitCode.NO_VOICE,
            )
        return VoiceStyle(known, _USUAL.words_per_minute)
    if _USUAL.name in names and settings.voice != _USUAL.name:
        return _USUAL
    others = [one for one in names[1:] if one != settings.voice]
    return VoiceStyle(others[0] if others else "", _USUAL.words_per_minute)
