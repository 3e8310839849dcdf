"""What the narrow ear expects: one of a few sentences, with any speech before or after it.

Within a sentence no other word can come, so that a short command isn't heard as a part of a longer
one or as its neighbour. Speech around it is `[unk]`: in a room with a television there may be no
silence for a command to begin after.
"""

from collections.abc import Iterable, Mapping
from math import inf

from voiceguide.language.lexicon import respelt
from voiceguide.language.openfst import EPSILON, Acceptor, Arc
from voiceguide.language.tuning import CommandsTuning
from voiceguide.messages.speech import UNKNOWN


def commands_graph(
    sentences: Iterable[str], labels: Mapping[str, int], tuning: CommandsTuning
) -> Acceptor:
    """Over a model's word list; sentences with a word that it lacks are left out.

    KeyError where the model has no `[unk]`.
    """
    unknown = labels[UNKNOWN]
    start, before, begin, behind = range(4)
    finals = [inf, 0.0, inf, 0.0]
    arcs = [
        Arc(start, unknown, tuning.around, before),
        Arc(before, unknown, tuning.longer, before),
        Arc(start, EPSILON, 0.0, begin),
        Arc(before, EPSILON, 0.0, begin),
        Arc(behind, unknown, tuning.longer, behind),
    ]
    onward: dict[tuple[int, int], int] = {}
    spoken = {respelt(sentence) for sentence in sentences}
    for words in sorted(words for words in spoken if all(word in labels for word in words)):
        state = begin
        for word in words:
            step = (state, labels[word])
            if step not in onward:
                onward[step] = len(finals)
                finals.append(inf)
                arcs.append(Arc(*step, 0.0, onward[step]))
            state = onward[step]
        finals[state] = tuning.sentence
        arcs.append(Arc(state, unknown, tuning.sentence + tuning.around, behind))
    return Acceptor(finals, arcs)
