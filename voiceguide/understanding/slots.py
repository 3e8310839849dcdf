"""Filling the slots of a freely worded utterance: the values of its lists, wherever they stand."""

from collections.abc import Iterator, Mapping, Sequence

from hassil.intents import Intents, RangeSlotList, SlotList, TextSlotList
from hassil.sample import sample_expression

from voiceguide.understanding.normalise import normalise

Slots = Mapping[str, Sequence[str]]
"""Slot to the lists that may fill it."""


class SlotFinder:
    """Finds values of hassil's lists in words."""

    def __init__(self, intents: Intents, declared: Mapping[str, Slots]) -> None:
        """`intents` holds the lists; `declared` the slots of each intent."""
        lists = intents.slot_lists
        self._declared = declared
        self._values = {name: dict(_values(values)) for name, values in lists.items()}
        self._longest = max(
            (len(words) for values in self._values.values() for words in values), default=0
        )

    def find(self, intent: str, words: str) -> dict[str, str]:
        """The slots of `intent` that normalised `words` fill.

        Slots of the same lists are filled in the order in which they are declared, from left to
        right; where there are fewer values than slots, the last slots get them: "it is stabbing
        now" tells what pain has become, not what it was.
        """
        slots = self._declared.get(intent, {})
        alike: dict[tuple[str, ...], list[str]] = {}
        for slot, lists in slots.items():
            alike.setdefault(tuple(lists), []).append(slot)
        filled: dict[str, str] = {}
        for lists, names in alike.items():
            found = self._found(lists, words.split())[: len(names)]
            filled.update(zip(names[len(names) - len(found) :], found, strict=True))
        return filled

    def _found(self, lists: Sequence[str], words: Sequence[str]) -> list[str]:
        """Values from left to right, each as long as possible, none overlapping another."""
        found, at = [], 0
        while at < len(words):
            for length in range(min(self._longest, len(words) - at), 0, -1):
                run = tuple(words[at : at + length])
                value = next(
                    (self._values[name][run] for name in lists if run in self._values[name]), None
                )
                if value is not None:
                    found.append(value)
                    at += length
                    break
            else:
                at += 1
        return found


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
