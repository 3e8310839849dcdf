"""What synthetic voices are given to say.

Every tenth example twice over (lines 1 and 2 of ten) is never spoken: `benchmarks/recogniser.py`
chooses and reports with those, so that what is measured there is new wordings.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from models.make.sphinx import DICTIONARY, folder
from voiceguide.content.pack import read_pack
from voiceguide.language.paths import template_paths
from voiceguide.messages.intents import OUT_OF_SCOPE

HELD_OUT: Final = (1, 2)
_FOLDS: Final = 10
_SEED: Final = 3
SHORT: Final = tuple(
    "yes no up down left right on off stop go yeah nope okay pause wait next back help more again "
    "slower faster louder quieter resume repeat continue ready done ow ouch sorry please thanks "
    "hello goodbye zero one two three four five six seven eight nine ten".split()
)
"""Words said alone, those of the steering commands above all."""


@dataclass(frozen=True, slots=True)
class Wordings:
    """Sentences by kind; how often each kind is drawn is `_SHARES`."""

    examples: Sequence[str]
    others: Sequence[str]
    templates: Sequence[str]
    short: Sequence[str]
    words: Sequence[str]
    """Every word of the CMU dictionary, for sounds in all neighbourhoods."""

    def draw(self, random: Random) -> str:
        """One sentence."""
        kinds = (self.examples, self.others, self.templates, self.short)
        at = random.choices(range(len(kinds) + 1), _SHARES)[0]
        if at < len(kinds):
            return random.choice(kinds[at])
        return " ".join(random.choices(self.words, k=random.randint(2, 7)))


_SHARES: Final = (0.38, 0.14, 0.12, 0.14, 0.22)
"""Of examples, out-of-scope examples, templates, short words, dictionary words."""


def read_wordings(content: Path) -> Wordings:
    """What may be spoken of the content folder's wordings, and the dictionary's words."""
    pack = read_pack(content)
    drawn = template_paths([pack.templates, pack.red_flags]).sample(4000, _SEED)
    kept = {name: _kept(lines) for name, lines in pack.examples.items()}
    return Wordings(
        examples=[line for name, own in kept.items() if name != OUT_OF_SCOPE for line in own],
        others=kept[OUT_OF_SCOPE],
        templates=[" ".join(words) for words in drawn],
        short=SHORT,
        words=_dictionary(),
    )


def _kept(lines: Sequence[str]) -> list[str]:
    return [line for at, line in enumerate(lines) if at % _FOLDS not in HELD_OUT]


def _dictionary() -> list[str]:
    """Words of letters only: no variants of pronunciation, no abbreviations."""
    lines = (folder() / DICTIONARY).read_text(encoding="utf-8").splitlines()
    words = (line.split()[0] for line in lines if line.strip())
    return [word for word in words if word.isalpha() and len(word) > 1]
