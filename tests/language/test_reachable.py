from hypothesis import given
from hypothesis import strategies as st

from voiceguide.language.reachable import merged, next_labels


def by_walking(silent: list[list[int]], own: list[list[int]], state: int) -> set[int]:
    """The same the slow way: from one state, everywhere that silence leads."""
    seen, waiting = {state}, [state]
    while waiting:
        for after in silent[waiting.pop()]:
            if after not in seen:
                seen.add(after)
                waiting.append(after)
    return {label for one in seen for label in own[one]}


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[list[int]], list[list[int]]]:
    size = draw(st.integers(1, 9))
    targets = st.lists(st.integers(0, size - 1), max_size=3)
    labels = st.lists(st.integers(1, 20), max_size=2)
    return (
        draw(st.lists(targets, min_size=size, max_size=size)),
        draw(st.lists(labels, min_size=size, max_size=size)),
    )


@given(graphs())
def test_from_every_state_all_that_walking_finds(
    graph: tuple[list[list[int]], list[list[int]]],
) -> None:
    silent, own = graph
    for state, intervals in enumerate(next_labels(silent, own)):
        found = [label for begin, end in intervals for label in range(begin, end)]
        assert found == sorted(by_walking(silent, own, state))


def test_ranges_join_where_they_touch() -> None:
    assert merged([(5, 6), (1, 2), (2, 4), (3, 4)]) == ((1, 4), (5, 6))
