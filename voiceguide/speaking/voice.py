"""The voice protocol: text in, sound out."""

from dataclasses import dataclass
from typing import Protocol

from voiceguide.messages.audio import Samples


@dataclass(frozen=True, slots=True)
class VoiceStyle:
    """How to speak. Frozen, so that it can key a store of prepared phrases."""

    name: str = ""
    """The engine's voice id; empty for its default English voice."""
    words_per_minute: int = 165


class Voice(Protocol):
    """Speech synthesis.

    A caller may rely on: `synthesise` returns within the engine's time limit or raises Trouble;
    after a failure the next call starts afresh; `close` may be called twice.
    """

    @property
    def engine(self) -> str:
        """Name and version of what speaks: phrases kept under another are out of date."""
        ...

    def synthesise(self, text: str, style: VoiceStyle) -> Samples:
        """The spoken text: mono int16 at 16 kHz; empty for empty text."""
        ...

    def voices(self) -> tuple[str, ...]:
        """Ids that `VoiceStyle.name` may hold."""
        ...

    def close(self) -> None:
        """Let go of processes and memory."""
        ...
