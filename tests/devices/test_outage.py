from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from voiceguide.devices.outage import LONGEST_S, LOOK_S, LOYAL_S, STEADY, Outage

NOW = 1000.0


def test_the_devices_are_looked_for_at_once() -> None:
    assert Outage.begun(NOW).wait(NOW) == 0.0


@given(st.integers(1, 200))
def test_pauses_grow_to_a_limit(attempts: int) -> None:
    outage = Outage.begun(NOW)
    pauses: list[float] = []
    for _ in range(attempts):
        outage = outage.failed(outage.due)
        pauses.append(outage.due - NOW - sum(pauses))
    assert all(0.0 < pause <= LONGEST_S + 1e-6 for pause in pauses)
    assert all(later >= earlier - 1e-6 for earlier, later in pairwise(pauses))


@given(st.integers(0, 50), st.floats(0.0, 100.0))
def test_no_wait_is_long_and_none_ends_before_its_time(failures: int, after: float) -> None:
    outage = Outage.begun(NOW)
    for _ in range(failures):
        outage = outage.failed(NOW)
    now = NOW + after
    assert 0.0 <= outage.wait(now) <= LOOK_S
    assert (outage.wait(now) == 0.0) == (now >= outage.due)


@given(st.lists(st.booleans(), max_size=100))
def test_it_is_over_after_enough_blocks_in_a_row(events: list[bool]) -> None:
    outage, row = Outage.begun(NOW), 0
    for came in events:
        outage = outage.heard() if came else outage.failed(NOW)
        row = row + 1 if came else 0
        assert outage.over == (row >= STEADY)


def test_others_will_do_after_a_while() -> None:
    outage = Outage.begun(NOW)
    assert outage.loyal(NOW + LOYAL_S / 2)
    assert not outage.loyal(NOW + LOYAL_S)
    assert not outage.failed(NOW).loyal(NOW + LOYAL_S)
