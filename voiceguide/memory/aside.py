"""A diary whose file is used in a thread of its own: what is said waits for no disk."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from voiceguide.errors import Trouble
from voiceguide.memory.held import Held
from voiceguide.memory.memory import DiaryMemory, local_time
from voiceguide.memory.recall import Entry
from voiceguide.memory.reminders import Due
from voiceguide.messages.memory import Note, Past, Reminder

PATIENCE_S: Final = 0.2
"""Seconds that a question waits for the file; it is read in a hundredth of that."""


@dataclass(frozen=True, slots=True)
class _Write:
    """Something that is written, or waits to be."""

    change: Callable[[Held], Held]
    """What it makes of what the file held before."""
    done: Future[None]

    @property
    def failed(self) -> bool:
        return self.done.done() and self.done.exception() is not None


@dataclass(frozen=True, slots=True)
class _Read:
    held: Future[Held]
    after: int
    """How many of the writes not yet read back it comes after."""


class DiaryAside:
    """A `Memory` over a `DiaryMemory`. What was told is remembered at once, and written in turn.

    While the file can't be read, as when another program writes to it, the past is what was read
    last and what was told since. All methods are for one thread.
    """

    def __init__(
        self,
        path: Path | None,
        on_trouble: Callable[[Trouble], object] = lambda trouble: None,
        clock: Callable[[], datetime] = local_time,
        patience_s: float = PATIENCE_S,
    ) -> None:
        """As of `DiaryMemory`; waits for the file this once. `patience_s` is for later.

        `on_trouble` is told of what can't be written when this is closed.
        """
        self._on_trouble = on_trouble
        self._clock = clock
        self._patience_s = patience_s
        # One thread does one thing after another: what is read holds what was written before.
        self._thread = ThreadPoolExecutor(1, "diary")
        self._held = Held()
        self._unread: list[_Write] = []
        self._unconfirmed: deque[Future[None]] = deque()
        self._reading: _Read | None = None
        self._due: Future[Due | None] | None = None
        self._closed = False
        try:
            self._diary = self._thread.submit(DiaryMemory, path, clock).result()
            with suppress(Trouble):  # It is told when the past is asked for.
                self._held = self._thread.submit(self._diary.held).result()
        except BaseException:
            self._thread.shutdown()
            raise

    def past(self) -> Past:
        """What is remembered, seen from now, of what can be read."""
        self._look()
        held = self._held
        for write in self._unread:
            if not write.failed:
                held = write.change(held)
        return held.past(self._clock())

    def remember(self, note: Note) -> None:
        """Write `note` into the diary, with the time, when its turn comes."""
        entry = Entry(self._clock(), note)
        self._write(lambda: self._diary.enter(entry), lambda held: held.noted(entry))

    def forget(self) -> None:
        """Erase the diary and the reminders when their turn comes."""
        self._write(self._diary.forget, lambda held: Held())

    def remind(self, reminders: tuple[Reminder, ...]) -> None:
        """Keep these, each in place of one for the same part or time of the day."""
        now = self._clock()
        self._write(
            lambda: self._diary.remind(reminders, now), lambda held: held.reminding(reminders)
        )

    def unremind(self, reminders: tuple[Reminder, ...]) -> None:
        """Drop these."""
        self._write(
            lambda: self._diary.unremind(reminders), lambda held: held.not_reminding(reminders)
        )

    def due(self) -> Reminder | None:
        """A reminder whose time has come, which then counts as spoken.

        None without one, and while that can't be told yet: ask again.
        """
        if self._due is None:
            self._due = self._thread.submit(self._diary.claim_due)
        wait([self._due], self._patience_s)
        if not self._due.done():
            return None
        asked, self._due = self._due, None
        due = asked.result()
        return due.reminder if due is not None else None

    def confirm(self) -> None:
        """Raise the Trouble of what could not be written, each once, as it becomes known."""
        while self._unconfirmed and self._unconfirmed[0].done():
            self._unconfirmed.popleft().result()

    def close(self) -> None:
        """Write what waits, as patiently as it takes, and let go of the file."""
        if self._closed:
            return
        self._closed = True
        if self._due is not None:
            self._thread.submit(self._give_back, self._due)
        self._thread.submit(self._diary.close)
        self._thread.shutdown()
        while self._unconfirmed:
            try:
                self.confirm()
            except Trouble as trouble:
                self._on_trouble(trouble)

    def _write(self, write: Callable[[], None], change: Callable[[Held], Held]) -> None:
        done = self._thread.submit(write)
        self._unread.append(_Write(change, done))
        self._unconfirmed.append(done)

    def _look(self) -> None:
        """Read the file again if that can be done soon; Trouble when it can't be done at all."""
        reading = self._reading
        # One that waits still is as good as a new one, and they don't heap up behind a lock.
        if reading is None or reading.held.done():
            reading = _Read(self._thread.submit(self._diary.held), len(self._unread))
            self._reading = reading
        wait([reading.held], self._patience_s)
        if reading.held.done():
            self._reading = None
            self._held = reading.held.result()
            del self._unread[: reading.after]

    def _give_back(self, asked: Future[Due | None]) -> None:
        """Nobody will speak it here."""
        due = asked.result()
        if due is not None:
            self._diary.give_back(due)
