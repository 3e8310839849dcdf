"""What the figures should be, and what they are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from benchmarks.rooms.figures import Outcome, acting, delays, percentile, share, silences
from benchmarks.rooms.stage import Work
from benchmarks.rooms.trials import CLEAN, Trial
from benchmarks.tables import percent, table


@dataclass(frozen=True, slots=True)
class Aim:
    """One of them; `measured` is empty where nothing was played for it."""

    what: str
    wanted: str
    measured: Callable[[Sequence[Trial]], str]


def aims(trials: Sequence[Trial], work: Work) -> str:
    """The table."""
    rows = [[aim.what, aim.wanted, measured] for aim in _AIMS if (measured := aim.measured(trials))]
    if "silence" in work.sound:
        used = percent(work.spent["silence"] / work.sound["silence"])
        rows.append(["a core's share in a silent room", "under 5 %", used])
    return table(["", "aim", "measured"], rows) if rows else ""


def _at(
    trials: Sequence[Trial], distance: float, snr: float, scenario: str = "distance"
) -> list[Trial]:
    own = [trial for trial in trials if trial.scenario == scenario]
    return [trial for trial in own if trial.distance == distance and trial.snr == snr]


def _right(trials: Sequence[Trial]) -> str:
    of = len(trials)
    return f"{percent(share(trials, Outcome.RIGHT))} of {of}" if of else ""


def _lost_at_twenty(trials: Sequence[Trial]) -> str:
    clean, noisy = (_at(trials, 1.0, snr, "near") for snr in (CLEAN, 20.0))
    if not noisy:
        return ""
    lost = share(clean, Outcome.RIGHT) - share(noisy, Outcome.RIGHT)
    return f"{100 * lost:.1f} points of {percent(share(clean, Outcome.RIGHT))} ({len(clean)})"


def _false(trials: Sequence[Trial]) -> str:
    if not trials:
        return ""
    rate = acting(trials)
    return f"{rate.an_hour:.1f} ({rate.events} in {rate.seconds / 3600:.2f} h)"


def _median(values: Sequence[float]) -> str:
    return f"{percentile(values, 50):.0f} ms" if values else ""


def _decided(trials: Sequence[Trial], closed: bool) -> str:
    own = [trial for trial in trials if trial.scenario == "distance" and trial.snr >= 20]
    return _median(delays([trial for trial in own if trial.closed is closed]))


def _stops(trials: Sequence[Trial]) -> list[Trial]:
    own = [trial for trial in trials if trial.scenario == "barge-in" and trial.echo == -10]
    return [trial for trial in own if trial.said == "stop"]


_AIMS: Final = (
    Aim("lost at 20 dB and 1 m, against clean", "2 points at most", _lost_at_twenty),
    Aim(
        "commands right at 10 dB and 2 m",
        "85 % at least",
        lambda trials: _right([trial for trial in _at(trials, 2.0, 10.0) if trial.closed]),
    ),
    Aim(
        "false actions an hour of babble",
        "0.1 at most",
        lambda trials: _false([one for one in trials if one.scenario.startswith("babble")]),
    ),
    Aim(
        "false actions an hour of its own voice",
        "0",
        lambda trials: _false([one for one in trials if one.scenario == "own voice"]),
    ),
    Aim(
        "closed sentences, median to the decision",
        "250 ms at most",
        lambda trials: _decided(trials, True),
    ),
    Aim(
        "open sentences, median to the decision",
        "700 ms at most",
        lambda trials: _decided(trials, False),
    ),
    Aim(
        "“stop” while it speaks, echo -10 dB, median to silence",
        "300 ms at most",
        lambda trials: _median(silences(_stops(trials))),
    ),
    Aim(
        "“stop” while it speaks, echo -10 dB, right",
        "95 % at least",
        lambda trials: _right(_stops(trials)),
    ),
)
