"""Whether hearing doubtful speech a second time helps: docs/recogniser.md, "Heard twice".

python benchmarks/heard_twice.py [WORDINGS]
"""

import sys
from random import Random

import numpy as np
import soxr

from benchmarks.synthetic import DEVELOPED, synthesise
from benchmarks.tables import percent, table
from voiceguide.assembly import make_matcher, make_pack
from voiceguide.content.files import data_folder
from voiceguide.content.pack import read_wordings
from voiceguide.hearing.engines.vosk_recogniser import VoskRecogniser
from voiceguide.hearing.recording import transcribe
from voiceguide.hearing.second_hearing import SecondHearing
from voiceguide.messages.audio import SAMPLE_RATE, Samples
from voiceguide.messages.intents import OUT_OF_SCOPE
from voiceguide.messages.speech import Hypothesis
from voiceguide.model_choice import model_folder
from voiceguide.settings import Settings

FACTORS = (0.92, 0.85, 0.8)
WORDINGS = 360


def larger(samples: Samples, factor: float) -> Samples:
    """Slower and lower by `factor`."""
    slow = soxr.resample(samples.astype(np.float32), SAMPLE_RATE * factor, SAMPLE_RATE)
    lowered: Samples = np.clip(np.rint(slow), -32768, 32767).astype(np.int16)
    return lowered


def main(count: int) -> None:
    settings = Settings()
    matcher = make_matcher(settings, make_pack(settings))
    folder = data_folder("intents") / "tests" / "en"
    cases = [
        (path.stem, line) for path in sorted(folder.glob("*.txt")) for line in read_wordings(path)
    ]
    cases = Random(3).sample(cases, min(count, len(cases)))
    once = VoskRecogniser(model_folder(settings))
    twice = SecondHearing(once.another(), once.another())
    heard: dict[str, list[Hypothesis]] = {}
    for number, (_, line) in enumerate(cases):
        sound = synthesise(line, DEVELOPED[number % len(DEVELOPED)], 158)
        heard.setdefault("once", []).append(transcribe(once, sound))
        for factor in FACTORS:
            slow = transcribe(once, larger(sound, factor))
            heard.setdefault(f"always by {factor}", []).append(slow)
        heard.setdefault("twice where doubtful", []).append(transcribe(twice, sound))
    rows = []
    for way, hypotheses in heard.items():
        found = [matcher.match(one).name or OUT_OF_SCOPE for one in hypotheses]
        own = [
            got == wanted
            for (wanted, _), got in zip(cases, found, strict=True)
            if wanted != OUT_OF_SCOPE
        ]
        foreign = [
            got != OUT_OF_SCOPE
            for (wanted, _), got in zip(cases, found, strict=True)
            if wanted == OUT_OF_SCOPE
        ]
        shares = [percent(sum(side) / max(1, len(side))) for side in (own, foreign)]
        rows.append([way, *shares])
    print(table(["heard", "in scope understood", "out of scope answered"], rows))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else WORDINGS)
