"""Recorded cases heard by one model after another, alone on the machine, so that times compare."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from voiceguide.apps.asking import Asker, read_question
from voiceguide.assembly import make_brief_memory
from voiceguide.errors import ExitCode, Trouble
from voiceguide.evaluate.cases import Case
from voiceguide.evaluate.comparison import Trial
from voiceguide.evaluate.score import Outcome, Score
from voiceguide.messages.audio import SAMPLE_RATE
from voiceguide.messages.intents import OUT_OF_SCOPE
from voiceguide.settings import Settings


def recorded(cases: Sequence[Case]) -> tuple[Case, ...]:
    """Those that are recordings; a typed case is the same for every model. Trouble for none."""
    heard = tuple(case for case in cases if case.wav is not None)
    if not heard:
        raise Trouble(
            "None of the cases is a recording, and only recordings tell models apart.",
            "Write lines `path.wav<TAB>intent`.",
            ExitCode.BAD_CONTENT,
        )
    return heard


def hear_all(
    cases: Sequence[Case], settings: Settings, model: str, on_case: Callable[[], object]
) -> Trial:
    """Have `model` hear every recorded case; `on_case` is told after each.

    Trouble for a model or a recording that can't be used.
    """
    asker = Asker(replace(settings, model=model), make_brief_memory())
    outcomes, hearing, sound = [], 0.0, 0.0
    for case in cases:
        if case.wav is None:
            continue
        samples = read_question(case.wav)
        asked = asker.sound(samples)
        hearing += asked.seconds["hear"]
        sound += len(samples) / SAMPLE_RATE
        # Hearing nothing is as much a refusal as hearing something foreign.
        found = asked.turn.intent.name or OUT_OF_SCOPE
        outcomes.append(
            Outcome(
                case.utterance, case.intent, found, asked.turn.heard.text, asked.seconds["hear"]
            )
        )
        on_case()
    return Trial(model, Score.of(outcomes), hearing, sound)
