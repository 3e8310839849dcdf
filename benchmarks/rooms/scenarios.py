"""Everything that is played in the rooms, by name."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from benchmarks.rooms import asked, overheard
from benchmarks.rooms.bench import Bench
from benchmarks.rooms.trials import Trial

SCENARIOS: Final[Mapping[str, Callable[[Bench], Iterator[Trial]]]] = {
    "distance": asked.distances,
    "near": asked.near,
    "noise": asked.noise,
    "calls": asked.calls,
    "chats": asked.chatting,
    "people": asked.people,
    "barge-in": asked.barge_in,
    "barge-in-people": asked.barge_in_by_people,
    "after": asked.right_after,
    "own-voice": overheard.own_voice,
    "silence": overheard.silence,
    "babble": overheard.babble,
    "recordings": overheard.recordings,
}
"""Every scenario yields trials; what they mean is counted later."""
