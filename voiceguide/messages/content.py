"""What the content files say, as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

FROM: Final = "from"
"""The slot for what was before; an intent that has it has one other, for what is now."""
WHEN: Final = "when"
"""The slot for times of day: it holds every value of its lists in the order of the words, since
which time belongs to which part of the day, or is no longer meant, lies in that order."""


class Group(StrEnum):
    """The headings under which intents are listed."""

    ARTICLE = "article"
    TALKING = "talking"
    DOING = "doing"
    TELLING = "telling"
    EMERGENCY = "emergency"


@dataclass(frozen=True, slots=True)
class IntentEntry:
    """One row of `intents.yaml`."""

    name: str
    group: Group
    importance: int
    """3 emergency, 2 stop, 1 other commands, 0 the rest."""
    about: str
    example: str
    slots: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Slot to the names of the templates' lists whose values may fill it."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the article, which answers name as their source."""

    key: str
    title: str
    """As the article prints it."""
    spoken: str
    """As the assistant says it."""


@dataclass(frozen=True, slots=True)
class Part:
    """One breath of an answer; `More` goes on to the next."""

    say: str
    section: str | None = None
    """Key of the article's section that holds it; None when it isn't from the article."""


@dataclass(frozen=True, slots=True)
class Response:
    """All that is said for one intent."""

    intent: str
    parts: tuple[Part, ...]
    variants: Mapping[str, str] = field(default_factory=dict)
    """Other wordings by occasion, such as `nothing_yet`."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What the conversation may say."""

    publisher: str
    sections: Mapping[str, Section]
    responses: Mapping[str, Response]

    def texts(self) -> tuple[str, ...]:
        """Every text known word for word beforehand, without duplicates, first parts first."""
        parts = [response.parts for response in self.responses.values()]
        firsts = [own[0].say for own in parts if own]
        rest = [part.say for own in parts for part in own[1:]]
        fixed = [
            text
            for response in self.responses.values()
            for text in response.variants.values()
            if "{" not in text
        ]
        return tuple(dict.fromkeys(firsts + fixed + rest))
