"""The echo canceller protocol: what the microphone hears, less what the assistant says."""

from typing import Final, Protocol

from voiceguide.messages.audio import SAMPLE_RATE, Samples

FRAME: Final = SAMPLE_RATE // 100
"""Samples in a frame, 10 ms: blocks are whole frames."""


class EchoCanceller(Protocol):
    """The assistant's own sound, taken out of the microphone's.

    A caller may rely on: as many samples come back as went in; the same samples give the same
    result however they are cut into blocks of whole frames; where nothing was played for a while
    a person's words stay what they are.
    """

    def cancel(self, heard: Samples, played: Samples) -> Samples:
        """What is left of `heard` once the assistant's own sound is taken out.

        `played` is what was handed to the speaker last, before `heard` came in: the same number
        of samples, zeros where nothing was. It may sound up to 0.3 s later. Both are shape (n,)
        int16 with n a multiple of `FRAME`; ValueError otherwise.
        """
        ...

    def reset(self) -> None:
        """Forget the room, as when another microphone or speaker is in use."""
        ...


class NoEcho:
    """An `EchoCanceller` for where there is no echo: headphones, or sound from a file."""

    def cancel(self, heard: Samples, played: Samples) -> Samples:
        """`heard` itself."""
        check(heard, played)
        return heard

    def reset(self) -> None:
        """There is nothing to forget."""


def check(heard: Samples, played: Samples) -> None:
    """Raises ValueError unless both are the same number of whole frames."""
    if heard.shape != played.shape or heard.ndim != 1 or len(heard) % FRAME:
        raise ValueError(
            f"heard {heard.shape} and played {played.shape} must be the same whole frames of "
            f"{FRAME} samples"
        )
