"""The aligner finds the sounds of real recordings, and the labels follow them."""

from pathlib import Path

import numpy as np

from models.make.alignment import FILLER, Aligner, align
from models.make.features import frame_count
from models.make.labels import frame_labels, silence_senone
from models.make.recordings import decode
from models.make.sphinx import Definition, Position, Triphone
from models.make.utterance import Utterance

SPOKEN = Path(__file__).parents[2] / "hearing" / "spoken"


def said(name: str, text: str) -> Utterance:
    return Utterance(name, "test:voice", text, decode((SPOKEN / f"{name}.wav").read_bytes()))


def test_the_sounds_of_stop_stand_in_their_order(definition: Definition) -> None:
    (found,) = align([said("stop", "stop")], definition)
    spoken = found.marks[found.marks[:, 1] != FILLER]
    assert [definition.phones[phone] for phone in spoken[:, 0]] == ["S", "T", "AA", "P"]
    assert spoken[:, 1].tolist() == [Position.BEGIN, Position.INSIDE, Position.INSIDE, Position.END]
    assert (np.diff(spoken[:, 2]) > 0).all()


def test_a_text_without_recording_of_it_or_unknown_words_gives_nothing(
    definition: Definition,
) -> None:
    aligner = Aligner(definition)
    assert aligner.mark(said("stop", "xyzzy")) is None
    long = "is it okay to walk with lower back pain every morning before breakfast"
    assert aligner.mark(said("stop", long)) is None


def test_frames_are_named_after_the_sound_they_lie_in(definition: Definition) -> None:
    number = definition.numbers
    stop = [number[phone] for phone in ("S", "T", "AA", "P")]
    places = (Position.BEGIN, Position.INSIDE, Position.INSIDE, Position.END)
    rows = [(definition.silence, FILLER, 0, 10)]
    rows += [
        (phone, place, 10 + 5 * at, 5)
        for at, (phone, place) in enumerate(zip(stop, places, strict=True))
    ]
    labels = frame_labels(definition, np.array(rows, np.int32), 40)
    assert (labels.phones[:10] == definition.silence).all()
    assert (labels.phones[30:] == definition.silence).all()
    assert labels.phones[10:30:5].tolist() == stop
    wanted = definition.middle(Triphone(Position.INSIDE, number["T"], number["S"], number["AA"]))
    assert (labels.senones[15:20] == wanted).all()
    assert (labels.senones[:10] == silence_senone(definition)).all()


def test_every_frame_of_a_recording_has_a_label(definition: Definition) -> None:
    (found,) = align([said("what_is_childs_pose", "what is child's pose")], definition)
    frames = frame_count(len(found.said.samples))
    labels = frame_labels(definition, found.marks, frames)
    assert len(labels.senones) == len(labels.phones) == frames
    assert 0.2 < (labels.phones != definition.silence).mean() < 1
