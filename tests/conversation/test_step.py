"""What is said next, whatever was said before."""

import pytest

from tests.conversation.talk import Talk
from voiceguide.content.pack import Pack
from voiceguide.messages.effects import LOUDEST, QUIETEST, Effect, Loudness, Say, Silence


def after(pack: Pack, *names: str) -> tuple[Talk, tuple[Effect, ...]]:
    """The conversation and the last effects once these intents were heard in turn."""
    talk, effects = Talk(pack), tuple[Effect, ...]()
    for name in names:
        talk.finish_speaking()
        effects = talk.hear(name)
    return talk, effects


def said(pack: Pack, *names: str) -> str:
    """What is said last."""
    (effect,) = (effect for effect in after(pack, *names)[1] if isinstance(effect, Say))
    return effect.text


def test_more_goes_on_through_the_parts_and_then_says_so(pack: Pack) -> None:
    parts = pack.answers.responses["WalkAmount"].parts
    assert len(parts) > 1
    for told in range(len(parts)):
        assert said(pack, "WalkAmount", *["More"] * told) == parts[told].say
    end = pack.answers.responses["More"].variants["nothing_more"]
    assert said(pack, "WalkAmount", *["More"] * len(parts)) == end


def test_small_talk_does_not_lose_the_subject(pack: Pack) -> None:
    parts = pack.answers.responses["WalkAmount"].parts
    assert said(pack, "WalkAmount", "Thanks", "More") == parts[1].say


def test_repeat_says_the_last_thing_again(pack: Pack) -> None:
    assert said(pack, "WalkAmount", "More", "Repeat") == said(pack, "WalkAmount", "More")


def test_source_names_the_section_of_what_was_said_last(pack: Pack) -> None:
    told = said(pack, "KneeToChestInfo", "Source")
    assert pack.answers.sections["knee-to-chest"].spoken in told
    assert pack.answers.publisher in told


@pytest.mark.parametrize("name", ["More", "Repeat", "Source"])
def test_with_nothing_said_yet_it_says_so(pack: Pack, name: str) -> None:
    assert said(pack, name) == pack.answers.responses[name].variants["nothing_yet"]


def test_an_emergency_is_told_as_not_from_the_article(pack: Pack) -> None:
    told = said(pack, "Emergency", "Source")
    assert told == pack.answers.responses["Source"].variants["not_article"]


def test_stop_is_silence_and_nothing_else(pack: Pack) -> None:
    assert after(pack, "WalkAmount", "Stop")[1] == (Silence(),)


def test_loudness_stays_within_its_limits(pack: Pack) -> None:
    talk, effects = after(pack, *["Louder"] * 20)
    assert talk.conversation.loudness == LOUDEST
    assert Loudness(LOUDEST) in effects
    assert said(pack, *["Louder"] * 20) == pack.answers.responses["Louder"].variants["limit"]
    assert after(pack, *["Quieter"] * 20)[0].conversation.loudness == QUIETEST


def test_silence_gets_a_plea_to_say_it_again(pack: Pack) -> None:
    assert said(pack, "") == pack.answers.responses["_hearing"].variants["not_caught"]


def test_while_it_speaks_louder_is_heard_rather_than_told(pack: Pack) -> None:
    talk = Talk(pack)
    talk.hear("WalkAmount")
    assert talk.hear("Louder") == (Loudness(8),)


def test_going_on_without_a_session_means_more(pack: Pack) -> None:
    assert said(pack, "WalkAmount", "Resume") == said(pack, "WalkAmount", "More")
