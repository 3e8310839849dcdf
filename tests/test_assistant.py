"""What the assistant says of its own accord, and when it had better not."""

from datetime import UTC, datetime

import numpy as np
import pytest

from voiceguide.apps.rehearsal import Scripted, VirtualClock
from voiceguide.assembly import make_assistant, make_parts
from voiceguide.assistant import Assistant
from voiceguide.memory.memory import DiaryMemory
from voiceguide.messages.audio import BLOCK
from voiceguide.messages.memory import Reminder
from voiceguide.settings import Settings
from voiceguide.speaking.unspoken import Unspoken

EARLY = datetime(2026, 11, 24, 7, 58, tzinfo=UTC)


class Ears(Scripted):
    """They hear no words, but may be in the middle of some."""

    amid = False

    def __init__(self) -> None:
        super().__init__(())

    @property
    def addressed(self) -> bool:
        return self.amid


@pytest.fixture
def ears() -> Ears:
    return Ears()


@pytest.fixture
def assistant(ears: Ears) -> Assistant:
    """A minute after a reminder's time."""
    clock = VirtualClock(EARLY)
    memory = DiaryMemory(None, clock)
    memory.remind((Reminder("morning", 8, 0),))
    clock.seconds = 180.0
    parts = make_parts(Settings(), memory)
    return make_assistant(parts, ears, Unspoken(parts.settings.rate))


def test_a_reminder_waits_until_the_person_has_said_what_they_are_saying(
    assistant: Assistant, ears: Ears
) -> None:
    ears.amid = True
    assistant.process(np.zeros(BLOCK, np.int16))
    assistant.remind()
    assert not assistant.speaking
    ears.amid = False
    assistant.remind()
    assert assistant.speaking
    assert assistant.conversation.question is not None
