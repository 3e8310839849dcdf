"""The plots of `docs/rooms.md`, as SVG."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.rooms.figures import Outcome, delays, share, silences
from benchmarks.rooms.report import curves, ratio
from benchmarks.rooms.trials import Trial


def draw(trials: Sequence[Trial], folder: Path) -> list[Path]:
    """Every plot for which there are trials."""
    import matplotlib as mpl

    mpl.use("Agg")
    # The same file for the same trials.
    mpl.rcParams["svg.hashsalt"] = "rooms"
    folder.mkdir(parents=True, exist_ok=True)
    plots: dict[str, Callable[[Any, Sequence[Trial]], bool]] = {
        "recall": _recall,
        "delays": _delays,
        "trade-off": _trade_off,
    }
    return [path for name, plot in plots.items() if (path := _drawn(name, plot, trials, folder))]


def _drawn(
    name: str,
    plot: Callable[[Any, Sequence[Trial]], bool],
    trials: Sequence[Trial],
    folder: Path,
) -> Path | None:
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(6, 3.6), layout="constrained")
    path = folder / f"{name}.svg"
    some = plot(axes, trials)
    if some:
        axes.grid(alpha=0.3)
        axes.legend(fontsize="small")
        figure.savefig(path, metadata={"Date": None})
    pyplot.close(figure)
    return path if some else None


def _recall(axes: Any, trials: Sequence[Trial]) -> bool:
    own = [trial for trial in trials if trial.scenario == "distance"]
    distances = sorted({trial.distance for trial in own})
    for snr in sorted({trial.snr for trial in own}, reverse=True):
        for closed, style in ((True, "-"), (False, "--")):
            at = [t for t in own if t.snr == snr and t.closed is closed]
            right = [
                100 * share([t for t in at if t.distance == distance], Outcome.RIGHT)
                for distance in distances
            ]
            what = "commands" if closed else "questions"
            axes.plot(distances, right, style, marker="o", label=f"{what}, {ratio(snr)}")
    axes.set(xlabel="distance, m", ylabel="right, %", ylim=(0, 102))
    return bool(own)


def _delays(axes: Any, trials: Sequence[Trial]) -> bool:
    asked = [trial for trial in trials if trial.scenario == "distance" and trial.snr >= 20]
    cut = [trial for trial in trials if trial.scenario == "barge-in"]
    sides = {
        "closed sentences": delays([t for t in asked if t.closed]),
        "open sentences": delays([t for t in asked if not t.closed]),
        "silence after a barge-in": silences(cut),
    }
    for name, values in sides.items():
        if values:
            ordered = sorted(values)
            steps = [100 * (number + 1) / len(ordered) for number in range(len(ordered))]
            axes.step(ordered, steps, where="post", label=name)
    axes.set(xlabel="ms after the last of speech", ylabel="of the right ones, %")
    return any(sides.values())


def _trade_off(axes: Any, trials: Sequence[Trial]) -> bool:
    made = curves(trials)
    for score, points in made.items():
        missed = [100 * (1 - point.recall) for point in points]
        axes.step([point.an_hour for point in points], missed, where="post", label=score)
    axes.set(xlabel="false actions an hour of babble", ylabel="not acted on, %", ylim=(0, 100))
    axes.set_xscale("symlog", linthresh=1)
    return bool(made)
