"""Markdown for the tables in docs/."""

import platform
from collections.abc import Sequence
from pathlib import Path

DOCS = Path(__file__).resolve().parents[1] / "docs"


def write_below(page: str, script: str, made: str) -> None:
    """Put `made` into a page of docs/, below the line that this script owns.

    What was written by hand above that line stays.
    """
    path = DOCS / page
    line = f"<!-- All below is made by `python benchmarks/{script}`: change it there. -->"
    written = path.read_text(encoding="utf-8") if path.exists() else ""
    above = written.partition(line)[0].rstrip()
    path.write_text(f"{above}\n\n{line}\n\n{made}", encoding="utf-8")


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table whose first column is text and whose others are figures."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def machine() -> str:
    """The processor, as far as it tells its name."""
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        told = []
    names = [line.partition(":")[2].strip() for line in told if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()
