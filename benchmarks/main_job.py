"""The main job, measured: questions typed and spoken, speed and memory, people and rooms.

    python benchmarks/main_job.py        makes the tables of docs/measured.md

Speaking needs the programs `espeak-ng` and `flite`; recordings are looked for in
`../shared/speech`. What is missing is left out with a sentence.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Final

import numpy as np

from benchmarks.pages import MEASURED
from benchmarks.people import DECIBELS, KITCHEN, triggers, words
from benchmarks.synthetic import CACHE, TESTED, Clip, mix, read, synthesise
from benchmarks.tables import machine, percent, table, write_below
from voiceguide.assembly import make_matcher, make_pack, make_recogniser
from voiceguide.content.files import data_folder
from voiceguide.content.pack import read_wordings
from voiceguide.evaluate.score import Outcome
from voiceguide.hearing.recogniser import Recogniser
from voiceguide.hearing.recording import transcribe
from voiceguide.messages.intents import EMERGENCY, OUT_OF_SCOPE
from voiceguide.messages.speech import Hypothesis
from voiceguide.settings import Settings
from voiceguide.understanding.matcher import Matcher

SEED: Final = 11
SAMPLED: Final = 3
"""Wordings of one intent that are spoken."""
SAMPLED_MORE: Final = {OUT_OF_SCOPE: 40, EMERGENCY: 30}
FAILURES: Final = CACHE / "failures.tsv"


@dataclass(frozen=True, slots=True)
class Spoken:
    """One wording as one voice said it, and what was made of it."""

    voice: str
    outcome: Outcome


def read_tests(examples: Mapping[str, Sequence[str]]) -> tuple[dict[str, list[str]], int]:
    """Wordings by intent, and how many were left out: those that stand among the examples."""
    folder = data_folder("intents") / "tests" / "en"
    known = {line for lines in examples.values() for line in lines}
    written = {path.stem: read_wordings(path) for path in sorted(folder.glob("*.txt"))}
    kept = {name: [line for line in own if line not in known] for name, own in written.items()}
    return kept, sum(len(written[name]) - len(kept[name]) for name in kept)


def typed(tests: Mapping[str, Sequence[str]], matcher: Matcher) -> tuple[list[Outcome], str]:
    """The outcome of every wording as text, and a table of the steps that decided."""
    outcomes, engines, right = [], Counter[str](), Counter[str]()
    for wanted, lines in tests.items():
        for line in lines:
            started = time.process_time()
            intent = matcher.match(Hypothesis(line))
            took = time.process_time() - started
            outcomes.append(Outcome(line, wanted, intent.name, line, took))
            engines[intent.engine] += 1
            right[intent.engine] += intent.name == wanted
    rows = [
        [engine, percent(times / len(outcomes)), percent(right[engine] / times)]
        for engine, times in engines.most_common()
    ]
    return outcomes, table(["decided by", "of all wordings", "right"], rows)


def sample(tests: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """Intents and wordings that are spoken."""
    random = Random(SEED)
    return [
        (wanted, line)
        for wanted, lines in tests.items()
        for line in random.sample(lines, min(SAMPLED_MORE.get(wanted, SAMPLED), len(lines)))
    ]


def spoken(cases: Sequence[tuple[str, str]]) -> tuple[list[Spoken], list[Spoken]]:
    """Every wording said by every voice, clean; and by one voice in turn with kitchen noise."""
    random = Random(SEED)
    said = [(wanted, line, voice) for wanted, line in cases for voice in TESTED]
    clips = [
        Clip(line, voice, synthesise(line, voice, random.randint(150, 165)))
        for _, line, voice in said
    ]
    wanted = [name for name, _, _ in said]
    clean = _heard(wanted, clips)
    if not KITCHEN.exists():
        return clean, []
    noise = read(KITCHEN)
    # One voice further with each wording.
    chosen = range(0, len(clips), len(TESTED) + 1)
    loud = [
        Clip(clips[at].text, clips[at].voice, mix(clips[at].samples, noise, DECIBELS, random))
        for at in chosen
    ]
    return clean, _heard([wanted[at] for at in chosen], loud)


def _heard(wanted: Sequence[str], clips: Sequence[Clip]) -> list[Spoken]:
    with ProcessPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        return list(pool.map(_outcome, wanted, clips, chunksize=16))


@cache
def _engines() -> tuple[Recogniser, Matcher]:
    settings = Settings()
    return make_recogniser(settings), make_matcher(settings, make_pack(settings))


def _outcome(wanted: str, clip: Clip) -> Spoken:
    recogniser, matcher = _engines()
    started = time.perf_counter()
    heard = transcribe(recogniser, clip.samples)
    found = matcher.match(heard).name or OUT_OF_SCOPE
    took = time.perf_counter() - started
    return Spoken(clip.voice, Outcome(clip.text, wanted, found, heard.text, took))


def by_intent(ways: Mapping[str, Sequence[Outcome]]) -> str:
    """Share of right ones, an intent a row and a way of asking a column."""
    first = next(iter(ways.values()))
    names = sorted({outcome.wanted for outcome in first})
    rows = []
    for name in names:
        own = [[o for o in outcomes if o.wanted == name] for outcomes in ways.values()]
        shares = [f"{percent(_share(side, _right))} of {len(side)}" for side in own]
        rows.append([name, *shares])
    return table(["intent", *ways], rows)


def in_all(ways: Mapping[str, Sequence[Outcome]]) -> str:
    """What a person would meet: right, refused, another's answer, emergencies."""

    def row(what: str, of: str, share: str) -> list[str]:
        return [what, *(percent(_kinds(side)[of, share]) for side in ways.values())]

    rows = [
        row("**in scope: understood**", "own", "right"),
        row("in scope: refused", "own", "refused"),
        row("in scope: another intent's answer", "own", "wrong"),
        row("**out of scope: answered wrongly**", "foreign", "wrong"),
        row("**emergencies caught**", "emergency", "right"),
        row("other wordings taken for an emergency", "calm", "alarm"),
    ]
    return table(["", *ways], rows)


