"""pocketsphinx itself, for comparison: no noise removal, its mean over the whole utterance."""

import tempfile
from pathlib import Path

from benchmarks.expected import Expected, Listen
from models.make.alignment import decoder, without_noise_removal
from voiceguide.messages.audio import Samples
from voiceguide.messages.speech import Hypothesis


class Sphinx:
    """It has no `[unk]` and no grammar of ours: those rows are left out."""

    name = "pocketsphinx"

    def __init__(self) -> None:
        self._scratch = tempfile.TemporaryDirectory()
        self._model = without_noise_removal(Path(self._scratch.name) / "en-us")

    def listener(self, expected: Expected) -> Listen | None:
        """Templates without slots are JSGF, too."""
        rule = expected.template or f"({' | '.join(expected.words)})"
        if expected.corpus:
            return None
        grammar = self._model.with_suffix(".jsgf")
        grammar.write_text(
            f"#JSGF V1.0;\ngrammar said;\npublic <said> = {rule};\n", encoding="utf-8"
        )
        engine = decoder(self._model, jsgf=str(grammar), lm=None, bestpath=False)

        def listen(samples: Samples) -> Hypothesis:
            engine.start_utt()
            engine.process_raw(samples.tobytes(), full_utt=True)
            engine.end_utt()
            found = engine.hyp()
            return Hypothesis(found.hypstr if found else "")

        return listen
