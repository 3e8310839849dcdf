"""The voice, and what it is known to say."""

from platformdirs import user_cache_path

from voiceguide.assembly.parts import Parts
from voiceguide.routines.pace import Pace
from voiceguide.routines.timeline import timeline
from voiceguide.settings import APP, Settings
from voiceguide.speaking.engines.pyttsx3_voice import Pyttsx3Voice
from voiceguide.speaking.phrases import Phrases
from voiceguide.speaking.voice import Voice, VoiceStyle


def make_voice() -> Voice:
    """The synthesiser."""
    return Pyttsx3Voice()


def make_phrases(settings: Settings) -> Phrases:
    """Spoken phrases, kept between runs in the platform's cache folder."""
    style = VoiceStyle(settings.voice, settings.rate)
    return Phrases(make_voice(), style, user_cache_path(APP) / "phrases")


def fixed_texts(parts: Parts) -> tuple[str, ...]:
    """Every text known word for word beforehand: answers first, then what guides."""
    guided = [
        cue.say
        for routine in parts.pack.routines.values()
        for cue in timeline(routine, Pace(), lambda text: 1.0).cues
        if cue.say
    ]
    return tuple(dict.fromkeys([*parts.pack.answers.texts(), *guided]))