def _kinds(outcomes: Sequence[Outcome]) -> dict[tuple[str, str], float]:
    own = [o for o in outcomes if o.wanted not in (OUT_OF_SCOPE, EMERGENCY)]
    foreign = [o for o in outcomes if o.wanted == OUT_OF_SCOPE]
    emergency = [o for o in outcomes if o.wanted == EMERGENCY]
    calm = [o for o in outcomes if o.wanted != EMERGENCY]
    right = _share(own, _right)
    refused = _share(own, lambda o: o.found == OUT_OF_SCOPE)
    return {
        ("own", "right"): right,
        ("own", "refused"): refused,
        ("own", "wrong"): 1 - right - refused,
        ("foreign", "wrong"): _share(foreign, lambda o: o.found != OUT_OF_SCOPE),
        ("emergency", "right"): _share(emergency, lambda o: o.found == EMERGENCY),
        ("calm", "alarm"): _share(calm, lambda o: o.found == EMERGENCY),
    }


def by_voice(typed_ones: Sequence[Outcome], clean: Sequence[Spoken], loud: Sequence[Spoken]) -> str:
    """What was understood in scope, refused out of it and caught, a voice a row."""
    sides = [("typed", typed_ones)]
    sides += [(voice, [o.outcome for o in clean if o.voice == voice]) for voice in TESTED]
    sides.append(("**all six voices**", [one.outcome for one in clean]))
    if loud:
        sides.append(("six voices in turn, kitchen noise at 10 dB", [o.outcome for o in loud]))
    rows = []
    for name, outcomes in sides:
        kinds = _kinds(outcomes)
        shares = [
            kinds["own", "right"],
            kinds["emergency", "right"],
            kinds["foreign", "wrong"],
            kinds["calm", "alarm"],
        ]
        rows.append([name, str(len(outcomes)), *map(percent, shares)])
    head = ["", "wordings", "understood", "emergencies caught", "out of scope answered"]
    return table([*head, "false alarms"], rows)


