"""The room bench: the whole live pipeline in simulated rooms, faster than real time.

    python -m benchmarks.rooms [--quick] [--only distance,barge-in,...] [--seed N]
        [--model FOLDER] [--set NAME=VALUE] [--amount NAME=VALUE] [--out FOLDER] [--write]

Prints its tables and puts trials and plots into --out; --write puts tables and plots into docs/.
--set changes a setting of the assistant's, --amount how much is played (`trials.py`), --address
puts words such as "hey guide" before everything that is said to an idle assistant. --natural lets
natural voices ask (`benchmarks/synthetic.py` tells what they need).
Speaking needs the programs `espeak-ng` and `flite`, the plots matplotlib (`pip install -e
'.[bench]'`). Recordings are looked for in `../shared/speech`; scenarios that need them are left
out without. --from FILE... makes tables and plots of the trials of earlier runs.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, fields, replace
from importlib.util import find_spec
from pathlib import Path
from time import process_time
from typing import Any

from benchmarks.rooms.bench import Bench
from benchmarks.rooms.plots import draw
from benchmarks.rooms.report import report
from benchmarks.rooms.scenarios import SCENARIOS
from benchmarks.rooms.stage import Heard, Work
from benchmarks.rooms.trials import FULL, QUICK, Amount, Trial
from benchmarks.synthetic import CACHE, NATURAL, TESTED
from benchmarks.tables import DOCS, machine, write_below
from voiceguide.assembly import fixed_texts, make_brief_memory, make_parts, make_voice
from voiceguide.settings import Settings, resolve
from voiceguide.speaking.phrases import Phrases
from voiceguide.speaking.voice import VoiceStyle


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="a glance, in a minute or two")
    parser.add_argument("--only", default="", help=", ".join(SCENARIOS))
    parser.add_argument("--seed", type=int, default=2, help="1 is for choosing numbers")
    parser.add_argument("--model", default="", metavar="FOLDER")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", dest="given")
    parser.add_argument("--amount", action="append", default=[], metavar="NAME=VALUE")
    parser.add_argument("--address", default="", metavar="WORDS")
    parser.add_argument("--natural", action="store_true")
    parser.add_argument("--out", type=Path, default=CACHE / "rooms")
    parser.add_argument("--from", type=Path, nargs="+", metavar="FILE", dest="earlier")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--show", action="store_true", help="every trial on a line")
    chosen = parser.parse_args()
    wanted = [name for name in chosen.only.split(",") if name] or list(SCENARIOS)
    if unknown := [name for name in wanted if name not in SCENARIOS]:
        parser.error(f"no scenario {', '.join(unknown)}; there are {', '.join(SCENARIOS)}")
    trials, work = [], Work()
    if chosen.earlier:
        for path in chosen.earlier:
            more, spent = read_trials(path)
            trials += more
            work.join(spent)
    else:
        amount = make_amount(QUICK if chosen.quick else FULL, chosen.amount)
        settings = make_settings(chosen.model, chosen.given)
        chosen.out.mkdir(parents=True, exist_ok=True)
        voices = NATURAL if chosen.natural else TESTED
        for more, work in play(settings, amount, chosen.seed, wanted, voices, chosen.address):
            trials += more
            # Scenario by scenario: a run that is broken off leaves what it has.
            write_trials(chosen.out / "trials.json", trials, work)
            if chosen.show:
                print(*map(told, more), sep="\n", file=sys.stderr)
    chosen.out.mkdir(parents=True, exist_ok=True)
    made = f"Seed {chosen.seed}, {machine()}.\n\n{report(trials, work)}"
    (chosen.out / "rooms.md").write_text(made, encoding="utf-8")
    print(made)
    folder = DOCS / "rooms" if chosen.write else chosen.out
    plots = draw(trials, folder) if find_spec("matplotlib") else []
    if chosen.write:
        shown = "\n".join(f"![{path.stem}](rooms/{path.name})" for path in plots)
        write_below("rooms.md", "rooms", f"{made}\n{shown}\n")


def make_settings(model: str, given: list[str]) -> Settings:
    """The settings in which everything is played: any of them, as `--set name=value`."""
    flags = dict(pair.split("=", 1) for pair in given)
    known = [field.name for field in fields(Settings)]
    if unknown := [name for name in flags if name not in known]:
        sys.exit(f"There is no setting {', '.join(unknown)}; there are {', '.join(known)}.")
    return replace(resolve({}, {}, flags).settings, model=model)


def make_amount(amount: Amount, given: list[str]) -> Amount:
    """`amount` with some of it changed; a list's numbers stand between commas."""
    pairs = dict(pair.split("=", 1) for pair in given)
    if unknown := pairs.keys() - {field.name for field in fields(Amount)}:
        sys.exit(
            f"There is no amount {', '.join(sorted(unknown))}; see benchmarks/rooms/trials.py."
        )
    numbers: dict[str, Any] = {}
    for name, value in pairs.items():
        before = getattr(amount, name)
        listed = isinstance(before, tuple)
        numbers[name] = tuple(map(float, value.split(","))) if listed else type(before)(value)
    return replace(amount, **numbers)


def play(
    settings: Settings,
    amount: Amount,
    seed: int,
    wanted: list[str],
    voices: Sequence[str],
    address: str,
) -> Iterator[tuple[list[Trial], Work]]:
    """The trials of each scenario, and what all so far have cost."""
    CACHE.mkdir(exist_ok=True)
    style = VoiceStyle(settings.voice, settings.rate)
    with closing(Phrases(make_voice(), style, CACHE / "phrases")) as phrases:
        parts = make_parts(settings, make_brief_memory())
        phrases.prepare(fixed_texts(parts))
        bench = Bench(parts, phrases, amount, seed, voices, address)
        for name in wanted:
            started = process_time()
            trials = list(SCENARIOS[name](bench))
            print(f"{name}: {process_time() - started:.0f} s", file=sys.stderr, flush=True)
            yield trials, bench.work


def told(trial: Trial) -> str:
    """One line."""
    heard = "; ".join(
        f"{turn.at - trial.ended:+.2f} {turn.text} ({turn.intent}"
        f"{'' if turn.heeded else ' unheeded'} {turn.scores['sureness']:.1f})"
        for turn in trial.turns
    )
    place = f"{trial.scenario} {trial.distance:g} m {trial.snr:g} dB {trial.noise}"
    return f"{place} | {trial.said} | {trial.voice} | {heard}"


def write_trials(path: Path, trials: list[Trial], work: Work) -> None:
    content = {"work": asdict(work), "trials": [asdict(trial) for trial in trials]}
    path.write_text(json.dumps(content, ensure_ascii=False, indent=0), encoding="utf-8")


def read_trials(path: Path) -> tuple[list[Trial], Work]:
    content = json.loads(path.read_text(encoding="utf-8"))
    return list(_trials(content["trials"])), Work(**content["work"])


def _trials(rows: list[dict[str, object]]) -> Iterator[Trial]:
    for row in rows:
        turns = tuple(
            Heard(**turn | {"words": tuple((word, sure) for word, sure in turn["words"])})
            for turn in row.pop("turns")  # type: ignore[attr-defined]
        )
        yield Trial(**row, turns=turns)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
