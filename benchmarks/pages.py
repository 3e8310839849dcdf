"""The text around the tables in docs/."""

from typing import Final

UNDERSTANDING: Final = """\
## All candidates, cross-validated

{part} examples, {lines}: {own} of {intents} intents and {foreign} out of scope, cut into {folds}
folds (seed {seed}); learnt from all folds but one and judged on that one, for {judged} of them.
Each candidate has the threshold that the yardstick below gives it. *Right* counts refusals of
out-of-scope examples, too. Time is the median processor time of one decision ({machine}), of the
fuzzy candidate the mean.

{candidates}

What is neither right nor refused gets another intent's answer. Most out-of-scope examples
were written to lie near an intent ("is it safe to swim in this river"), and each fold learns from
four fifths only: the shares compare candidates and say little of unseen wordings.

What the shipped mix takes for something else most often, at the threshold in force:

{worst}

## When it refuses

*probability*: the likeliest intent is refused when out of scope is likelier still, or its own
probability is below the threshold. *odds*: it is refused when its share of what it and out of
scope have together is below the threshold; whether two intents are alike then doesn't matter.
*Balanced*: in learning an intent counts the same however many examples it has.

{ruled}

In force: {rule}, intents {balance}. The yardstick for the threshold: of those at which at most
{answered} of the out-of-scope examples are answered, the one at which most in-scope examples are
right; where none keeps to it, the highest. The yardstick gives {yardstick} for the shipped mix;
in force (`voiceguide/understanding/learning.py`) is **{threshold}**.

{swept}

## Strength and vector scale

In-scope examples right, and the threshold, by the same yardstick in each cell. *Strength* is the
inverse of the regularisation, *vector scale* how much the sentence vector counts against the
words. Most are right with strength {best_strength} and vector scale {best_scale}; in force are
**{strength}** and **{scale}**.

{gridded}
"""

MEASURED: Final = """\
## All unseen wordings, typed and spoken

`intents/tests/en` holds {count} wordings, {foreign} of them out of scope ({left_out} that stand
word for word among the examples are left out). The failures of earlier rounds steered examples
that were added since, so these figures are no longer blind; `docs/understanding.md` has the rounds.
*Typed* is the text itself, through all of understanding. *Spoken* is {spoken} clips: a sample of
them, each wording said by all six synthetic voices below; none of them is the assistant's and none
was used in teaching the network or the understanding. Then the same sample, each wording by one
voice, with kitchen noise 10 dB below the speech.

{in_all}

{by_intent}

The steps that decided typed wordings (median {median} ms of processor time):

{engines}

## Voices

The sampled wordings as text and as six voices say them. *Understood*: of the wordings that are
neither out of scope nor emergencies. *False alarms*: other wordings taken for an emergency.

{voices}

## Speed and memory

A fresh process on one core, started as `voiceguide listen` starts, without a sound card. The
reply's delay is counted in samples from the last of speech to the first of the reply, and the
time that this block took to work out is added; a sound card adds its own. Times of blocks are
processor time, so that other work on the machine doesn't count.

{speed}

## Short words by people

People whose recordings no part of the model has heard, each word said once, some clips cut short
in the original. *Whole language* is what the assistant expects by default; *closed list* is
`Recogniser.expect` with yes, no, up, down, left, right, on, off, stop, go.

{people}

## Rooms in which nobody asks anything

Recordings as a live room hears them. An intent that is triggered here would be spoken into talk
that wasn't meant for the assistant; where words are heard but refused, it says that it can't help.

{silence}
"""
