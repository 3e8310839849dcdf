"""Who speaks up among others is heard alone; where nobody does, all is heard as it comes."""

from collections.abc import Iterable, Iterator

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.hearing.test_vosk_recogniser import hush
from voiceguide.hearing.foreground import Foreground
from voiceguide.hearing.tuning import (
    BACKGROUND,
    GONE,
    LOUDER_BY,
    LOUDNESS_FADES,
    WITHHELD_AFTER,
)
from voiceguide.messages.audio import BLOCK, SAMPLE_RATE, Samples

TELEVISION, PERSON = 300.0, 1500.0


def sound(level: float, seconds: float) -> list[Samples]:
    """Steady; `level` is its root mean square."""
    random = np.random.default_rng(7)
    count = round(seconds * SAMPLE_RATE / BLOCK)
    return [random.normal(0, level, BLOCK).astype(np.int16) for _ in range(count)]


def television(seconds: float) -> list[Samples]:
    """Talk, as loud as it is in every other half of a second."""
    swells = [sound(level, 0.25) for level in (TELEVISION / 4, TELEVISION)] * round(2 * seconds)
    return [block for swell in swells for block in swell]


def heard(foreground: Foreground, blocks: Iterable[Samples], talk: bool) -> Iterator[Samples]:
    for block in blocks:
        yield foreground.hear(block, talk)


def begun(foreground: Foreground, blocks: Iterable[Samples], talk: bool = True) -> int:
    """How often somebody begins to speak up in them."""
    return sum(foreground.begins for _ in heard(foreground, blocks, talk))


def among_others() -> Foreground:
    """Where a television has been talking for some time."""
    foreground = Foreground()
    assert begun(foreground, television(2 * BACKGROUND)) == 0
    return foreground


def test_who_speaks_up_is_noticed_at_once_and_once() -> None:
    foreground = among_others()
    begins = [foreground.begins for _ in heard(foreground, sound(PERSON, 1), True)]
    assert begins.index(True) * BLOCK / SAMPLE_RATE < 0.1
    assert begins.count(True) == 1


def test_who_is_as_loud_as_the_others_does_not_stand_out() -> None:
    assert begun(among_others(), sound(TELEVISION * 10 ** (LOUDER_BY / 2 / 20), 1)) == 0


def test_where_nobody_talks_nothing_is_begun_or_withheld() -> None:
    foreground = Foreground()
    whole = [*sound(20, 5), *sound(PERSON, 1), *sound(20, 3)]
    for block, passed in zip(whole, heard(foreground, whole, False), strict=True):
        assert passed is block
        assert not foreground.begins
        assert foreground.silence == 0.0


def test_what_others_say_after_it_is_not_heard_with_it() -> None:
    foreground = among_others()
    begun(foreground, sound(PERSON, 1))
    after = heard(foreground, sound(TELEVISION / 2, 0.8), True)
    silent = [not block.any() for block in after]
    begins = silent.index(True) * BLOCK / SAMPLE_RATE
    assert WITHHELD_AFTER <= begins < WITHHELD_AFTER + 0.2
    assert all(silent[silent.index(True) :])
    assert 0.5 < foreground.silence < 0.8 - LOUDNESS_FADES + 0.1


def test_a_person_may_go_on_after_a_pause() -> None:
    foreground = among_others()
    begun(foreground, sound(PERSON, 1))
    begun(foreground, sound(TELEVISION / 2, 0.6))
    more = sound(PERSON, 0.3)
    again = [passed.any() for passed in heard(foreground, more, True)]
    assert all(again[5:])
    assert foreground.silence == 0.0


def test_a_person_is_done_after_a_while() -> None:
    foreground = among_others()
    begun(foreground, sound(PERSON, 0.1))
    list(heard(foreground, sound(TELEVISION / 4, GONE + 0.2), True))
    block = sound(TELEVISION, BLOCK / SAMPLE_RATE)[0]
    assert foreground.hear(block, True) is block
    assert foreground.silence == 0.0


def test_a_television_that_grew_louder_is_soon_one_of_the_others() -> None:
    foreground = among_others()
    for _ in range(3):
        begun(foreground, sound(PERSON, 2))
        foreground.over()
    assert begun(foreground, sound(PERSON, 5)) == 0


def test_who_was_heeded_stands_out_the_next_time_too() -> None:
    foreground = among_others()
    for _ in range(4):
        assert begun(foreground, sound(PERSON, 2)) == 1
        foreground.over()
        foreground.excuse()
        begun(foreground, television(1))


def test_who_did_not_stand_out_leaves_nothing_to_excuse() -> None:
    foreground = among_others()
    begun(foreground, sound(PERSON, 2))
    foreground.over()
    foreground.over()
    foreground.excuse()
    assert begun(foreground, sound(PERSON, 1)) == 0


@given(
    st.lists(
        st.tuples(st.sampled_from([0.0, 20.0, TELEVISION, PERSON, 9000.0]), st.booleans()),
        max_size=30,
    )
)
def test_every_block_is_heard_or_is_silent(
    stretches: list[tuple[float, bool]],
) -> None:
    foreground = Foreground()
    for level, talk in stretches:
        for block in sound(level, 0.5):
            passed = foreground.hear(block, talk)
            assert passed is block or (len(passed) == BLOCK and not passed.any())


def test_a_room_just_entered_has_no_foreground() -> None:
    blocks = [hush(BLOCK / SAMPLE_RATE), *sound(PERSON, 0.2)]
    assert begun(Foreground(), blocks) == 0
