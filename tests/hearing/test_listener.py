"""Two ears: what is heard, how soon, and what isn't; with the engines that are shipped."""

from collections.abc import Iterator, Sequence

import numpy as np
import pytest

from tests.asking import ASKING
from tests.hearing.test_vosk_recogniser import hush
from voiceguide.assembly import (
    Parts,
    answers,
    commands,
    make_brief_memory,
    make_continuations,
    make_listener,
    make_matcher,
    make_parts,
    make_voiceprint,
    urgent,
)
from voiceguide.hearing.activity import Presence
from voiceguide.hearing.echo import NoEcho
from voiceguide.hearing.engines.silero_activity import SileroActivity
from voiceguide.hearing.engines.vosk_recogniser import VoskRecogniser
from voiceguide.hearing.gated import Gated
from voiceguide.hearing.listener import Ears, Listener
from voiceguide.hearing.listening import Moment
from voiceguide.hearing.recogniser import Recogniser
from voiceguide.hearing.tuning import AMONG_OTHERS, BEFORE_LOUD, LONGEST, PRE_ROLL, SLEEP
from voiceguide.messages.audio import BLOCK, SAMPLE_RATE, Samples
from voiceguide.messages.speech import Hypothesis, Word
from voiceguide.model_choice import model_folder
from voiceguide.settings import Settings
from voiceguide.speaking.voice import Voice, VoiceStyle

AT_ONCE = 0.35
"""Seconds after its end within which a closed sentence is acted on."""
SOON = 0.7
"""The same among other talk."""
QUIET, SPEAKING, ASKED, GUIDING = (
    Moment(),
    Moment(speaking=True),
    Moment(asked=True),
    Moment(guiding=True),
)
QUESTION = "what is child's pose good for"


@pytest.fixture(scope="module")
def parts() -> Parts:
    return make_parts(Settings(), make_brief_memory())


@pytest.fixture(scope="module")
def once(parts: Parts) -> Listener:
    return make_listener(parts)


@pytest.fixture
def ears(once: Listener) -> Listener:
    once.begin_anew()
    return once


def hear(ears: Listener, samples: Samples, moment: Moment = QUIET) -> list[str]:
    return [heard.text for _, heard in timed(ears, samples, moment)]


