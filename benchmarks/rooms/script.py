"""What is said in the rooms, and in which state of the conversation it means something."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from itertools import islice
from typing import Final

from benchmarks.rooms.stage import Stage
from voiceguide.assembly import Parts
from voiceguide.content.files import data_folder
from voiceguide.content.pack import read_wordings
from voiceguide.messages.content import Group
from voiceguide.messages.intents import EMERGENCY
from voiceguide.messages.speech import Hypothesis


class State(StrEnum):
    """How the conversation stands when something is said."""

    IDLE = "idle"
    HOLDING = "holding"
    PAUSED = "paused"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, what it should be taken for, and where."""

    text: str
    intent: str
    state: State = State.IDLE
    closed: bool = True
    """Whether the sentence is whole: nothing that we know goes on from it."""


COMMANDS: Final = (
    Said("stop", "Stop", State.HOLDING),
    Said("pause", "Pause", State.HOLDING),
    Said("yes", "Yes", State.ASKED),
    Said("no", "No", State.ASKED),
    Said("how long is left", "TimeLeft", State.HOLDING),
    Said("resume", "Resume", State.PAUSED),
    Said("next", "NextStep", State.HOLDING),
    Said("louder", "Louder", State.HOLDING),
    Said("slower", "Slower", State.HOLDING),
    Said("go back", "PreviousStep", State.HOLDING),
    Said("say that again", "Repeat", State.HOLDING),
    Said("it's getting worse", "PainWorse", State.HOLDING),
)
INTERRUPTING: Final = (
    Said("stop", "Stop"),
    Said("be quiet", "Stop"),
    Said("stop", "Stop"),
    Said("louder", "Louder"),
    Said("stop", "Stop"),
    Said("pause", "Pause"),
)
"""Half of them "stop": said while the assistant speaks."""
PEOPLE: Final = {
    "stop": Said("stop", "Stop", State.HOLDING),
    "yes": Said("yes", "Yes", State.ASKED),
    "no": Said("no", "No", State.ASKED),
    "pause": Said("pause", "Pause", State.HOLDING),
    "next": Said("next", "NextStep", State.HOLDING),
    "resume": Said("resume", "Resume", State.PAUSED),
}
"""Words of which there are recordings of people."""
ASKING: Final = "should i walk today"
"""Answered with a question."""
_EACH: Final = 4
"""Questions of an intent."""
_LONGEST: Final = 60
"""Letters of what is said."""
WALK, MINUTES = "walk", 10
"""A hold in which the assistant says nothing for minutes."""


def questions(parts: Parts, count: int, seed: int) -> list[Said]:
    """Questions that nobody wrote among the examples, an intent after the other."""
    article = [name for name, one in parts.pack.intents.items() if one.group is Group.ARTICLE]
    asked = [list(islice(understood(parts, name, seed), _EACH)) for name in article]
    return [said for row in zip(*asked, strict=True) for said in row][:count]


def calls_for_help(parts: Parts, count: int, seed: int) -> list[Said]:
    """Calls for help that nobody wrote among the examples."""
    return list(islice(understood(parts, EMERGENCY, seed), count))


def understood(parts: Parts, name: str, seed: int) -> Iterator[Said]:
    """Unseen wordings of an intent that are understood when they are typed.

    What is asked here is what a room takes away. They are drawn by their own digest, so that few
    are others when wordings are added.
    """

    def drawn(line: str) -> bytes:
        return sha256(f"{seed} {line}".encode()).digest()

    file = data_folder("intents") / "tests" / "en" / f"{name}.txt"
    for line in sorted(read_wordings(file), key=drawn):
        if len(line) < _LONGEST and parts.matcher.match(Hypothesis(line)).name == name:
            yield Said(line, name, closed=False)


def reach(stage: Stage, state: State) -> None:
    """Begin anew and bring the conversation into `state`, the assistant silent."""
    stage.begin()
    assistant = stage.assistant
    if state is State.ASKED:
        stage.hand(ASKING)
        stage.skip(lambda: not assistant.speaking)
    if state in (State.HOLDING, State.PAUSED):
        assistant.begin(WALK, MINUTES)
        stage.skip(lambda: assistant.doing == "holding" and not assistant.speaking)
    if state is State.PAUSED:
        stage.hand("pause")
        stage.skip(lambda: not assistant.speaking)


def babble_texts() -> Sequence[str]:
    """What a television or a family says."""
    asked = read_wordings(data_folder("intents") / "tests" / "en" / "OutOfScope.txt")
    return [*asked, *TALK]


TALK: Final = (
    "good evening and welcome to the six o'clock news",
    "the minister told reporters that the talks will go on until friday",
    "rain will spread from the west and it will be windy along the coast",
    "he passes to the left and there is the shot and oh what a save",
    "now fold the flour in gently and leave the dough to rest for an hour",
    "no i never said that and you know it",
    "yes well that is what they all say isn't it",
    "we have to stop meeting like this he whispered",
    "the next train to the north leaves from platform four",
    "could you pass me the salt please",
    "and after the break we talk to the man who walked across the desert",
    "prices have gone up again and nobody seems to know how to stop it",
    "come on let's go we are going to be late for the match",
    "it was raining hard when the old ship came into the harbour",
    "i can't believe she left him standing there in front of everyone",
    "turn it down a bit will you the baby is asleep",
    "in the second half the visitors looked much better",
    "the doctor will see you now mrs green",
    "there was once a miller who had three sons and a cat",
    "how much longer is this film going to take",
    "you take the second street on the right and then go straight on",
    "our guest tonight has written a book about the history of bread",
    "that was the last song from their new record",
    "don't forget to put the bins out before you go to bed",
    "all the king's horses stood waiting in the yard below",
    "she walked slowly down the stairs and listened at the door",
    "do you want tea or coffee with that",
    "police are looking for two men who were seen near the bank",
    "okay one more time from the beginning and a bit faster please",
    "thank you very much and good night from all of us here",
    "he had worked in that garden for more than thirty years",
    "the children ran back to the house when they heard the bell",
    "call now and you will get the second one for half the price",
    "my mother used to say that rest is the best medicine",
    "what time does the game start tonight",
    "wait a minute i think somebody is at the door",
    "the red team needs ten points to win with five minutes left",
    "they pulled back the curtain and there was nobody there",
    "please keep the noise down the neighbours are complaining",
    "i have told you a hundred times not to leave your shoes there",
)
