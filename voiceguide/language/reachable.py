"""Which labels may come next from each state of a graph."""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

Intervals: TypeAlias = tuple[tuple[int, int], ...]
"""Half-open ranges of labels, ascending, none touching another."""


def next_labels(silent: Sequence[Sequence[int]], own: Sequence[Sequence[int]]) -> list[Intervals]:
    """By state: `own` labels of all states reached over `silent` steps, itself included.

    States on a common circle of silent steps reach the same, so each such group is found first
    (Tarjan, "Depth-first search and linear graph algorithms", 1972), those it leads to before it.
    """
    reached: list[Intervals] = [()] * len(silent)
    for group in _groups(silent):
        inside = set(group)
        beyond = {
            reached[after] for state in group for after in silent[state] if after not in inside
        }
        labels = {label for state in group for label in own[state]}
        if labels or len(beyond) != 1:
            ranges = [(label, label + 1) for label in labels]
            beyond = {merged([*ranges, *(pair for intervals in beyond for pair in intervals)])}
        (whole,) = beyond
        for state in group:
            reached[state] = whole
    return reached


def merged(pairs: Iterable[tuple[int, int]]) -> Intervals:
    """Ranges joined where they touch or overlap."""
    joined: list[tuple[int, int]] = []
    for begin, end in sorted(pairs):
        if joined and begin <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((begin, end))
    return tuple(joined)


def _groups(steps: Sequence[Sequence[int]]) -> Iterable[list[int]]:
    """Strongly connected components, each after all those it leads to."""
    number = [0] * len(steps)
    lowest = [0] * len(steps)
    done = [False] * len(steps)
    open_states: list[int] = []
    count = 0
    for root in range(len(steps)):
        waiting = [] if number[root] else [(root, 0)]
        while waiting:
            state, at = waiting.pop()
            if at == 0:
                count += 1
                number[state] = lowest[state] = count
                open_states.append(state)
            else:
                lowest[state] = min(lowest[state], lowest[steps[state][at - 1]])
            for after in steps[state][at:]:
                at += 1
                if not number[after]:
                    waiting += [(state, at), (after, 0)]
                    break
                if not done[after]:
                    lowest[state] = min(lowest[state], number[after])
            else:
                if lowest[state] == number[state]:
                    group = []
                    while not done[state]:
                        group.append(open_states.pop())
                        done[group[-1]] = True
                    yield group
