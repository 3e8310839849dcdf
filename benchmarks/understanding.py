"""Nearest meaning: comparison of candidates, the threshold, and the two strengths.

python benchmarks/understanding.py             makes the tables of docs/understanding.md
python benchmarks/understanding.py --judged 5  the same on all five folds, hours on one core
python benchmarks/understanding.py --quick     the shipped mix alone, printed
"""

import argparse
import os
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import Final

import numpy as np
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from benchmarks.candidates import (
    CONCEPTS,
    LETTERS,
    WORDS,
    Corpus,
    Guesses,
    Ints,
    Rates,
    Rule,
    chosen,
    fit,
    fit_shipped,
    folds,
    guess,
    guess_fuzzy,
)
from benchmarks.pages import UNDERSTANDING
from benchmarks.tables import machine, percent, table, write_below
from voiceguide.assembly import make_encoder
from voiceguide.content.document import Document
from voiceguide.content.files import data_folder
from voiceguide.content.pack import read_concepts, read_examples, read_intents
from voiceguide.understanding.features import features
from voiceguide.understanding.learning import STRENGTH, THRESHOLD, VECTOR_SCALE
from voiceguide.understanding.nearest import Weights
from voiceguide.understanding.sentence_encoder import SentenceEncoder

SEED: Final = 20
FOLDS: Final = 5
JUDGED: Final = 2
PART: Final = 3
"""Every third example of an intent, where not all are taken."""
STEPS: Final = tuple(step / 100 for step in range(100))
MOST_ANSWERED: Final = 0.05
"""Of out-of-scope examples: the rule that a threshold has to keep."""
STRENGTHS: Final = (10.0, 30.0, 100.0)
SCALES: Final = (0.7, 1.0, 1.5)
RULE: Final = Rule.PROBABILITY
"""What `Nearest` does."""
BALANCED: Final = False
"""What `learn` does."""
_TIMED: Final = 200

MIXES: Final = (
    ("word n-grams", WORDS, 0.0),
    ("word and letter n-grams", LETTERS, 0.0),
    ("word and letter n-grams, concept words", CONCEPTS, 0.0),
    ("sentence vector alone", (), VECTOR_SCALE),
)


def best(guesses: Guesses, rule: Rule = RULE) -> Rates:
    """The rates at the threshold that keeps to `MOST_ANSWERED`, with most in-scope right."""
    steps = [guesses.rates(rule, step) for step in STEPS]
    allowed = [rates for rates in steps if rates.foreign_answered <= MOST_ANSWERED]
    return max(allowed or steps[-1:], key=lambda rates: (rates.own_right, rates.threshold))


def cell(corpus: Corpus, cuts: Sequence[tuple[Ints, Ints]], strength: float, scale: float) -> Rates:
    """One cell of the grid."""
    return best(trained(corpus, cuts, strength, scale, BALANCED))


def trained(
    corpus: Corpus,
    cuts: Sequence[tuple[Ints, Ints]],
    strength: float,
    scale: float,
    balanced: bool,
) -> Guesses:
    """The mix of everything, trained and asked fold by fold."""
    models = (
        (fit(corpus, train, CONCEPTS, scale, strength, balanced), test) for train, test in cuts
    )
    return Guesses.joined([guess(corpus, weights, test) for weights, test in models])


def compare(
    corpus: Corpus, cuts: Sequence[tuple[Ints, Ints]], encoder: SentenceEncoder
) -> list[list[str]]:
    """A row for each candidate but the shipped one."""
    started = time.process_time()
    fuzzy = Guesses.joined([guess_fuzzy(corpus, train, test) for train, test in cuts])
    took = (time.process_time() - started) / len(fuzzy.wanted)
    rows = [_row("nearest example by fuzzy matching (rapidfuzz)", best(fuzzy), 1000 * took)]
    for name, kinds, scale in MIXES:
        parts, weights = [], None
        for train, test in cuts:
            weights = fit(corpus, train, kinds, scale, STRENGTH, BALANCED)
            parts.append(guess(corpus, weights, test, kinds))
        assert weights is not None
        took = seconds(corpus, weights, kinds, encoder if scale else None)
        rows.append(_row(name, best(Guesses.joined(parts)), 1000 * took))
        print(rows[-1], flush=True)
    return rows


