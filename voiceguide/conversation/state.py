"""What a conversation remembers from one event to the next."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from voiceguide.conversation.attention import Attention
from voiceguide.messages.content import Part
from voiceguide.messages.routines import Routine, Stage
from voiceguide.routines.pace import Pace
from voiceguide.routines.timeline import Timeline

START_LOUDNESS: Final = 7


class Phase(StrEnum):
    """What a session is doing; its clock goes on in the first alone."""

    RUNNING = "running"
    WAITING = "waiting"
    """While something else is answered."""
    LISTENING = "listening"
    """While what follows its name is awaited."""
    RETURNING = "returning"
    """While it says where it goes on."""
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Session:
    """A routine under way."""

    routine: Routine
    timeline: Timeline
    minutes: int
    """As asked for; 0 where the routine sets its own length."""
    since: float
    """When `position` and `spent` were true, in seconds of sound."""
    phase: Phase = Phase.RUNNING
    position: float = 0.0
    """Seconds from the timeline's start."""
    spent: float = 0.0
    """Seconds that the person has been at it, pauses left out."""
    next_cue: int = 0
    prompted: bool = False
    """Whether a silent person was asked if they are still there."""

    def at(self, now: float) -> float:
        """The position at `now`."""
        gone = now - self.since if self.phase is Phase.RUNNING else 0.0
        return min(self.position + gone, self.timeline.length)

    def stage(self, now: float) -> Stage:
        """What is being done at `now`."""
        return self.timeline.stages[self.timeline.stage_at(self.at(now))]

    def hold_left(self, now: float) -> float | None:
        """Seconds left in the hold; None outside one."""
        return self.timeline.hold_left(self.at(now))

    @property
    def finished(self) -> bool:
        """Whether it is past its last hold, and was gone through rather than skipped.

        That takes half as long, at least, as all its holds.
        """
        holds = [stage for stage in self.timeline.stages if stage.hold_end > stage.hold_start]
        held = sum(stage.hold_end - stage.hold_start for stage in holds)
        last = holds[-1].hold_end if holds else self.timeline.stages[-1].start
        return self.position >= last and self.spent >= held / 2

    def in_phase(self, phase: Phase, now: float) -> "Session":
        """The same moment of the routine, in another phase from `now` on."""
        gone = now - self.since if self.phase is Phase.RUNNING else 0.0
        return replace(
            self,
            phase=phase,
            position=self.at(now),
            spent=self.spent + gone,
            since=now,
            prompted=False,
        )

    def moved(self, position: float) -> "Session":
        """The same session at another moment of its routine."""
        return replace(self, position=position, next_cue=self.timeline.cue_from(position))


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a session stands, to be shown."""

    routine: str
    step: str
    hold: float
    """Length of the step's hold in seconds; 0 without one."""
    hold_left: float | None
    """None outside the hold."""
    left: float
    """Seconds left of the whole."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question of ours that waits for its answer."""

    key: str
    """Its row in `dialogues.py`."""
    words: str
    asked: int = 1
    """How often it was asked, interruptions left out."""
    since: float | None = None
    """When it had been asked, in seconds of sound, or is taken to have been; None until then."""
    aside: bool = False
    """Whether something else is being answered first."""
    taken_up: int = 0
    """How often it was taken up again after something else."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """All that the next answer may depend on."""

    intent: str = ""
    """The subject that More goes on with; small talk leaves it alone; empty before the first."""
    part: int = 0
    """How many of its parts have been told."""
    said: Part | None = None
    """What was said last, for Repeat and Source."""
    loudness: int = START_LOUDNESS
    pace: Pace = field(default_factory=Pace)
    session: Session | None = None
    question: Question | None = None
    speaking: bool = False
    """Whether something is being spoken."""
    attention: Attention = field(default_factory=Attention)
    quiet_since: float = 0.0
    """When someone last spoke, the assistant included; seconds of sound."""

    def after(self, **changes: object) -> "Conversation":
        """The same conversation with some of it changed."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def standing(self, now: float) -> Standing | None:
        """Where the session stands at `now`; None without one."""
        session = self.session
        if session is None:
            return None
        stage = session.stage(now)
        return Standing(
            session.routine.name,
            stage.name,
            stage.hold_end - stage.hold_start,
            session.hold_left(now),
            session.timeline.left(session.at(now)),
        )

    def doing(self, now: float) -> str:
        """One word for what goes on: idle, asking, telling, holding, or the session's phase."""
        if self.session is None:
            return "asking" if self.question else "idle"
        if self.session.phase is Phase.RUNNING:
            return "telling" if self.session.hold_left(now) is None else "holding"
        return str(self.session.phase)
