"""Filling the slots of a freely worded utterance: the values of its lists, wherever they stand."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from hassil.intents import Intents, RangeSlotList, SlotList, TextSlotList
from hassil.sample import sample_expression

from voiceguide.messages.content import FROM, WHEN
from voiceguide.understanding.normalise import normalise

Slots = Mapping[str, Sequence[str]]
"""Slot to the lists that may fill it."""

_FORMERLY: Final = "formerly"
"""The list of words that such a value follows: "from", "it was in my"."""
_BACK_THEN: Final = "back_then"
"""And the list of those that follow it: "yesterday"."""
_JOINING: Final = frozenset({(), ("and",), ("or",)})
"""What stands between values that are told together: "sore and stiff"."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A value, and the words from `start` to `end` that stand for it."""

    start: int
    end: int
    value: str
    rank: int
    """Which of the lists searched holds it."""


class SlotFinder:
    """Finds values of hassil's lists in words."""

    def __init__(self, intents: Intents, declared: Mapping[str, Slots]) -> None:
        """`intents` holds the lists; `declared` the slots of each intent."""
        lists = intents.slot_lists
        self._declared = declared
        self._values = {name: dict(_values(values)) for name, values in lists.items()}
        self._skipped = frozenset(intents.skip_words)
        self._longest = max(
            (len(words) for values in self._values.values() for words in values), default=0
        )

    def find(self, intent: str, words: str) -> dict[str, str]:
        """The slots of `intent` that normalised `words` fill, in the order of the words.

        Slots of the same lists are filled in the order in which they are declared, from left to
        right; where there are fewer values than slots, the last slots get them. `when` gets all.
        """
        slots = self._declared.get(intent, {})
        spoken = [word for word in words.split() if word not in self._skipped]
        if WHEN in slots:
            values = [one.value for one in self._found(slots[WHEN], spoken)]
            return {WHEN: " ".join(values)} if values else {}
        if FROM in slots:
            return self._change(slots, spoken)
        alike: dict[tuple[str, ...], list[str]] = {}
        for slot, lists in slots.items():
            alike.setdefault(tuple(lists), []).append(slot)
        filled: list[tuple[_Found, str]] = []
        for lists, names in alike.items():
            found = self._found(lists, spoken)[: len(names)]
            filled.extend(zip(found, names[len(names) - len(found) :], strict=True))
        return {slot: found.value for found, slot in sorted(filled, key=_place)}

    def reads(self, intent: str) -> bool:
        """Whether the slots of `intent` lie in the order of its words, which no template keeps."""
        return WHEN in self._declared.get(intent, {})

    def _change(self, slots: Slots, words: Sequence[str]) -> dict[str, str]:
        """What was and what is now: the last that isn't said of before."""
        (now,) = set(slots) - {FROM}
        found = _joined(self._found([*slots[now], *slots[FROM]], words), words)
        former = self._former(found, words)
        lasting = [
            one for one in found if one not in former and self._is_in(slots[now], one, words)
        ]
        filled = {now: lasting[-1].value} if lasting else {}
        before = [
            one
            for one in found
            if one in former or (lasting and one.start < lasting[-1].start)
            if self._is_in(slots[FROM], one, words)
        ]
        return {FROM: before[0].value, **filled} if before else filled

    def _former(self, found: Sequence[_Found], words: Sequence[str]) -> list[_Found]:
        """Those that a word like "from" stands before, or one like "yesterday" after."""
        before = {one.end for one in self._runs(_FORMERLY, words)}
        after = {one.start for one in self._runs(_BACK_THEN, words)}
        return [one for one in found if one.start in before or one.end in after]

    def _runs(self, name: str, words: Sequence[str]) -> Iterator[_Found]:
        """Wordings of a list, wherever they begin."""
        for at in range(len(words) if name in self._values else 0):
            if (one := self._longest_at([name], words, at)) is not None:
                yield one

    def _is_in(self, lists: Collection[str], one: _Found, words: Sequence[str]) -> bool:
        run = tuple(words[one.start : one.end])
        return any(run in self._values[name] for name in lists)

    def _found(self, lists: Sequence[str], words: Sequence[str]) -> list[_Found]:
        """Values from left to right, none overlapping another."""
        found: list[_Found] = []
        at = 0
        while at < len(words):
            one = self._furthest(lists, words, at)
            if one is None:
                at += 1
                continue
            found.append(one)
            at = one.end
        # Words that are listed without a value only resemble one: "a six out of ten".
        return [one for one in found if one.value]

    def _furthest(self, lists: Sequence[str], words: Sequence[str], at: int) -> _Found | None:
        """The value that begins at `at`, unless one begins within it, reaches further and is in
        the same list or an earlier one: "at seven twenty" holds two times."""
        one = self._longest_at(lists, words, at)
        within = at + 1
        while one is not None and within < one.end:
            other = self._longest_at(lists, words, within)
            if other is not None and other.end > one.end and other.rank <= one.rank:
                one = other
            within += 1
        return one

    def _longest_at(self, lists: Sequence[str], words: Sequence[str], at: int) -> _Found | None:
        for end in range(min(at + self._longest, len(words)), at, -1):
            run = tuple(words[at:end])
            for rank, name in enumerate(lists):
                if run in self._values[name]:
                    return _Found(at, end, self._values[name][run], rank)
        return None


def _joined(found: Sequence[_Found], words: Sequence[str]) -> list[_Found]:
    """Of values that are told together the last."""
    return [
        one
        for one, other in zip_longest(found, found[1:])
        if other is None or tuple(words[one.end : other.start]) not in _JOINING
    ]


def _place(filled: tuple[_Found, str]) -> int:
    return filled[0].start


def _values(values: SlotList) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every wording of a list as words, with its value."""
    if isinstance(values, RangeSlotList):
        for number in map(int, values.get_numbers()):
            spoken = normalise(str(number))
            yield tuple(spoken.split()), str(number)
            yield tuple(spoken.replace("hundred ", "hundred and ").split()), str(number)
    elif isinstance(values, TextSlotList):
        for value in values.values:
            for wording in sample_expression(value.text_in):
                yield tuple(wording.split()), str(value.value_out)
