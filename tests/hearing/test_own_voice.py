"""The assistant's own voice, back from the room, is never taken for an order; a person's is."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace

import numpy as np
import pytest

from tests.asking import ASKING
from tests.hearing.test_vosk_recogniser import hush
from voiceguide.assembly import (
    Parts,
    fixed_texts,
    make_brief_memory,
    make_listener,
    make_parts,
    make_phrases,
)
from voiceguide.hearing.echo import EchoCanceller
from voiceguide.hearing.engines.kalman_echo import KalmanEcho
from voiceguide.hearing.listener import Listener
from voiceguide.hearing.listening import Moment
from voiceguide.hearing.own_voice import OwnVoice
from voiceguide.hearing.tuning import SAID
from voiceguide.messages.audio import BLOCK, SAMPLE_RATE, Samples
from voiceguide.messages.speech import Hypothesis, Word
from voiceguide.settings import Settings
from voiceguide.speaking.phrases import Phrases
from voiceguide.speaking.voice import Voice

FEW, SHORT, TELLING_MOST = 2, 3, 12
"""Words; what is longer is never heard as one command, and all of it would take minutes."""
TELLING = ("pause", "stop", "resume")
SEEDS = (3, 4, 5)
ECHO = 0.3
"""How loud it comes back."""


@pytest.fixture(scope="module")
def parts() -> Parts:
    return make_parts(Settings(), make_brief_memory())


@pytest.fixture(scope="module")
def phrases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Phrases]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        with closing(make_phrases(Settings())) as made:
            yield made


def tells(text: str) -> bool:
    return any(word in text.casefold() for word in TELLING)


def whole(samples: Samples) -> Samples:
    return np.concatenate([samples, np.zeros(-len(samples) % BLOCK, np.int16)])


def said_over(ears: Listener, played: Samples, person: Samples, saying: str) -> list[str]:
    """What is heard while `played` sounds, comes back, and a person speaks in the same room."""
    heard = []
    for at in range(0, len(played), BLOCK):
        own, theirs = played[at : at + BLOCK], person[at : at + BLOCK]
        block = (ECHO * own + theirs).astype(np.int16)
        one = ears.hear(block, Moment(own, speaking=True, saying=saying, asked=True))
        if one is not None:
            heard.append(one.text)
    return heard


def test_nothing_it_says_sounds_like_an_order_to_itself(parts: Parts, phrases: Phrases) -> None:
    """From a room that it doesn't know yet on."""
    ears = make_listener(parts)
    texts = [
        text
        for text in fixed_texts(parts)
        if len(text.split()) <= (TELLING_MOST if tells(text) else SHORT)
    ]
    taken = []
    for text in texts:
        spoken = whole(np.concatenate([phrases.phrase(text), np.zeros(BLOCK * 10, np.int16)]))
        taken += [(heard, text) for heard in said_over(ears, spoken, 0 * spoken, text)]
    assert len(texts) > 20
    assert not taken


def heard_after(ears: Listener, played: Samples, person: Samples, saying: str) -> list[Hypothesis]:
    """The same until `played` is over, and what is heard in two seconds after it."""
    said_over(ears, played, person, saying)
    silence, rest = np.zeros(BLOCK, np.int16), person[len(played) :]
    heard = []
    for at in range(0, 2 * SAMPLE_RATE, BLOCK):
        block = rest[at : at + BLOCK] if at + BLOCK <= len(rest) else silence
        heard.append(ears.hear(block, Moment(guiding=True)))
    return [one for one in heard if one is not None]


def test_once_it_is_silent_it_obeys_none_of_what_it_said(parts: Parts, phrases: Phrases) -> None:
    """Words that began over its own voice, in a room that it doesn't know yet, and end after it.

    The s of "this" alone is a "shh", but none that has any support.
    """
    texts = [text for text in fixed_texts(parts) if len(text.split()) <= FEW]
    taken = []
    for text in texts:
        played = whole(phrases.phrase(text))
        heard = heard_after(make_listener(parts), played, 0 * played, text)
        taken += [(one, text) for one in heard if one.support >= SAID]
    assert len(texts) > 10
    assert not taken


def test_a_command_that_begins_over_its_last_word_is_heard(
    parts: Parts, phrases: Phrases, voice: Voice
) -> None:
    text = max(fixed_texts(parts), key=len)
    played = whole(phrases.phrase(text))[: 8 * SAMPLE_RATE]
    command = whole(voice.synthesise("stop", ASKING))
    person = np.concatenate([np.zeros(len(played) - 10 * BLOCK, np.int16), command])
    (heard,) = heard_after(make_listener(parts), played, person, text)
    assert heard.text == "stop"


def test_its_own_voice_alone_would_be_taken_for_one(parts: Parts, phrases: Phrases) -> None:
    """The test above tests something: the same sound from a person counts."""
    ears = make_listener(parts)
    said = whole(np.concatenate([hush(0.5), phrases.phrase("Stop."), hush(0.5)]))
    assert said_over(ears, 0 * said, said, "Walk for ten minutes.") == ["stop"]


