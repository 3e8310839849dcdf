"""What every answer owes to the article."""

import re

import pytest

from voiceguide.content.pack import Pack
from voiceguide.messages.content import Group, Section
from voiceguide.understanding.normalise import normalise

COPIED_RUN = 8
SPOKEN_WORDS = 45
NUMBERS = set(
    """
    two three four five six seven eight nine ten eleven twelve fifteen twenty
    thirty forty fifty sixty seventy eighty ninety hundred half twice percent quarter
    """.split()
)
SAME_FIGURE = {"half": {"fifty"}, "two": {"twice"}}


def words(text: str) -> list[str]:
    return normalise(text).split()


def section_texts(article: str, sections: dict[str, Section]) -> dict[str, str]:
    """The article cut at the titles of its sections."""
    starts = {}
    for key, section in sections.items():
        title = section.title.replace("\u2019", "'")
        found = list(re.finditer(rf"(?m)^(\d\. )?{re.escape(title)}\s*$", article))
        assert found, f"the article has no heading {section.title!r}"
        starts[key] = found[0].start()
    order = sorted(starts, key=lambda key: starts[key])
    ends = [starts[key] for key in order[1:]] + [len(article)]
    return {key: article[starts[key] : end] for key, end in zip(order, ends, strict=True)}


def test_every_article_intent_names_its_section(pack: Pack) -> None:
    for name, entry in pack.intents.items():
        if entry.group is Group.ARTICLE:
            for part in pack.answers.responses[name].parts:
                assert part.section in pack.answers.sections, name


def test_every_section_exists_in_the_article(pack: Pack, article: str) -> None:
    texts = section_texts(article, dict(pack.answers.sections))
    assert all(len(text.split()) > 15 for text in texts.values())


def test_no_run_of_eight_words_is_copied(pack: Pack, article: str) -> None:
    source = f" {' '.join(words(article))} "
    for response in pack.answers.responses.values():
        for part in response.parts:
            said = words(part.say)
            for start in range(len(said) - COPIED_RUN + 1):
                run = " ".join(said[start : start + COPIED_RUN])
                assert f" {run} " not in source, f"{response.intent} copies: {run}"


def test_every_figure_stands_in_its_section(pack: Pack, article: str) -> None:
    texts = section_texts(article, dict(pack.answers.sections))
    for response in pack.answers.responses.values():
        for part in response.parts:
            if part.section is None:
                continue
            source = set(words(texts[part.section]))
            for figure in NUMBERS & set(words(part.say)):
                known = {figure} | SAME_FIGURE.get(figure, set())
                assert known & source, f"{response.intent}: {figure!r} is not in {part.section}"


def test_answers_are_short_enough_to_listen_to(pack: Pack) -> None:
    for text in pack.answers.texts():
        assert len(words(text)) <= SPOKEN_WORDS, text


def test_the_sellers_claims_are_told_as_the_sellers(pack: Pack) -> None:
    for part in pack.answers.responses["DeviceInfo"].parts:
        assert re.search(r"publisher|NeuroMD|seller|company", part.say), part.say


@pytest.mark.parametrize("name", ["Emergency"])
def test_an_emergency_is_sent_for_help_first(pack: Pack, name: str) -> None:
    first = pack.answers.responses[name].parts[0]
    assert "get medical help now" in first.say.lower()
    assert first.section is None