def timed(
    ears: Listener, samples: Samples, moment: Moment = QUIET
) -> Iterator[tuple[float, Hypothesis]]:
    """What is heard, and after how many seconds."""
    whole = samples[: len(samples) // BLOCK * BLOCK].reshape(-1, BLOCK)
    for number, block in enumerate(whole, 1):
        heard = ears.hear(block, moment)
        if heard is not None:
            yield number * BLOCK / SAMPLE_RATE, heard


def tight(voice: Voice, text: str) -> Samples:
    """From its first sound to its last."""
    samples = voice.synthesise(text, ASKING)
    loud = np.flatnonzero(np.abs(samples.astype(np.int32)) > 300)
    return samples[loud[0] : loud[-1] + 1]


def say(voice: Voice, text: str, after: float = 0.8) -> Samples:
    return np.concatenate([hush(0.3), tight(voice, text), hush(after)])


def waited(ears: Listener, voice: Voice, text: str, moment: Moment = QUIET) -> float:
    """Seconds from the end of `text` until it is acted on."""
    speech = np.concatenate([hush(0.3), tight(voice, text)])
    at, heard = next(timed(ears, np.concatenate([speech, hush(1.5)]), moment))
    assert heard.text == text
    return at - len(speech) / SAMPLE_RATE


@pytest.mark.parametrize("text", ["should i walk today", "louder", "how long is left", QUESTION])
def test_a_closed_sentence_is_acted_on_at_once(ears: Listener, voice: Voice, text: str) -> None:
    assert 0.0 < waited(ears, voice, text) <= AT_ONCE


def test_a_sentence_that_may_go_on_is_waited_for_unless_commands_come_alone(
    ears: Listener, voice: Voice
) -> None:
    alone = waited(ears, voice, "stop", GUIDING)
    assert 0.0 < alone <= AT_ONCE
    assert waited(ears, voice, "stop") > alone


def test_the_beginning_of_a_sentence_is_waited_for_longest(ears: Listener, voice: Voice) -> None:
    beginning = np.concatenate([hush(0.3), tight(voice, "how long"), hush(0.6)])
    assert hear(ears, beginning) == []
    assert ears.partial == "how long"
    (heard,) = hear(ears, np.concatenate([tight(voice, "is left"), hush(0.8)]))
    assert heard.startswith("how long is")


@pytest.mark.parametrize("word", ["yes", "no"])
def test_an_answer_is_acted_on_at_once_where_it_is_awaited(
    ears: Listener, voice: Voice, word: str
) -> None:
    assert 0.0 < waited(ears, voice, word, ASKED) <= AT_ONCE
    assert waited(ears, voice, word) > AT_ONCE


@pytest.mark.parametrize("word", ["stop", "pause"])
def test_a_command_is_heard_while_the_assistant_speaks(
    ears: Listener, voice: Voice, word: str
) -> None:
    assert 0.0 < waited(ears, voice, word, SPEAKING) <= AT_ONCE


def test_with_an_echo_only_commands_count_while_it_speaks(ears: Listener, voice: Voice) -> None:
    assert hear(ears, say(voice, QUESTION), SPEAKING) == []
    assert hear(ears, say(voice, QUESTION)) == [QUESTION]


def test_without_an_echo_a_question_is_heard_too(parts: Parts, voice: Voice) -> None:
    ears = make_listener(parts, leaks=False)
    assert hear(ears, say(voice, QUESTION), SPEAKING) == [QUESTION]


def test_an_answer_counts_only_where_it_is_awaited(ears: Listener, voice: Voice) -> None:
    assert hear(ears, say(voice, "yes", after=1.5), SPEAKING) == []
    assert hear(ears, say(voice, "yes"), Moment(speaking=True, asked=True)) == ["yes"]


def test_a_command_that_outlasts_the_answer_is_heard_once(ears: Listener, voice: Voice) -> None:
    said = say(voice, "how long is left")
    middle = round(1.05 * SAMPLE_RATE) // BLOCK * BLOCK  # in its last word
    assert hear(ears, said[:middle], SPEAKING) + hear(ears, said[middle:]) == ["how long is left"]


def test_a_question_in_a_session_stays_a_question(ears: Listener, voice: Voice) -> None:
    assert hear(ears, say(voice, QUESTION), GUIDING) == [QUESTION]


@pytest.mark.parametrize("moment", [QUIET, SPEAKING, ASKED, GUIDING])
def test_silence_is_nothing(ears: Listener, moment: Moment) -> None:
    assert hear(ears, np.concatenate([hush(1), np.zeros(SAMPLE_RATE, np.int16)]), moment) == []


@pytest.mark.parametrize("moment", [QUIET, SPEAKING, GUIDING])
def test_what_was_acted_on_is_not_acted_on_again(
    ears: Listener, voice: Voice, moment: Moment
) -> None:
    said = [say(voice, word, after=1.5) for word in ("pause", "louder")]
    assert hear(ears, np.concatenate(said), moment) == ["pause", "louder"]


def test_noise_can_not_hold_a_sentence_open(ears: Listener, voice: Voice) -> None:
    """Talk in the next room goes on after it, too far away to be words."""
    said = say(voice, "should i walk today", after=0)
    murmur = np.tile(tight(voice, QUESTION)[::-1] // 12, 2)
    at, heard = next(timed(ears, np.concatenate([said, murmur])))
    assert heard.text == "should i walk today"
    assert at - len(said) / SAMPLE_RATE < 2.0


@pytest.mark.parametrize("order", ["slower", "go back", "how long is left"])
def test_an_order_is_heard_alone_while_a_television_talks_on(
    ears: Listener, parts: Parts, voice: Voice, order: str
) -> None:
    matcher = make_matcher(parts.settings, parts.pack)
    lines = "i never said that and you know it come on let's go we are going to be late tonight"
    talk = np.tile(voice.synthesise(lines, VoiceStyle("gmw/en-GB-scotland", 170)), 3) // 4
    said = tight(voice, order)
    begun = 2 * len(talk) // 3
    talk[begun : begun + len(said)] += said
    ended = (begun + len(said)) / SAMPLE_RATE
    soon = [heard for at, heard in timed(ears, talk, GUIDING) if 0.0 < at - ended <= SOON]
    assert [matcher.match(heard).name for heard in soon] == [matcher.match(Hypothesis(order)).name]


@pytest.mark.parametrize("said", [0.1, 0.2, 0.3])
def test_a_word_is_heard_whole_though_both_ears_begin_anew_in_it(
    ears: Listener, voice: Voice, said: float
) -> None:
    """They do every so often: an utterance without end costs more and more."""
    before = hush(LONGEST - said)
    stop = np.concatenate([tight(voice, "stop"), hush(0.8)])
    assert hear(ears, np.concatenate([before, stop]), GUIDING) == ["stop"]


def test_to_begin_anew_drops_what_was_half_heard(ears: Listener, voice: Voice) -> None:
    said = say(voice, QUESTION)
    hear(ears, said[: len(said) // 2])
    assert ears.partial
    ears.begin_anew()
    assert ears.partial == ""
    assert hear(ears, hush(1)) == []
    assert hear(ears, say(voice, "should i walk today")) == ["should i walk today"]


class Counted:
    """A recogniser, and what it was given."""

    def __init__(self, recogniser: VoskRecogniser) -> None:
        self.samples = 0
        self.blocks: list[bytes] = []
        self._recogniser = recogniser
        self.partial, self.finish = recogniser.partial, recogniser.finish
        self.expect = recogniser.expect

    def accept(self, samples: Samples) -> Hypothesis | None:
        self.samples += len(samples)
        self.blocks.append(samples.tobytes())
        return self._recogniser.accept(samples)


def listener(
    parts: Parts, wide: Recogniser, narrow: Recogniser, replies: Sequence[str]
) -> Listener:
    """One with these ears, in a room without echo."""
    engines = Ears(
        Gated(wide), Gated(narrow), Presence(SileroActivity()), NoEcho(), make_voiceprint()
    )
    whole = make_continuations(parts.settings, parts.pack).completeness
    return Listener(engines, commands(parts.pack), urgent(parts.pack), replies, whole)


def test_the_wide_ear_sleeps_in_silence_and_hears_the_first_word_all_the_same(
    parts: Parts, voice: Voice
) -> None:
    model = VoskRecogniser(model_folder(parts.settings))
    wide, narrow = Counted(model), model.another()
    narrow.expect(commands(parts.pack))
    ears = listener(parts, wide, narrow, answers(parts.pack))
    for _ in range(2):
        asleep = wide.samples
        hear(ears, hush(3))
        assert wide.samples == asleep
        said = say(voice, "should i walk today", after=SLEEP + 1)
        assert hear(ears, said) == ["should i walk today"]
        awake = (wide.samples - asleep) / SAMPLE_RATE
        spoken = len(said) / SAMPLE_RATE - 0.3 - SLEEP - 1
        assert spoken < awake < spoken + SLEEP + PRE_ROLL + 0.3


def test_the_narrow_ear_sleeps_only_where_there_is_nothing_to_stop(
    parts: Parts, voice: Voice
) -> None:
    model = VoskRecogniser(model_folder(parts.settings))
    narrow = Counted(model.another())
    narrow.expect(commands(parts.pack))
    ears = listener(parts, model, narrow, answers(parts.pack))
    hear(ears, hush(2))
    for moment in (Moment(speaking=True), Moment(guiding=True), Moment(asked=True)):
        hear(ears, hush(2))
        asleep = narrow.samples
        hear(ears, hush(5))
        assert narrow.samples == asleep
        hear(ears, hush(5), moment)
        assert narrow.samples >= asleep + 5 * SAMPLE_RATE
    hear(ears, hush(5))
    assert hear(ears, say(voice, "my legs have gone numb")) == ["my legs have gone numb"]


def test_who_speaks_up_among_others_is_heard_from_the_beginning_on(
    parts: Parts, voice: Voice
) -> None:
    model = VoskRecogniser(model_folder(parts.settings))
    narrow = Counted(model.another())
    ears = listener(parts, model, narrow, ())
    television = np.tile(voice.synthesise(QUESTION, ASKING), 6) // 4
    begun = len(television) // BLOCK
    hear(ears, np.concatenate([television[: begun * BLOCK], tight(voice, "should i walk today")]))
    given, before = narrow.blocks, round(BEFORE_LOUD * SAMPLE_RATE / BLOCK)
    replayed = [
        at
        for at in range(begun + 1, len(given) - before)
        if given[at : at + before] == given[at - before : at]
    ]
    assert len(replayed) == 1
    assert replayed[0] <= begun + 0.15 * SAMPLE_RATE / BLOCK


def test_what_is_said_after_silence_is_said_alone(ears: Listener, voice: Voice) -> None:
    _, heard = next(timed(ears, np.concatenate([hush(25), say(voice, "should i walk today")])))
    assert heard.crowd == 0.0


def crowd_after_talk(ears: Listener, voice: Voice, before: float) -> float:
    """How much of a crowd there is after long talk that was heeded, with so much of one before."""
    talk = np.concatenate([np.tile(voice.synthesise(QUESTION, ASKING), 6), hush(1)])
    hear(ears, talk)
    seconds = len(talk) / SAMPLE_RATE
    ears.heeded(Hypothesis("so", (Word("so", 1.0, 0.0, seconds),), crowd=before))
    *_, (_, heard) = timed(ears, say(voice, "should i walk today", after=2.0))
    assert heard.text == "should i walk today"
    return heard.crowd


def test_who_is_heeded_is_no_crowd_unless_there_is_one(ears: Listener, voice: Voice) -> None:
    assert crowd_after_talk(ears, voice, before=0.0) < 0.2
    assert crowd_after_talk(ears, voice, before=0.9) > 0.4


def test_it_is_told_whether_a_voice_has_been_talking_on(ears: Listener, voice: Voice) -> None:
    talk = np.tile(voice.synthesise(QUESTION, ASKING), 4)
    hear(ears, np.concatenate([talk, hush(1)]))
    *_, (_, heard) = timed(ears, say(voice, "should i walk today", after=2.0))
    assert heard.text == "should i walk today"
    assert heard.familiar is not None and heard.familiar > 0.5


def others_talk(ears: Listener, voice: Voice) -> None:
    hear(ears, np.concatenate([np.tile(voice.synthesise(QUESTION, ASKING), 6), hush(1)]))


def test_among_others_it_is_seen_that_nobody_goes_on_but_stop_waits_for_nobody(
    ears: Listener, voice: Voice
) -> None:
    others_talk(ears, voice)
    assert waited(ears, voice, "should i walk today") >= AMONG_OTHERS.silence
    others_talk(ears, voice)
    assert waited(ears, voice, "stop", GUIDING) <= AT_ONCE


def test_someone_in_the_middle_of_a_sentence_is_speaking_to_it(
    ears: Listener, voice: Voice
) -> None:
    hear(ears, hush(0.5))
    assert not ears.addressed
    hear(ears, tight(voice, "how long"))
    assert ears.addressed
    hear(ears, hush(2))
    assert not ears.addressed
