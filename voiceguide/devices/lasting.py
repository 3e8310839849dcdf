"""A sound card that is opened again when its devices went away."""

import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import Final, Protocol, Self

from voiceguide.devices.outage import Outage
from voiceguide.errors import ExitCode, Trouble
from voiceguide.messages.audio import Samples


class Card(Protocol):
    """What is needed of a `SoundCard`."""

    def __enter__(self) -> Self:
        """Begin. Raises Trouble."""
        ...

    def __exit__(self, *_: object) -> None:
        """End."""
        ...

    def read(self) -> Samples:
        """The next block; waits for it. Raises Trouble when a device is gone."""
        ...

    @property
    def latency(self) -> float:
        """Seconds."""
        ...

    @property
    def overflows(self) -> int:
        """How often sound of the microphone was lost."""
        ...

    @property
    def underflows(self) -> int:
        """How often the speaker had nothing to play."""
        ...


class Cards(Protocol):
    """What is needed of a `Pair`."""

    def first(self) -> Card:
        """The card as wanted. Raises Trouble."""
        ...

    def again(self, loyal: bool) -> Card:
        """The same devices or, unless `loyal`, others. Raises Trouble."""
        ...


class LastingCard:
    """Open while in its `with`; one thread reads."""

    def __init__(
        self,
        cards: Cards,
        on_away: Callable[[Trouble], object],
        on_back: Callable[[float], object],
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        """`on_away` is told once when the sound goes away, `on_back` when it is steady again, with
        the seconds that it was away. Both are called by the thread that reads.
        """
        self._cards = cards
        self._on_away = on_away
        self._on_back = on_back
        self._clock = clock
        self._sleep = sleep
        self._open: Final = ExitStack()
        self._card: Card | None = None
        self._outage: Outage | None = None
        self._overflows = 0
        self._underflows = 0

    @property
    def latency(self) -> float:
        """As of `SoundCard`; 0 while it is away."""
        return self._card.latency if self._card is not None else 0.0

    @property
    def overflows(self) -> int:
        """As of `SoundCard`, from the start."""
        return self._overflows + (self._card.overflows if self._card is not None else 0)

    @property
    def underflows(self) -> int:
        """As of `SoundCard`, from the start."""
        return self._underflows + (self._card.underflows if self._card is not None else 0)

    def __enter__(self) -> Self:
        """Begin. Raises Trouble when a device can't be opened: nobody was being listened to yet."""
        self._card = self._open.enter_context(self._cards.first())
        return self

    def __exit__(self, *_: object) -> None:
        """End."""
        self._close()

    def read(self) -> Samples | None:
        """The next block, shape (320,) int16; waits for it.

        None, after half a second at most, while the devices are away or aren't steady yet. Raises
        what the card's `source` raised.
        """
        if self._card is None:
            self._look()
            return None
        try:
            block = self._card.read()
        except Trouble as trouble:
            self._lose(trouble)
            return None
        if self._outage is None:
            return block
        self._outage = self._outage.heard()
        if self._outage.over:
            away, self._outage = self._clock() - self._outage.since, None
            self._on_back(away)
        return None

    def _lose(self, trouble: Trouble) -> None:
        if trouble.code is not ExitCode.NO_SOUND:
            raise trouble
        self._close()
        if self._outage is None:
            self._outage = Outage.begun(self._clock())
            self._on_away(trouble)
        else:
            self._outage = self._outage.failed(self._clock())

    def _look(self) -> None:
        assert self._outage is not None
        wait = self._outage.wait(self._clock())
        if wait > 0:
            self._sleep(wait)
            return
        try:
            card = self._cards.again(self._outage.loyal(self._clock()))
            self._card = self._open.enter_context(card)
        except Trouble:
            self._outage = self._outage.failed(self._clock())

    def _close(self) -> None:
        card, self._card = self._card, None
        if card is not None:
            self._overflows += card.overflows
            self._underflows += card.underflows
        self._open.close()
