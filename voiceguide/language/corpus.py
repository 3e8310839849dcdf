"""The corpus: every sentence that was written down, and the grammar made from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hassil.intents import Intent, IntentData, Intents

from voiceguide.content.pack import Pack
from voiceguide.language.grammar_graph import grammar_graph
from voiceguide.language.lexicon import SPELLINGS, respelt, spoken_words
from voiceguide.language.ngram import estimate
from voiceguide.language.openfst import Acceptor
from voiceguide.language.paths import Paths, template_paths
from voiceguide.language.tuning import GraphTuning
from voiceguide.messages.intents import OUT_OF_SCOPE, WAKE
from voiceguide.messages.speech import UNKNOWN

_SEED = 1


@dataclass(frozen=True, slots=True)
class Corpus:
    """What people say, as the content files hold it."""

    paths: Paths
    """All sentences that templates and red flags write out."""
    examples: Sequence[str]
    """Plain wordings of what the assistant knows and does."""
    others: Sequence[str] = ()
    """Plain wordings of everything else; a word of theirs that has no label becomes `[unk]`."""
    wake: Paths | None = None
    """What may stand before any sentence, or alone."""

    def words(self) -> list[str]:
        """Every word that must be heard, sorted."""
        written = {word for example in self.examples for word in example.split()}
        return sorted(written | self.paths.words() | (self.wake.words() if self.wake else set()))

    def all_words(self) -> list[str]:
        """These and the words of everything else, sorted."""
        return sorted({*self.words(), *(word for other in self.others for word in other.split())})


def pack_corpus(pack: Pack) -> Corpus:
    """Every sentence of a pack. ValueError for a template without a fixed wording."""
    known = [
        line for intent, own in pack.examples.items() if intent != OUT_OF_SCOPE for line in own
    ]
    paths = template_paths([pack.templates, pack.red_flags])
    others = pack.examples.get(OUT_OF_SCOPE, ())
    return Corpus(paths, known, others, wake_paths(pack.templates))


def wake_paths(templates: Intents) -> Paths | None:
    """The wake phrases, as the rule `wake` writes them; None without it."""
    if WAKE not in templates.expansion_rules:
        return None
    phrases = Intent(WAKE, [IntentData([f"<{WAKE}>"])])
    return template_paths([replace(templates, intents={WAKE: phrases})])


def corpus_graph(
    corpus: Corpus, labels: Mapping[str, int], tuning: GraphTuning, lacking: bool = False
) -> Acceptor:
    """The grammar over a model's word list.

    KeyError when one of its `words()` has no label; with `lacking` such a word becomes `[unk]`.
    """

    def known(sentence: str) -> tuple[str, ...]:
        return tuple(word if word in labels else UNKNOWN for word in respelt(sentence))

    sentences = [known(line) if lacking else respelt(line) for line in corpus.examples]
    sentences += [known(other) for other in corpus.others]
    drawn = corpus.paths.sample(tuning.sampled, _SEED)
    sentences += [respelt(" ".join(sentence)) for sentence in drawn]
    vocabulary = [word for word in spoken_words(labels) if word not in SPELLINGS]
    ngram = estimate(sentences, tuning.order, vocabulary)
    heard = _alike(labels)
    if lacking:
        heard = {**dict.fromkeys(corpus.words(), labels[UNKNOWN]), **heard}
    return grammar_graph(corpus.paths, ngram, heard, tuning, corpus.wake)


def corpus_labels(corpus: Corpus, labels: Mapping[str, int]) -> dict[str, int]:
    """Those of a large model's labels that the corpus needs, `[unk]` among them.

    The n-gram leaves a little for every word of its list; with all of a general model's words that
    little would be most.
    """
    words = {SPELLINGS.get(word, word) for word in corpus.all_words()}
    return {word: labels[word] for word in sorted({*words, UNKNOWN}) if word in labels}


def _alike(labels: Mapping[str, int]) -> dict[str, int]:
    """Labels in which words that are only spelt differently share one."""
    pairs = {spelling: labels[word] for spelling, word in SPELLINGS.items() if word in labels}
    return {**labels, **pairs}
