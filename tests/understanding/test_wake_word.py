"""The wake word: alone, in front of a sentence, or not there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voiceguide.content.pack import Pack
from voiceguide.messages.speech import UNKNOWN, Hypothesis, Word
from voiceguide.understanding.wake_word import WakeWord


@pytest.fixture(scope="module")
def wake(pack: Pack) -> WakeWord:
    return WakeWord(pack.wake)


def heard(text: str) -> Hypothesis:
    """As the recogniser writes it, a word every half second."""
    words = [Word(word, 0.9, at / 2, at / 2 + 0.4) for at, word in enumerate(text.split())]
    return Hypothesis(text, tuple(words), "stop", 12.5)


@pytest.mark.parametrize("called", ["hey guide", "Hey, Guide!", "okay voice guide"])
def test_alone_it_calls_and_nothing_is_left(wake: WakeWord, called: str) -> None:
    woken, rest = wake.split(heard(called))
    assert woken
    assert (rest.text, rest.words) == ("", ())


def test_what_follows_it_is_what_was_said(wake: WakeWord) -> None:
    said = heard("hey guide should i walk today")
    woken, rest = wake.split(said)
    assert woken
    assert rest.text == "should i walk today"
    assert rest.words == said.words[2:]
    assert (rest.doubted, rest.support) == (said.doubted, said.support)


def test_unknown_words_after_it_stay_unknown(wake: WakeWord) -> None:
    said = heard(f"hey {UNKNOWN} guide {UNKNOWN} stop")
    woken, rest = wake.split(said)
    assert woken
    assert rest.text == f"{UNKNOWN} stop"
    assert rest.words == said.words[3:]


def test_the_longer_phrase_is_taken_whole(wake: WakeWord) -> None:
    assert wake.rest("hey voice guide stop") == "stop"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hey",
        "guide",
        "hey guides",
        "guide me through child's pose",
        "hello",
        "okay guided",
        "i said hey guide",
        "heyguide",
    ],
)
def test_anything_else_is_left_as_it_was_heard(wake: WakeWord, text: str) -> None:
    said = heard(text)
    assert wake.split(said) == (False, said)
    assert wake.rest(text) == text


def test_typed_text_has_no_words_with_times(wake: WakeWord) -> None:
    assert wake.split(Hypothesis("hey guide stop")) == (True, Hypothesis("stop"))


def test_other_talk_in_front_is_no_word_and_costs_nothing(wake: WakeWord) -> None:
    said = heard(f"{UNKNOWN} hey guide stop")
    woken, rest = wake.split(said)
    assert woken
    assert (rest.text, rest.words) == ("stop", said.words[3:])


def test_without_phrases_nothing_calls() -> None:
    nobody = WakeWord([])
    assert nobody.split(heard("hey guide")) == (False, heard("hey guide"))
    assert WakeWord([""]).split(heard("stop")) == (False, heard("stop"))


@given(st.lists(st.sampled_from("hey hi okay voice guide stop walk today".split())))
def test_it_takes_a_wake_phrase_from_the_front_and_nothing_else(said: list[str]) -> None:
    wake = WakeWord(["hey guide", "hey voice guide", "okay guide"])
    text = " ".join(said)
    woken, rest = wake.split(heard(text))
    assert text.endswith(rest.text)
    taken = text.removesuffix(rest.text).strip()
    assert taken in (["hey guide", "hey voice guide", "okay guide"] if woken else [""])
    assert [word.text for word in rest.words] == rest.text.split()