@pytest.mark.parametrize("word", ["stop", "pause"])
def test_a_person_s_command_over_it_is_heard(
    parts: Parts, phrases: Phrases, voice: Voice, word: str
) -> None:
    ears = make_listener(parts)
    text = max(fixed_texts(parts), key=len)
    played = whole(phrases.phrase(text))[: 8 * SAMPLE_RATE]
    person = np.zeros_like(played)
    command = voice.synthesise(word, ASKING)
    person[5 * SAMPLE_RATE :][: len(command)] = command
    # "Stop" once or, in the echo, twice: the same order.
    assert [set(heard.split()) for heard in said_over(ears, played, person, text)] == [{word}]


class Untold(KalmanEcho):
    """One that never says that the echo went astray."""

    astray = False


def taken_while_blocks_are_lost(
    parts: Parts, phrases: Phrases, echo: Callable[[], EchoCanceller], seed: int
) -> list[str]:
    """The orders it gives itself while its voice comes back as loud as it was played, and every
    two seconds some blocks sooner or later."""
    ears, random = make_listener(parts, echo=echo), np.random.default_rng(seed)
    every, late, taken = 2 * SAMPLE_RATE, 6, []
    for text in sorted(fixed_texts(parts), key=len)[-10:]:
        played = whole(phrases.phrase(text))
        moves = random.choice([-3, -2, -1, 1, 2, 3], len(played) // every + 1)
        delays = BLOCK * np.clip(late + np.cumsum(moves), 1, 11)
        heard_at = np.arange(len(played))
        back = played[np.maximum(heard_at - delays[heard_at // every], 0)]
        for start in range(0, len(played), BLOCK):
            block = slice(start, start + BLOCK)
            moment = Moment(played[block], speaking=True, saying=text, guiding=True)
            if (heard := ears.hear(back[block], moment)) is not None:
                taken.append(heard.text)
    return taken


def test_where_a_sound_card_loses_blocks_it_seldom_gives_itself_orders(
    parts: Parts, phrases: Phrases
) -> None:
    """One seed alone holds two to seven such orders: too few to compare."""
    told, untold = (
        [
            order
            for seed in SEEDS
            for order in taken_while_blocks_are_lost(parts, phrases, echo, seed)
        ]
        for echo in (KalmanEcho, Untold)
    )
    assert 2 * len(told) < len(untold), (told, untold)


BEEP = (3000 * np.sin(np.arange(BLOCK) / 3)).astype(np.int16)
COMMAND = Hypothesis("stop", (Word("stop", 1.0, 0.0, 0.4),))


def remembered(saying: str, left: float, before: float = 0.0) -> OwnVoice:
    """Two seconds: of the microphone's power the canceller left `before`, then `left`."""
    own = OwnVoice()
    for share, blocks in ((before, 60), (left, 40)):
        for _ in range(blocks):
            own.note(BEEP, (np.sqrt(share) * BEEP).astype(np.int16), BEEP, saying)
    return own


def much_louder(saying: str) -> OwnVoice:
    """Two seconds of echo of which nothing was cancelled, at the end with a far louder sound."""
    own = OwnVoice()
    for loudness, blocks in ((0.01, 70), (1.0, 30)):
        for _ in range(blocks):
            heard = (loudness * BEEP).astype(np.int16)
            own.note(heard, heard, BEEP, saying)
    return own


def test_what_the_canceller_takes_away_is_its_own_and_what_it_leaves_a_person_s() -> None:
    assert remembered("Anything.", left=0.01).is_heard(COMMAND)
    assert not remembered("Anything.", left=0.9).is_heard(COMMAND)
    # Known by sound, words don't matter: a person may say what it is saying.
    assert not remembered("Stop when it hurts.", left=0.9).is_heard(COMMAND)


@pytest.mark.parametrize("saying", ["Stop when it hurts.", "Walk until I say stop.", "It stopped!"])
def test_while_it_learns_the_room_words_like_those_being_said_are_its_own(saying: str) -> None:
    assert remembered(saying, left=0.9, before=0.9).is_heard(COMMAND)


def test_a_command_is_looked_at_where_it_was_said() -> None:
    """A person's word, then its own voice for as long."""
    own = remembered("Walk until it hurts.", left=0.01)
    for share in (1.0, 0.01):
        for _ in range(30):
            own.note(BEEP, (np.sqrt(share) * BEEP).astype(np.int16), BEEP, "Walk until it hurts.")
    assert not own.is_heard(replace(COMMAND, ago=0.75))
    assert own.is_heard(COMMAND)
    # Longer ago than anything is remembered: the oldest is looked at.
    assert own.is_heard(replace(COMMAND, ago=60.0))


def test_what_is_much_louder_than_its_echo_is_a_person_s() -> None:
    assert not much_louder("Stop when it hurts.").is_heard(COMMAND)


def test_words_like_those_being_said_must_be_left_more_clearly() -> None:
    assert remembered("Walk until I say stop.", left=0.3).is_heard(COMMAND)
    assert not remembered("Walk until it hurts.", left=0.3).is_heard(COMMAND)


def test_while_it_learns_the_room_other_words_are_a_person_s_if_most_is_left() -> None:
    assert not remembered("Walk until it hurts.", left=0.9, before=0.9).is_heard(COMMAND)
    assert remembered("Walk until it hurts.", left=0.4, before=0.9).is_heard(COMMAND)


def test_what_was_hardly_cancelled_is_a_person_s_only_if_it_is_louder() -> None:
    assert remembered("Anything.", left=0.9).is_heard(COMMAND, astray=True)
    assert not much_louder("Anything.").is_heard(COMMAND, astray=True)
