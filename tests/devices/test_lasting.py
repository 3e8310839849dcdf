"""A card that goes away and comes back, by a script; the clock stands but for the sleeps."""

from dataclasses import dataclass, field
from typing import Self

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.devices.lasting import LastingCard
from voiceguide.devices.outage import LOOK_S, STEADY
from voiceguide.devices.portaudio import Direction, gone
from voiceguide.errors import Trouble
from voiceguide.messages.audio import BLOCK, Samples

GONE = gone("Headset", Direction.INPUT)


@dataclass
class Script:
    """Blocks that each card gives before it goes away; None: it can't be opened at all.

    After the last it lasts.
    """

    lives: list[int | None]
    now: float = 0.0
    open: int = 0
    loyal: list[bool] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    trouble: Trouble = GONE

    def first(self) -> "ScriptedCard":
        return ScriptedCard(self, self._life())

    def again(self, loyal: bool) -> "ScriptedCard":
        assert not self.open, "PortAudio is started anew while a stream is open"
        self.loyal.append(loyal)
        life = self._life()
        if life is None:
            raise GONE
        return ScriptedCard(self, life)

    def _life(self) -> int | None:
        return self.lives.pop(0) if self.lives else 1_000_000

    def sleep(self, seconds: float) -> None:
        assert 0 < seconds <= LOOK_S
        self.now += seconds

    def lasting(self) -> LastingCard:
        return LastingCard(
            self,
            lambda trouble: self.told.append("away"),
            lambda away: self.told.append("back"),
            lambda: self.now,
            self.sleep,
        )


@dataclass
class ScriptedCard:
    script: Script
    left: int | None
    latency: float = 0.12
    overflows: int = 1
    underflows: int = 2

    def __enter__(self) -> Self:
        if self.left is None:
            raise GONE
        self.script.open += 1
        return self

    def __exit__(self, *_: object) -> None:
        self.script.open -= 1

    def read(self) -> Samples:
        assert self.left is not None
        if self.left == 0:
            raise self.script.trouble
        self.left -= 1
        return np.zeros(BLOCK, np.int16)


def test_a_card_that_is_missing_at_first_is_trouble() -> None:
    with pytest.raises(Trouble, match="no more sound"), Script([None]).lasting():
        pass


def test_a_card_that_stays_is_merely_read() -> None:
    script = Script([])
    with script.lasting() as card:
        assert all(card.read() is not None for _ in range(10))
        assert (card.latency, card.overflows, card.underflows) == (0.12, 1, 2)
    assert (script.told, script.open) == ([], 0)


def test_it_tells_once_that_it_is_away_and_once_that_it_is_back() -> None:
    script = Script([3, None, None, None])
    with script.lasting() as card:
        blocks = [card.read() for _ in range(100)]
    assert script.told == ["away", "back"]
    assert [block is not None for block in blocks[:4]] == [True, True, True, False]
    assert blocks[-1] is not None
    assert (card.overflows, card.underflows) == (2, 4)


def test_a_card_that_dies_at_once_is_not_back() -> None:
    script = Script([3, STEADY - 1, 0, STEADY - 1])
    with script.lasting() as card:
        for _ in range(200):
            card.read()
    assert script.told == ["away", "back"]


def test_it_waits_for_the_same_devices_and_then_takes_others() -> None:
    script = Script([0, *[None] * 20])
    with script.lasting() as card:
        for _ in range(400):
            card.read()
    assert script.loyal[0]
    assert not script.loyal[-1]
    assert script.loyal == sorted(script.loyal, reverse=True)


def test_what_the_source_raises_is_no_outage() -> None:
    script = Script([0], trouble=Trouble("The source broke.", "Mend it."))
    with pytest.raises(Trouble, match="source"), script.lasting() as card:
        card.read()
    assert (script.told, script.open) == ([], 0)


@given(st.lists(st.one_of(st.none(), st.integers(0, 40)), max_size=8))
def test_however_it_comes_and_goes_away_and_back_take_turns(lives: list[int | None]) -> None:
    script = Script([5, *lives])
    with script.lasting() as card:
        for _ in range(2000):
            card.read()
        assert card.read() is not None
    assert script.told == ["away", "back"] * (len(script.told) // 2)
    assert script.open == 0
