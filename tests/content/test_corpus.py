"""The three kinds of text: templates, examples, tests; never mixed."""

from collections.abc import Mapping

import pytest

from voiceguide.content.files import data_folder
from voiceguide.content.pack import Pack, read_wordings
from voiceguide.messages.intents import OUT_OF_SCOPE
from voiceguide.understanding.normalise import normalise
from voiceguide.understanding.templates import RedFlags, Templates

LEAST_EXAMPLES = 60
LEAST_OUT_OF_SCOPE = 300


@pytest.fixture(scope="module")
def written(pack: Pack) -> Mapping[str, frozenset[str]]:
    """Every sentence of the templates to the intents that it means: millions, so only once."""
    meant: dict[str, frozenset[str]] = {}
    for name, sentences in Templates(pack.templates).sentences().items():
        own = frozenset({name})
        for sentence in map(normalise, sentences):
            meant[sentence] = meant.get(sentence, own) | own
    return meant


def test_every_intent_has_enough_examples(pack: Pack) -> None:
    for name in pack.intents:
        least = LEAST_OUT_OF_SCOPE if name == OUT_OF_SCOPE else LEAST_EXAMPLES
        assert len(set(pack.examples[name])) >= least, name


def test_no_wording_teaches_two_intents(pack: Pack) -> None:
    owner: dict[str, str] = {}
    for name, wordings in pack.examples.items():
        for wording in wordings:
            assert owner.setdefault(wording, name) == name, wording


def test_wordings_are_already_normal(pack: Pack) -> None:
    for wordings in pack.examples.values():
        for wording in wordings:
            assert normalise(wording) == wording


def test_unseen_wordings_are_unseen(pack: Pack, written: Mapping[str, frozenset[str]]) -> None:
    learnt = {wording for wordings in pack.examples.values() for wording in wordings}
    for path in (data_folder("intents") / "tests" / "en").glob("*.txt"):
        wordings = set(read_wordings(path))
        assert not learnt & wordings, path.name
        assert not written.keys() & wordings, path.name


def test_each_template_sentence_means_its_own_intent(written: Mapping[str, frozenset[str]]) -> None:
    assert {sentence: names for sentence, names in written.items() if len(names) > 1} == {}


def test_each_intents_example_is_understood_as_a_template(pack: Pack) -> None:
    templates = Templates(pack.templates)
    for name, entry in pack.intents.items():
        if name != OUT_OF_SCOPE:
            found = templates.match(normalise(entry.example))
            assert found is not None and found.name == name, entry.example


def test_red_flags_stand_in_no_other_intents_examples(pack: Pack) -> None:
    red_flags = RedFlags(pack.red_flags)
    for name, wordings in pack.examples.items():
        if name != "Emergency":
            for wording in wordings:
                assert red_flags.match(wording) is None, f"{name}: {wording}"
