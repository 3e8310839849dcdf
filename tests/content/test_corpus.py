"""The three kinds of text: templates, examples, tests; never mixed."""

from voiceguide.content.files import data_folder
from voiceguide.content.pack import Pack, read_wordings
from voiceguide.messages.intents import OUT_OF_SCOPE
from voiceguide.understanding.normalise import normalise
from voiceguide.understanding.templates import RedFlags, Templates

LEAST_EXAMPLES = 60
LEAST_OUT_OF_SCOPE = 300


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


def test_unseen_wordings_are_unseen(pack: Pack) -> None:
    seen = {wording for wordings in pack.examples.values() for wording in wordings}
    for sentences in Templates(pack.templates).sentences().values():
        seen.update(normalise(sentence) for sentence in sentences)
    for path in (data_folder("intents") / "tests" / "en").glob("*.txt"):
        assert not seen & set(read_wordings(path)), path.name


def test_each_template_sentence_means_its_own_intent(pack: Pack) -> None:
    owner: dict[str, str] = {}
    for name, sentences in Templates(pack.templates).sentences().items():
        for sentence in sentences:
            assert owner.setdefault(normalise(sentence), name) == name, sentence


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
