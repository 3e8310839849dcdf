"""A conversation on a virtual clock: things are heard, time goes by, what is said is noted."""

from dataclasses import dataclass, field

from voiceguide.content.pack import Pack
from voiceguide.conversation.knowledge import Knowledge
from voiceguide.conversation.state import Conversation
from voiceguide.conversation.step import step
from voiceguide.messages.effects import Effect, Say, Silence, Tell
from voiceguide.messages.events import Event, Finished, Heard, Tick
from voiceguide.messages.intents import Engine, Intent
from voiceguide.messages.memory import Past

WORD = 0.35
"""Seconds that a word takes to say."""


def lasts(text: str) -> float:
    return WORD * len(text.split())


@dataclass
class Talk:
    """Steps the conversation as the assistant does, without its sound."""

    pack: Pack
    past: Past = field(default_factory=Past)
    tick: float = 0.02
    now: float = 0.0
    conversation: Conversation = field(default_factory=Conversation)
    effects: list[tuple[float, Effect]] = field(default_factory=list)
    sounding_until: float = 0.0

    def hear(self, name: str, **slots: str) -> tuple[Effect, ...]:
        return self.event(Heard(self.now, Intent(name, 1.0, Engine.TEMPLATE, slots)))

    def event(self, event: Event) -> tuple[Effect, ...]:
        knowledge = Knowledge(self.pack.answers, self.pack.routines, lasts, self.past)
        self.conversation, effects = step(self.conversation, event, knowledge)
        for effect in effects:
            self.effects.append((self.now, effect))
            match effect:
                case Say(text):
                    self.sounding_until = self.now + lasts(text)
                case Tell(text):
                    self.sounding_until = max(self.sounding_until, self.now) + lasts(text)
                case Silence():
                    self.sounding_until = self.now
        return effects

    def wait(self, seconds: float, hearing: bool = False) -> None:
        """Let time go by; `hearing`: while the person is in the middle of saying something."""
        begun = self.now
        for number in range(1, round(seconds / self.tick) + 1):
            self.now = begun + number * self.tick
            if self.conversation.speaking and self.now >= self.sounding_until:
                self.event(Finished(self.now))
            self.event(Tick(self.now, hearing))

    def wait_for(self, doing: str, longest: float = 300.0) -> None:
        """Let time go by until that goes on."""
        until = self.now + longest
        while self.doing != doing:
            assert self.now < until, f"{self.doing}, never {doing}"
            self.wait(self.tick)

    def finish_speaking(self) -> None:
        while self.conversation.speaking:
            self.wait(self.tick)

    @property
    def doing(self) -> str:
        return self.conversation.doing(self.now)

    @property
    def hold_left(self) -> float | None:
        session = self.conversation.session
        return session.hold_left(self.now) if session else None

    def said(self) -> list[str]:
        """Every text said so far, cues included."""
        return [one.text for _, one in self.effects if isinstance(one, Say | Tell) and one.text]

    def told(self, kind: type[Effect]) -> list[Effect]:
        return [one for _, one in self.effects if isinstance(one, kind)]

    def words(self, intent: str, variant: str, **fill: object) -> str:
        return self.pack.answers.responses[intent].variants[variant].format(**fill)
