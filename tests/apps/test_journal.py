"""What a rehearsal tells of what was done and what was cut."""

from voiceguide.apps.journal import Journal
from voiceguide.assistant import Deed
from voiceguide.messages.effects import Say, Silence, Tell
from voiceguide.messages.routines import Chime


def test_what_is_cut_ends_there_and_what_never_began_is_left_out() -> None:
    journal = Journal()
    journal.deed(Deed(0.0, Say("A long answer."), 0.0, 5.0))
    journal.deed(Deed(1.0, Tell("And a cue.", None, "the walk", 20.0), 5.0, 6.0))
    journal.deed(Deed(2.0, Silence(), 2.0, 2.0))
    assert journal.happened() == [
        {"at": 0.0, "kind": "said", "text": "A long answer.", "until": 2.0}
    ]


def test_a_cue_with_a_chime_is_both() -> None:
    journal = Journal()
    journal.deed(Deed(3.0, Tell("Halfway.", Chime.HALF, "the walk", 30.0), 3.0, 5.0))
    assert [one["kind"] for one in journal.happened()] == ["chime", "cue"]
    assert journal.happened()[1]["left"] == 30.0


def test_only_changes_of_state_are_told() -> None:
    journal = Journal()
    for now, state in ((0.0, "idle"), (0.02, "idle"), (0.04, "telling")):
        journal.state(now, state)
    assert [one["state"] for one in journal.happened()] == ["idle", "telling"]
