"""When a turn is over. All rules are here, and their numbers in `tuning.py`.

```mermaid
stateDiagram-v2
  [*] --> waiting
  waiting --> speaking: words are believed
  speaking --> over: silence has lasted as long as the words ask for
  speaking --> over: the words have stood as long as they ask for, though noise goes on
  speaking --> over: the turn has lasted LONGEST
  over --> [*]
```

How long that is depends on what the words may still become: a closed sentence is acted on at once,
one that may go on to mean something else waits, the beginning of one waits longest. Noise can't
hold a turn open, for words that no longer change need no silence. Over the assistant's own voice a
command needs none either.
"""

from voiceguide.hearing.tuning import LONGEST, Patience
from voiceguide.messages.audio import SAMPLE_RATE


class Endpoint:
    """Follows one turn; pure but for what it remembers of it."""

    def __init__(self) -> None:
        self._words = ""
        self._unchanged = 0
        self._lasted = 0

    def reached(self, words: str, samples: int, silence: float, patience: Patience) -> bool:
        """Whether the turn is over, `samples` later, with these words believed.

        `silence`: seconds since someone spoke.
        """
        self._unchanged = self._unchanged + samples if words == self._words else 0
        self._words = words
        if not words:
            self._lasted = 0
            return False
        self._lasted += samples
        return self.waited(silence, patience)

    def waited(self, silence: float, patience: Patience) -> bool:
        """Whether what was last told of a turn with words has lasted as long as this asks."""
        stood = self._unchanged / SAMPLE_RATE
        return (
            (silence >= patience.silence and stood >= patience.settled)
            or stood >= patience.stable
            or self._lasted >= LONGEST * SAMPLE_RATE
        )

    @property
    def lasted(self) -> float:
        """Seconds since words of this turn were first believed."""
        return self._lasted / SAMPLE_RATE

    def forget(self) -> None:
        """Begin anew, as for the next turn."""
        self._words, self._unchanged, self._lasted = "", 0, 0
