"""Cases answered on all cores, each exactly as `ask` would."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context

from voiceguide.apps.asking import Asker
from voiceguide.assembly import make_brief_memory
from voiceguide.evaluate.cases import Case
from voiceguide.evaluate.score import Outcome
from voiceguide.messages.intents import OUT_OF_SCOPE
from voiceguide.settings import Settings

_FEW = 200
"""Typed cases that one process answers sooner than others would start."""


def judge(cases: Sequence[Case], settings: Settings) -> Iterator[Outcome]:
    """Answer every case, in order; Trouble for a recording that can't be read."""
    cores = os.cpu_count() or 1
    if cores == 1 or (len(cases) < _FEW and not any(case.wav for case in cases)):
        yield from (_outcome(case, settings) for case in cases)
        return
    with ProcessPoolExecutor(cores, mp_context=get_context("spawn")) as pool:
        share = max(1, min(16, len(cases) // (4 * cores)))
        yield from pool.map(_outcome, cases, [settings] * len(cases), chunksize=share)


# A worker process loads its engines once, for its first case.
@cache
def _asker(settings: Settings) -> Asker:
    return Asker(settings, make_brief_memory())


def _outcome(case: Case, settings: Settings) -> Outcome:
    asker = _asker(settings)
    asked = asker.wav(case.wav) if case.wav is not None else asker.text(case.utterance)
    took = sum(seconds for stage, seconds in asked.seconds.items() if stage != "load")
    # Hearing nothing is as much a refusal as hearing something foreign.
    found = asked.turn.intent.name or OUT_OF_SCOPE
    return Outcome(case.utterance, case.intent, found, asked.turn.heard.text, took)
