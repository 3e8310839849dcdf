"""A routine and a pace become stages and cues on one line of time."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from voiceguide.messages.routines import CHIME_LENGTH, Chime, Cue, Hold, Routine, Stage, Step
from voiceguide.routines.cues import hold_cues
from voiceguide.routines.minutes import spoken_minutes
from voiceguide.routines.pace import Pace

BREATHER: Final = 0.6
"""Seconds of quiet between one instruction and the next."""
UNASKED: Final = 10
"""Minutes of a hold that is as long as asked for, when nothing was asked for."""
_MINUTE: Final = 60.0

Lasts = Callable[[str], float]
"""Seconds that a text takes to say."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Positions are seconds from the start, 0 to `length`."""

    stages: tuple[Stage, ...]
    """At least one; each begins where the one before ends."""
    cues: tuple[Cue, ...]
    """In the order of their times; none begins before the one before it is over."""
    length: float

    def stage_at(self, position: float) -> int:
        """Index of what is being done. From the end of a hold on, while its chime sounds, that is
        the next one: what was held to its end is never begun again."""
        ends = bisect_right(self.stages, position, key=_hold_end)
        return min(ends, len(self.stages) - 1)

    def hold_left(self, position: float) -> float | None:
        """Seconds left in the hold; None outside one."""
        stage = self.stages[self.stage_at(position)]
        if stage.hold_start <= position < stage.hold_end:
            return stage.hold_end - position
        return None

    def left(self, position: float) -> float:
        """Seconds left of the whole."""
        return max(0.0, self.length - position)

    def cue_from(self, position: float) -> int:
        """Index of the first cue at or after `position`; the number of cues when none is."""
        return bisect_left(self.cues, position, key=_at)


def timeline(routine: Routine, pace: Pace, lasts: Lasts, minutes: int = 0) -> Timeline:
    """Lay `routine` out; `minutes` is how long the person wants a hold that asks for it.

    The routine has at least one step.
    """
    asked = minutes if minutes > 0 else UNASKED
    stages: list[Stage] = []
    cues: list[Cue] = []
    start = 0.0
    for step, instruction, side in _told(routine):
        fill = partial(_filled, side=side, minutes=asked)
        said = fill(instruction)
        ready = start + lasts(said) + step.settle * pace.stretch
        over = ready + (_length(step.hold, pace, asked) if step.hold else 0.0)
        end = over + CHIME_LENGTH * (step.hold is not None) + BREATHER
        stage = Stage(
            fill(step.name), said, fill(step.hurts), start, ready, over, end, step.section, step.of
        )
        cues.append(Cue(start, len(stages), said, section=step.section))
        if step.hold is not None:
            cues.append(Cue(ready, len(stages), chime=Chime.START))
            cues.extend(hold_cues(step, stage, len(stages), pace, lasts, fill))
            cues.append(Cue(over, len(stages), chime=Chime.END))
        stages.append(stage)
        start = end
    return Timeline(tuple(stages), tuple(cues), start)


def carried(old: Timeline, new: Timeline, position: float) -> float:
    """The same place in the timeline of the same routine at another pace: as far into the same
    hold, or where the same instruction begins."""
    last = old.stages[-1]
    if position >= last.hold_end:
        return min(new.length, new.stages[-1].hold_end + (position - last.hold_end))
    index = old.stage_at(position)
    left = old.hold_left(position)
    before, after = old.stages[index], new.stages[index]
    if left is None:
        return after.start
    share = left / (before.hold_end - before.hold_start)
    return max(after.hold_start, after.hold_end - share * (after.hold_end - after.hold_start))


def _told(routine: Routine) -> Iterator[tuple[Step, str, str]]:
    """Each step as often as it is done, with its instruction and side, opening and closing too."""
    if routine.opening:
        yield _only_told(routine.name, routine.opening), routine.opening, ""
    for step in routine.steps:
        for time in range(step.times):
            for side in step.sides or ("",):
                yield step, step.again if time and step.again else step.say, side
    if routine.closing:
        yield _only_told(routine.name, routine.closing), routine.closing, ""


def _only_told(name: str, text: str) -> Step:
    return Step(name, text, section=None, settle=0.0, hold=None, hurts="")


def _length(hold: Hold, pace: Pace, minutes: int) -> float:
    return minutes * _MINUTE if hold.asked else hold.seconds or hold.breaths * pace.breath


def _filled(text: str, side: str, minutes: int) -> str:
    return text.replace("{side}", side).replace("{minutes}", spoken_minutes(minutes))


def _hold_end(stage: Stage) -> float:
    return stage.hold_end


def _at(cue: Cue) -> float:
    return cue.at
