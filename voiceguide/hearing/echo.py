"""The echo canceller protocol: what the microphone hears, less what the assistant says."""

from typing import Protocol

from voiceguide.messages.audio import BLOCK, Samples


class EchoCanceller(Protocol):
    """The assistant's own sound, taken out of the microphone's.

    A caller may rely on: as many samples come back as went in, none of them late; the same samples
    give the same result however many blocks a call takes; once nothing was played for 0.4 s what
    was heard comes back untouched.
    """

    def cancel(self, heard: Samples, played: Samples) -> Samples:
        """What is left of `heard` once the assistant's own sound is taken out of it.

        `played` is as many samples, those handed to the speaker last before `heard` came in, with
        zeros where it was silent: `played` of one call is what followed the call before. When it
        sounds needn't be known, as long as that is up to 0.2 s later. Both are whole blocks, shape
        (320 k,) int16; ValueError otherwise.
        """
        ...

    def reset(self) -> None:
        """Forget the room, as when another microphone or speaker is in use."""
        ...

    @property
    def astray(self) -> bool:
        """Whether the echo came another way a moment ago than it had been known to: then much of
        it was left, until the new way was known."""
        ...


class NoEcho:
    """An `EchoCanceller` for where there is no echo: headphones, or sound from a file."""

    def cancel(self, heard: Samples, played: Samples) -> Samples:
        """`heard` itself."""
        check(heard, played)
        return heard

    def reset(self) -> None:
        """There is nothing to forget."""

    @property
    def astray(self) -> bool:
        """Never."""
        return False


def check(heard: Samples, played: Samples) -> None:
    """Raises ValueError unless both are the same number of whole blocks."""
    if heard.ndim != 1 or heard.shape != played.shape or len(heard) % BLOCK:
        raise ValueError(
            f"heard {heard.shape} and played {played.shape} must be the same number of whole "
            f"blocks of {BLOCK} samples"
        )
