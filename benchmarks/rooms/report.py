"""The tables of `docs/rooms.md`."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from math import isfinite
from typing import Final, TypeVar

from benchmarks.rooms.aims import aims
from benchmarks.rooms.figures import (
    Outcome,
    Point,
    acting,
    delays,
    first_lost,
    percentile,
    saying,
    share,
    silences,
    trade_off,
)
from benchmarks.rooms.stage import Heard, Work
from benchmarks.rooms.trials import CLEAN, Trial
from benchmarks.tables import percent, table
from voiceguide.messages.intents import OUT_OF_SCOPE

SCORES: Final = ("mean word confidence", "support", "sureness", "sureness by what is needed")
_SUREST: Final = 8
_ALLOWED: Final = (0.0, 0.1, 1.0, 10.0)
_Key = TypeVar("_Key", bound=Hashable)


def report(trials: Sequence[Trial], work: Work) -> str:
    """All tables for which there are trials, in Markdown."""
    sections: Mapping[str, Callable[[], str]] = {
        "Aims": lambda: aims(trials, work),
        "Distance and noise": lambda: _distances(_of(trials, "distance")),
        "At one metre": lambda: _distances(_of(trials, "near")),
        "Kinds of noise": lambda: _noises(_of(trials, "noise")),
        "Said once more": lambda: _noises(_of(trials, "said again")),
        "Calls for help": lambda: _noises(_of(trials, "call for help")),
        "Called once more": lambda: _noises(_of(trials, "called once more")),
        "After talking with somebody else": lambda: _chats(trials),
        "Short words by people": lambda: _people(_of(trials, "people")),
        "From the last of speech to the decision": lambda: _delays(_of(trials, "distance")),
        "Interrupting it": lambda: _interruptions(_of(trials, "barge-in")),
        "First words": lambda: _first_words(trials),
        "Talk that isn't meant for it": lambda: _overheard(trials),
        "The surest that was let be": lambda: _let_be(trials),
        "Its own voice": lambda: _own_voice(_of(trials, "own voice")),
        "A threshold's trade-off": lambda: _trade_offs(trials),
        "Processor time": lambda: _work(work),
    }
    made = {title: section() for title, section in sections.items()}
    return "\n\n".join(f"## {title}\n\n{text}" for title, text in made.items() if text) + "\n"


def _of(trials: Iterable[Trial], scenario: str) -> list[Trial]:
    return [trial for trial in trials if trial.scenario == scenario]


def _grouped(trials: Iterable[Trial], key: Callable[[Trial], _Key]) -> dict[_Key, list[Trial]]:
    groups: dict[_Key, list[Trial]] = {}
    for trial in trials:
        groups.setdefault(key(trial), []).append(trial)
    return groups


def ratio(snr: float) -> str:
    return "clean" if snr == CLEAN else f"{snr:g} dB"


def _distances(trials: Sequence[Trial]) -> str:
    parts = []
    for closed, title in ((True, "Commands"), (False, "Questions")):
        own = [trial for trial in trials if trial.closed is closed]
        ratios = list(dict.fromkeys(trial.snr for trial in own))
        rows = []
        for distance, at in _grouped(own, lambda trial: trial.distance).items():
            sides = [[trial for trial in at if trial.snr == snr] for snr in ratios]
            rows.append(
                [
                    f"{distance:g} m",
                    *(
                        f"{percent(share(side, Outcome.RIGHT))} "
                        f"({percent(share(side, Outcome.WRONG))})"
                        for side in sides
                    ),
                    str(len(at)),
                ]
            )
        if rows:
            head = [f"{title}: right (wrong action)", *map(ratio, ratios), "trials"]
            parts.append(table(head, rows))
    return "\n\n".join(parts)


def _shares(trials: Sequence[Trial]) -> list[str]:
    return [*(percent(share(trials, one)) for one in Outcome), str(len(trials))]


_SHARES: Final = [*map(str, Outcome), "trials"]


def _noises(trials: Sequence[Trial]) -> str:
    return _outcomes("2 m, 10 dB", trials, lambda trial: trial.noise)


def _chats(trials: Sequence[Trial]) -> str:
    own = [trial for trial in trials if trial.scenario.startswith("chat")]
    return _outcomes("1 m, clean", own, lambda trial: trial.scenario.partition(": ")[2])


def _outcomes(place: str, trials: Sequence[Trial], key: Callable[[Trial], str]) -> str:
    """A row for each of the groups by `key`."""
    groups = _grouped(trials, key)
    rows = [[name, *_shares(own)] for name, own in groups.items()]
    return table([place, *_SHARES], rows) if rows else ""


def _people(trials: Sequence[Trial]) -> str:
    groups = _grouped(trials, lambda trial: (trial.distance, trial.snr))
    rows = []
    for (distance, snr), own in groups.items():
        rows.append([f"{distance:g} m, {ratio(snr)}", *_shares(own)])
        stops = [trial for trial in own if trial.said == "stop"]
        rows.append(["of which “stop”", *_shares(stops)])
    return table(["", *_SHARES], rows) if rows else ""


def _delays(trials: Sequence[Trial]) -> str:
    rows = []
    for snr, own in _grouped(trials, lambda trial: trial.snr).items():
        for closed, name in ((True, "closed"), (False, "open")):
            rows.append([f"{name}, {ratio(snr)}", *_spread(delays(_closed(own, closed)))])
    return table(["sentences", "median ms", "95th percentile", "right ones"], rows) if rows else ""


def _closed(trials: Iterable[Trial], closed: bool) -> list[Trial]:
    return [trial for trial in trials if trial.closed is closed]


def _spread(values: Sequence[float]) -> list[str]:
    if not values:
        return ["none", "none", "0"]
    return [f"{percentile(values, 50):.0f}", f"{percentile(values, 95):.0f}", str(len(values))]


def _interruptions(trials: Sequence[Trial]) -> str:
    rows = []
    for echo, at in _grouped(trials, lambda trial: trial.echo).items():
        level = "no echo" if echo is None else f"echo {echo:g} dB"
        for what, own in (
            ("“stop”", [t for t in at if t.said == "stop" and t.voice != "person"]),
            ("“stop” by people", [t for t in at if t.said == "stop" and t.voice == "person"]),
            ("others", [t for t in at if t.said != "stop"]),
        ):
            if own:
                cut = _spread(silences(own))[:2]
                early = sum(trial.early for trial in own)
                recall = percent(share(own, Outcome.RIGHT))
                rows.append([f"{what}, {level}", recall, *cut, str(early), str(len(own))])
    head = ["", "right", "median ms to silence", "95th percentile", "turns before", "trials"]
    return table(head, rows) if rows else ""


def _first_words(trials: Sequence[Trial]) -> str:
    rows = []
    for what, own in (
        ("after a silence", [t for t in _of(trials, "distance") if t.snr >= 20]),
        ("right after an answer", _of(trials, "right after")),
    ):
        lost, of = first_lost(own)
        if own:
            right = percent(share(own, Outcome.RIGHT))
            rows.append([what, percent(lost / max(1, of)), str(of), right, str(len(own))])
    head = ["", "first word lost", "of those with the rest right", "understood", "trials"]
    return table(head, rows) if rows else ""


def _rates(name: str, own: Sequence[Trial]) -> list[str]:
    acted, said = acting(own), saying(own)
    return [
        name,
        f"{acted.seconds / 60:.1f}",
        str(acted.events),
        f"{acted.an_hour:.1f}",
        f"{acted.at_most:.1f}",
        f"{said.an_hour:.1f}",
    ]


_RATES: Final = [
    "minutes", "false actions", "an hour", "at most (95 %)", "anything said, an hour",
]  # fmt: skip


def overheard(trials: Iterable[Trial]) -> list[Trial]:
    """Trials in which others talk."""
    return [trial for trial in trials if trial.scenario.startswith("babble")]


def _overheard(trials: Sequence[Trial]) -> str:
    own = overheard(trials)
    groups = _grouped(own, lambda trial: f"{trial.noise}, {trial.scenario.partition(', ')[2]}")
    rows = [_rates(name, group) for name, group in groups.items()]
    if own:
        rows.append(_rates("all babble", own))
    recorded = [trial for trial in trials if trial.scenario.startswith("recordings")]
    rows += [_rates(trial.scenario, [trial]) for trial in recorded]
    return table(["", *_RATES], rows) if rows else ""


def _let_be(trials: Sequence[Trial]) -> str:
    """What came nearest to being a false action, each but once: both states hear the same."""
    turns = {turn.text: turn for trial in overheard(trials) for turn in trial.turns if _known(turn)}
    by_ratio = sorted(turns.values(), key=lambda turn: turn.sureness / turn.needed, reverse=True)
    rows = [
        [f"“{turn.text}”", turn.intent, f"{turn.sureness:.1f} of {turn.needed:.1f}"]
        for turn in by_ratio[:_SUREST]
    ]
    return table(["heard", "taken for", "sure, and needed"], rows) if rows else ""


def _known(turn: Heard) -> bool:
    return not turn.heeded and isfinite(turn.needed) and turn.intent not in ("", OUT_OF_SCOPE)


def _own_voice(trials: Sequence[Trial]) -> str:
    groups = _grouped(trials, lambda trial: trial.echo)
    rows = [_rates(f"echo {echo:g} dB", own) for echo, own in groups.items() if echo is not None]
    return table(["", *_RATES], rows) if rows else ""


def curves(trials: Sequence[Trial]) -> dict[str, list[Point]]:
    """False actions of babble against recall in rooms up to 2 m and down to 10 dB."""
    asked = [t for t in _of(trials, "distance") if t.distance <= 2 and t.snr >= 10]
    made = {score: trade_off(asked, overheard(trials), score) for score in SCORES}
    return {score: points for score, points in made.items() if points}


def _trade_offs(trials: Sequence[Trial]) -> str:
    rows = []
    for score, points in curves(trials).items():
        for allowed in _ALLOWED:
            best = max(
                (point for point in points if point.an_hour <= allowed),
                key=lambda point: point.recall,
                default=None,
            )
            found = (
                ["none", "none"]
                if best is None
                else [f"{best.threshold:.3f}", percent(best.recall)]
            )
            rows.append([f"{score}, at most {allowed:g} an hour", *found])
    return table(["", "threshold", "recall left"], rows) if rows else ""


def _work(work: Work) -> str:
    rows = [
        [what, f"{work.spent[what] / sound:.3f}", f"{sound / 60:.1f}"]
        for what, sound in sorted(work.sound.items())
    ]
    return table(["", "of one core (real-time factor)", "minutes"], rows) if rows else ""