def live(texts: Sequence[str]) -> str:
    """The table of speed and memory of a fresh process."""
    command = [sys.executable, "-m", "benchmarks.live_process"]
    with tempfile.TemporaryFile() as log:
        started = time.perf_counter()
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True
        ) as process:
            assert process.stdin is not None and process.stdout is not None
            assert process.stdout.readline() == "ready\n", "it did not get ready"
            ready = time.perf_counter() - started
            process.stdin.write(json.dumps(list(texts)))
            process.stdin.close()
            told = json.loads(process.stdout.read())
    block = 0.02
    delays = [delay for delay in told["delays"] if delay is not None and delay > 0]
    rows = [
        ["fresh process until it listens", f"{ready:.2f} s"],
        ["of that, processor time", f"{told['start']:.2f} s"],
        ["speaking every fixed answer into memory, meanwhile", f"{told['prepare']:.1f} s"],
        ["peak memory when it begins to listen", f"{told['memory ready']['own']:.0f} MB"],
        ["peak memory after all questions", f"{told['memory']['own']:.0f} MB"],
        ["of the voice's process, beside it", f"{told['memory']['voice']:.0f} MB"],
        ["one core's share, nobody speaks", percent(told["idle"])],
    ]
    for state, took in told["took"].items():
        rows.append([f"real-time factor, {state}", f"{sum(took) / len(took) / block:.3f}"])
    everything = [one for took in told["took"].values() for one in took]
    late = sum(one > block for one in everything) / len(everything)
    rows += [
        ["blocks that took longer than their 20 ms", f"{100 * late:.2f} %"],
        ["the longest block", f"{1000 * max(everything):.0f} ms"],
        ["questions asked", str(len(told["delays"]))],
        ["from the last of speech to the reply, median", f"{np.percentile(delays, 50):.2f} s"],
        ["the same, 95 of 100", f"{np.percentile(delays, 95):.2f} s"],
        ["not answered, or before the question's end", str(len(told["delays"]) - len(delays))],
    ]
    return table(["one core", machine()], rows)


def keep_failures(typed_ones: Sequence[Outcome], sides: Mapping[str, Sequence[Spoken]]) -> None:
    """Write all that went wrong where it can be read afterwards."""
    rows = [("typed", "", o) for o in typed_ones]
    rows += [(way, one.voice, one.outcome) for way, side in sides.items() for one in side]
    wrong = [(way, voice, o) for way, voice, o in rows if o.found != o.wanted]
    lines = [f"{w}\t{v}\t{o.wanted}\t{o.found}\t{o.utterance}\t{o.heard}" for w, v, o in wrong]
    FAILURES.parent.mkdir(exist_ok=True)
    FAILURES.write_text("\n".join(["way\tvoice\twanted\tfound\tsaid\theard", *lines, ""]))
    print(f"{len(lines)} failures: {FAILURES}", flush=True)


def main() -> None:
    settings = Settings()
    pack = make_pack(settings)
    tests, left_out = read_tests(pack.examples)
    matcher = make_matcher(settings, pack)
    outcomes, engines = typed(tests, matcher)
    ways: dict[str, list[Outcome]] = {"typed": outcomes}
    sides: dict[str, list[Spoken]] = {}
    voices, speed = _NO_PROGRAMS, _NO_PROGRAMS
    if shutil.which("espeak-ng") and shutil.which("flite"):
        cases = sample(tests)
        clean, loud = spoken(cases)
        chosen = {line for _, line in cases}
        same = [o for o in outcomes if o.utterance in chosen]
        sides = {"spoken": clean, "spoken, kitchen 10 dB": loud} if loud else {"spoken": clean}
        ways |= {way: [one.outcome for one in side] for way, side in sides.items()}
        voices = by_voice(same, clean, loud)
        own = sorted({o.utterance for o in ways["spoken"] if o.wanted not in _SILENT})
        speed = live(own)
    keep_failures(outcomes, sides)
    if KITCHEN.exists():
        recogniser = make_recogniser(settings)
        people, silence = words(recogniser, matcher), triggers(recogniser, matcher)
    else:
        people = silence = _NO_RECORDINGS
    page = MEASURED.format(
        count=len(outcomes),
        left_out=left_out,
        foreign=len(tests.get(OUT_OF_SCOPE, ())),
        spoken=len(sides.get("spoken", ())),
        in_all=in_all(ways),
        by_intent=by_intent(ways),
        engines=engines,
        median=f"{1000 * float(np.median([o.seconds for o in outcomes])):.0f}",
        voices=voices,
        speed=speed,
        people=people,
        silence=silence,
    )
    write_below("measured.md", "main_job.py", page)
    print(page)


def _right(outcome: Outcome) -> bool:
    return outcome.found == outcome.wanted


def _share(outcomes: Sequence[Outcome], holds: Callable[[Outcome], bool]) -> float:
    return sum(map(holds, outcomes)) / len(outcomes) if outcomes else 0.0


_SILENT: Final = (OUT_OF_SCOPE, "Stop")
_NO_PROGRAMS: Final = "Not measured: the programs `espeak-ng` and `flite` are needed for it."
_NO_RECORDINGS: Final = "Not measured: the recordings were not beside this checkout."


if __name__ == "__main__":
    main()
