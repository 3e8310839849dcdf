"""Prepared phrases: what is said often is spoken once and kept."""

import threading
from collections import OrderedDict
from collections.abc import Iterable
from pathlib import Path
from typing import Final, Protocol

from voiceguide.messages.audio import SAMPLE_RATE, Samples
from voiceguide.speaking.phrase_files import PhraseFiles
from voiceguide.speaking.voice import Voice, VoiceStyle

MEMORY_BYTES: Final = 16 * 1024 * 1024
"""Sound held in memory: 8 minutes, the last used; the rest is on disk, a few milliseconds away."""


class Speech(Protocol):
    """Where spoken texts come from. Raises Trouble when there is no voice."""

    def phrase(self, text: str) -> Samples:
        """The spoken text: mono int16 at 16 kHz, read-only."""
        ...

    def lasts(self, text: str) -> float:
        """Seconds that the spoken text takes."""
        ...


class Phrases:
    """A voice that remembers. One thread may prepare while another asks for phrases.

    Only prepared texts, which are the same for everyone, go to disk: a phrase made in a
    conversation may tell of the person's pain and stays in memory.
    """

    def __init__(
        self,
        voice: Voice,
        style: VoiceStyle,
        folder: Path | None = None,
        memory_bytes: int = MEMORY_BYTES,
    ) -> None:
        """`folder` is made when needed; None keeps nothing on disk."""
        self._voice = voice
        self._style = style
        manner = f"{voice.engine}\0{style.name}\0{style.words_per_minute}"
        self._files = PhraseFiles(folder, manner) if folder is not None else None
        self._room = memory_bytes
        self._kept: OrderedDict[str, Samples] = OrderedDict()
        self._keeping = threading.Lock()
        # Apart from `_keeping`, so that a phrase in memory never waits for a synthesis.
        self._speaking = threading.Lock()

    def phrase(self, text: str) -> Samples:
        """The spoken text: mono int16 at 16 kHz, read-only. Raises Trouble from the voice."""
        ready = self.ready(text)
        return ready if ready is not None else self._keep(text, self._spoken(text))

    def ready(self, text: str) -> Samples | None:
        """The same without asking the voice; None for a text that it has yet to speak."""
        kept = self._recall(text)
        if kept is not None:
            return kept
        stored = self._stored(text)
        return self._keep(text, stored) if stored is not None else None

    def lasts(self, text: str) -> float:
        """Seconds that the spoken text takes; it is made when it isn't there yet."""
        return len(self.phrase(text)) / SAMPLE_RATE

    def prepare(self, texts: Iterable[str]) -> None:
        """Make every text ready to be said at once, in order. Raises Trouble from the voice.

        Takes about 15 ms a new text and may run in a thread of its own. Once memory is full the
        rest is kept on disk alone.
        """
        for text in texts:
            known = self._recall(text)
            samples = self._stored(text) if self._files is not None else known
            if samples is None:
                samples = known if known is not None else self._spoken(text)
                if self._files is not None:
                    self._files.put(text, samples)
            if samples.nbytes <= self._room:
                self._keep(text, samples)

    def close(self) -> None:
        """End the voice; what is kept stays. May be called twice."""
        with self._speaking:
            self._voice.close()

    def _recall(self, text: str) -> Samples | None:
        with self._keeping:
            if text in self._kept:
                self._kept.move_to_end(text)
            return self._kept.get(text)

    def _stored(self, text: str) -> Samples | None:
        return self._files.get(text) if self._files is not None else None

    def _spoken(self, text: str) -> Samples:
        with self._speaking:
            # The other thread may have spoken it while this one waited.
            kept = self._recall(text)
            return self._voice.synthesise(text, self._style) if kept is None else kept

    def _keep(self, text: str, samples: Samples) -> Samples:
        samples.flags.writeable = False
        with self._keeping:
            if text not in self._kept:
                self._kept[text] = samples
                self._room -= samples.nbytes
            while self._room < 0:
                _, oldest = self._kept.popitem(last=False)
                self._room += oldest.nbytes
            return samples
