"""What the conversation may draw on, handed in with every event."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from voiceguide.messages.content import Answers, Part
from voiceguide.messages.memory import Past
from voiceguide.messages.routines import Routine


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Answers, routines, and what is remembered of the person."""

    answers: Answers
    routines: Mapping[str, Routine]
    lasts: Callable[[str], float]
    """Seconds that a text takes to say."""
    past: Past = field(default_factory=Past)
    converses: bool = True
    """Whether an answer to a question of ours can be heard; not when asked a single question."""

    def words(self, intent: str, variant: str, **fill: object) -> str:
        """What is said for `intent` on this occasion, its gaps filled, some with nothing."""
        text = self.answers.responses[intent].variants[variant].format(**fill)
        return " ".join(text.split())

    def first(self, intent: str) -> Part:
        """The answer to `intent`."""
        return self.answers.responses[intent].parts[0]

    def started_by(self, intent: str) -> Routine:
        """The routine that `intent` starts."""
        return next(routine for routine in self.routines.values() if routine.intent == intent)
