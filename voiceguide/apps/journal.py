"""What happened in a conversation, in time order, as `voiceguide rehearse --json` prints it."""

from collections.abc import Sequence
from typing import Any

from voiceguide.assistant import Deed
from voiceguide.messages.effects import Say, Silence, Tell
from voiceguide.mind import Turn

Happening = dict[str, Any]
"""One object of the output: `at` in seconds, `kind`, and what belongs to the kind."""


class Journal:
    """Gathers happenings from an assistant's turns and deeds."""

    def __init__(self) -> None:
        self._happened: list[Happening] = []
        self._state = ""

    def turn(self, turn: Turn) -> None:
        """Something was heard."""
        self._note(turn.now, "heard", text=turn.heard.text, intent=turn.intent.name)

    def deed(self, deed: Deed) -> None:
        """Something is done; speech and silence cut what was being said."""
        match deed.effect:
            case Say(text):
                self._cut(deed.now)
                self._note(deed.starts, "said", text=text, until=deed.ends)
            case Silence():
                self._cut(deed.now)
            case Tell(text, chime, step, left):
                if chime is not None:
                    self._note(deed.starts, "chime", chime=str(chime), until=deed.ends)
                if text:
                    told = {"text": text, "step": step, "left": left, "until": deed.ends}
                    self._note(deed.starts, "cue", **told)

    def state(self, now: float, state: str) -> None:
        """What goes on at `now`; only changes are noted."""
        if state != self._state:
            self._state = state
            self._note(now, "state", state=state)

    def happened(self) -> Sequence[Happening]:
        """All of it, in time order; times in seconds, to the millisecond."""
        ordered = sorted(self._happened, key=lambda happening: happening["at"])
        return [{key: _rounded(value) for key, value in one.items()} for one in ordered]

    def _note(self, at: float, kind: str, **what: object) -> None:
        self._happened.append({"at": at, "kind": kind, **what})

    def _cut(self, now: float) -> None:
        """What hasn't begun is never said; what is being said ends now."""
        self._happened = [one for one in self._happened if "until" not in one or one["at"] <= now]
        for one in self._happened:
            if "until" in one:
                one["until"] = min(one["until"], now)


def told(happening: Happening) -> str:
    """One line for people."""
    rest = [value for key, value in happening.items() if key not in ("at", "kind", "until")]
    words = " · ".join(str(value) for value in rest if value != "")
    return f"{happening['at']:7.2f}  {happening['kind']:6} {words}"


def _rounded(value: object) -> object:
    return round(value, 3) if isinstance(value, float) else value