def seconds(
    corpus: Corpus, weights: Weights, kinds: Sequence[str], encoder: SentenceEncoder | None
) -> float:
    """Median processor time of one decision, from words to probabilities."""
    times = []
    for at in range(0, len(corpus.lines), max(1, len(corpus.lines) // _TIMED)):
        started = time.process_time()
        words = corpus.lines[at].split()
        counted = chosen(features(words, corpus.concepts), kinds) if kinds else {}
        vector = encoder.encode([corpus.lines[at]])[0] if encoder else corpus.vectors[at]
        weights.probabilities(counted, vector)
        times.append(time.process_time() - started)
    return sorted(times)[len(times) // 2]


def confusions(corpus: Corpus, guesses: Guesses, threshold: float, most: int) -> list[list[str]]:
    """The pairs that are taken for one another most often."""
    foreign = corpus.foreign
    found = np.where(guesses.refused(RULE, threshold), foreign, guesses.guessed)
    pairs = zip(guesses.wanted.tolist(), found.tolist(), strict=True)
    counts = Counter((wanted, got) for wanted, got in pairs if wanted != got)
    worst = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:most]
    return [[corpus.intents[a], corpus.intents[b], str(times)] for (a, b), times in worst]


def _row(name: str, rates: Rates, milliseconds: float) -> list[str]:
    return [
        name,
        f"{rates.threshold:.2f}",
        percent(rates.accuracy),
        percent(rates.own_right),
        percent(rates.own_refused),
        percent(rates.foreign_answered),
        f"{milliseconds:.1f}",
    ]


def _grid(work: Callable[[float, float], Rates]) -> dict[tuple[float, float], Rates]:
    cells = [(strength, scale) for strength in STRENGTHS for scale in SCALES]
    with ProcessPoolExecutor(len(os.sched_getaffinity(0))) as pool:
        made = pool.map(work, *zip(*cells, strict=True))
        grid = {}
        for place, rates in zip(cells, made, strict=True):
            grid[place] = rates
            print(place, rates, flush=True)
    return grid


def rules(corpus: Corpus, cuts: Sequence[tuple[Ints, Ints]], mix: Guesses) -> list[list[str]]:
    """The two rules of refusal, with and without balance, each at its best threshold."""
    other = trained(corpus, cuts, STRENGTH, VECTOR_SCALE, not BALANCED)
    rows = []
    for balanced, guesses in ((BALANCED, mix), (not BALANCED, other)):
        for rule in Rule:
            rates = best(guesses, rule)
            name = f"{rule}, intents {'balanced' if balanced else 'as they come'}"
            in_force = rule is RULE and balanced is BALANCED
            rows.append(_row(f"**{name}**" if in_force else name, rates, 0.0)[:-1])
    return rows


def main(quick: bool, whole: bool) -> None:
    content = data_folder("intents")
    intents = read_intents(Document.read(content / "intents.yaml"))
    examples = read_examples(content / "examples" / "en", intents)
    if not whole:
        examples = {name: own[::PART] for name, own in examples.items()}
    judged = FOLDS if whole else JUDGED
    encoder = make_encoder()
    corpus = Corpus.of(examples, read_concepts(content / "concepts" / "en.yaml"), encoder)
    cuts = list(folds(corpus, FOLDS, SEED))[:judged]
    print(f"{len(corpus.lines)} examples, {len(corpus.intents)} intents", flush=True)
    parts, weights = [], None
    for train, test in cuts:
        weights = fit_shipped(corpus, train)
        parts.append(guess(corpus, weights, test))
    assert weights is not None
    mix = Guesses.joined(parts)
    took = 1000 * seconds(corpus, weights, CONCEPTS, encoder)
    row = _row("**shipped: all of these together**", best(mix), took)
    sweeps = {rule: [mix.rates(rule, step) for step in STEPS] for rule in Rule}
    print(row, flush=True)
    if quick:
        return
    rows = [*compare(corpus, cuts, encoder), row]
    ruled = rules(corpus, cuts, mix)
    print(ruled, flush=True)
    grid = _grid(partial(cell, corpus, cuts))
    worst = confusions(corpus, mix, THRESHOLD, 12)
    part = "All" if whole else "Every third of the"
    page = _page(corpus, part, judged, rows, ruled, sweeps, grid, worst, best(mix))
    write_below("understanding.md", "understanding.py", page)


def _page(
    corpus: Corpus,
    part: str,
    judged: int,
    rows: Sequence[Sequence[str]],
    ruled: Sequence[Sequence[str]],
    sweeps: Mapping[Rule, Sequence[Rates]],
    grid: Mapping[tuple[float, float], Rates],
    worst: Sequence[Sequence[str]],
    yardstick: Rates,
) -> str:
    top = max(grid, key=lambda place: grid[place].own_right)
    own = int(sum(corpus.labels != corpus.foreign))
    steps = [step for step in range(len(STEPS)) if STEPS[step] in _SHOWN]
    swept = table(
        ["threshold", *(f"{what}, {rule}" for rule in Rule for what in _SHARES)],
        [
            [
                f"**{STEPS[at]:.2f}**" if STEPS[at] == THRESHOLD else f"{STEPS[at]:.2f}",
                *(
                    percent(share)
                    for rule in Rule
                    for share in (sweeps[rule][at].own_right, sweeps[rule][at].foreign_answered)
                ),
            ]
            for at in steps
        ],
    )
    gridded = table(
        ["strength \\ vector scale", *(f"{scale:g}" for scale in SCALES)],
        [
            [
                f"{strength:g}",
                *(
                    f"{percent(r.own_right)} at {r.threshold:.2f}"
                    for r in (grid[strength, scale] for scale in SCALES)
                ),
            ]
            for strength in STRENGTHS
        ],
    )
    head = ["threshold", "right", "in-scope right", "in-scope refused", "out-of-scope answered"]
    return UNDERSTANDING.format(
        lines=len(corpus.lines),
        folds=FOLDS,
        judged=judged,
        part=part,
        own=own,
        foreign=len(corpus.lines) - own,
        intents=len(corpus.intents) - 1,
        candidates=table(["candidate", *head, "ms"], rows),
        ruled=table(["refused by", *head], ruled),
        machine=machine(),
        swept=swept,
        gridded=gridded,
        worst=table(["wanted", "found", "times"], worst),
        strength=f"{STRENGTH:g}",
        scale=f"{VECTOR_SCALE:g}",
        threshold=f"{THRESHOLD:.2f}",
        rule=RULE,
        yardstick=f"{yardstick.threshold:.2f}",
        best_strength=f"{top[0]:g}",
        best_scale=f"{top[1]:g}",
        balance="balanced" if BALANCED else "as they come",
        answered=f"{100 * MOST_ANSWERED:.0f} %",
        seed=SEED,
    )


_SHARES: Final = ("in-scope right", "out-of-scope answered")
_SHOWN: Final = {0.2, 0.35, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95, THRESHOLD}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--whole", action="store_true")
    # One core for each process: figures that compare, and a machine that stays usable.
    with threadpool_limits(1):
        options = parser.parse_args()
        main(options.quick, options.whole)
