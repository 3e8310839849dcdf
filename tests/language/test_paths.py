import pytest
from hassil.intents import Intents
from hassil.sample import sample_intents

from voiceguide.content.pack import Pack
from voiceguide.language.paths import Paths, template_paths


def merged(*sentences: str) -> Intents:
    return Intents.from_dict(
        {
            "language": "en",
            "intents": {"One": {"data": [{"sentences": list(sentences)}]}},
            "expansion_rules": {"back": "(back|lower back)", "may": "(can|may) i"},
            "lists": {
                "place": {"values": ["left leg", "hip"]},
                "level": {"range": {"from": 0, "to": 21, "step": 7}},
            },
        }
    )


def written_out(paths: Paths, node: int = 0) -> list[str]:
    here = paths.nodes[node]
    ends = [""] if here.ending else []
    onward = [
        f"{word} {rest}" for word, _, after in here.onward for rest in written_out(paths, after)
    ]
    return sorted(" ".join(sentence.split()) for sentence in ends + onward)


@pytest.mark.parametrize(
    "template",
    [
        "stop",
        "[please] (stop|be quiet) [now]",
        "<may> walk with [my] <back> pain",
        "walk[ing|s] (hurts|hurt)",
        "(my|the) pain moved to my {place}",
        "(slowly;walk)",
        "[really] [very] slow[er]",
    ],
)
def test_paths_are_the_sentences_that_hassil_writes_out(template: str) -> None:
    paths = template_paths([merged(template)])
    expected = {" ".join(text.split()) for _, text in sample_intents(merged(template))}
    assert written_out(paths) == sorted(expected)


def test_a_range_is_spoken_in_words() -> None:
    paths = template_paths([merged("my pain is {level}")])
    assert written_out(paths) == [
        "my pain is fourteen",
        "my pain is seven",
        "my pain is twenty one",
        "my pain is zero",
    ]


def test_shares_sum_to_one_and_beginnings_are_shared(pack: Pack) -> None:
    paths = template_paths([pack.templates, pack.red_flags])
    for node in paths.nodes:
        assert node.ending + sum(share for _, share, _ in node.onward) == pytest.approx(1)
        words = [word for word, _, _ in node.onward]
        assert len(words) == len(set(words))


def test_what_is_drawn_is_accepted_and_drawn_again(pack: Pack) -> None:
    paths = template_paths([pack.templates])
    drawn = paths.sample(200, seed=3)
    assert all(paths.accepts(sentence) for sentence in drawn)
    assert drawn == paths.sample(200, seed=3)
    assert not paths.accepts(["walrus"])
    assert not paths.accepts([])


def test_an_empty_template_says_nothing() -> None:
    assert not template_paths([merged("[please]")]).accepts([])


def test_a_list_that_is_not_there_is_named() -> None:
    with pytest.raises(ValueError, match="nowhere"):
        template_paths([merged("go {nowhere}")])
