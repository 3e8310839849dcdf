"""What an utterance means."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

OUT_OF_SCOPE: Final = "OutOfScope"
DISCOMFORT: Final = "Discomfort"
"""Something other than the back hurts, or they feel unwell: it ends a session, and is refused
without one."""
EMERGENCY: Final = "Emergency"
UNCHANGED: Final = "unchanged"
"""The slot of a No that says that nothing got worse: "it's the same", "no worse"."""
WAKE: Final = "wake"
"""The rule among the templates' that holds the wake phrases."""


class Engine(StrEnum):
    """Which step of understanding decided."""

    RED_FLAG = "red flag"
    """An emergency phrase stood somewhere in the utterance."""
    TEMPLATE = "template"
    """The whole utterance is a sentence we wrote down."""
    NEAREST = "nearest"
    """The utterance means about the same as examples we learnt from."""
    REFUSAL = "refusal"
    """Nothing was near enough."""
    SILENCE = "silence"
    """No words were heard."""


@dataclass(frozen=True, slots=True)
class Intent:
    """The meaning of one utterance."""

    name: str
    """A name of `intents.yaml`, `OutOfScope`, or empty when no words were heard."""
    confidence: float
    """0 to 1: how sure understanding is, hearing included."""
    engine: Engine
    slots: Mapping[str, str] = field(default_factory=dict)
