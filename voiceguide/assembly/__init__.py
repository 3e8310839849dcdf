"""Settings to engines to assistant: the only folder that names engines."""

from voiceguide.assembly.ears import (
    answers,
    commands,
    make_continuations,
    make_listener,
    make_recogniser,
    make_voiceprint,
    urgent,
)
from voiceguide.assembly.mouth import fixed_texts, make_phrases, make_voice
from voiceguide.assembly.parts import (
    Parts,
    intent_names,
    make_brief_memory,
    make_encoder,
    make_matcher,
    make_memory,
    make_memory_aside,
    make_memory_or_none,
    make_pack,
    make_parts,
)
from voiceguide.assembly.teaching import build_model, learn_meanings, unheard
from voiceguide.assembly.whole import make_assistant, make_mind

__all__ = [
    "Parts",
    "answers",
    "build_model",
    "commands",
    "fixed_texts",
    "intent_names",
    "learn_meanings",
    "make_assistant",
    "make_brief_memory",
    "make_continuations",
    "make_encoder",
    "make_listener",
    "make_matcher",
    "make_memory",
    "make_memory_aside",
    "make_memory_or_none",
    "make_mind",
    "make_pack",
    "make_parts",
    "make_phrases",
    "make_recogniser",
    "make_voice",
    "make_voiceprint",
    "unheard",
    "urgent",
]
