"""Reminders, from the words to what is kept."""

import pytest

from tests.conversation.talk import Talk
from voiceguide.content.pack import Pack
from voiceguide.messages.effects import Remind, Unremind
from voiceguide.messages.memory import Past, Reminder
from voiceguide.understanding.normalise import normalise
from voiceguide.understanding.slots import SlotFinder
from voiceguide.understanding.templates import Templates


def slots(pack: Pack, intent: str, said: str) -> dict[str, str]:
    """By a template of that intent, or else as in free wording."""
    words = normalise(said)
    found = Templates(pack.templates).match(words)
    if found is not None and found.name == intent:
        return dict(found.slots)
    declared = {name: entry.slots for name, entry in pack.intents.items()}
    return SlotFinder(pack.templates, declared).find(intent, words)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("remind me at six pm", [("", 18, 0)]),
        ("remind me at seven am", [("", 7, 0)]),
        ("remind me at half past five in the afternoon", [("", 17, 30)]),
        ("remind me every evening at eight pm", [("evening", 20, 0)]),
        ("tonight at nine pm", [("evening", 21, 0)]),
        ("three pm and seven pm please", [("", 15, 0), ("", 19, 0)]),
        (
            "at seven am every morning and at seven pm every evening",
            [("morning", 7, 0), ("evening", 19, 0)],
        ),
        (
            "in the evening at nine and in the morning at seven",
            [("evening", 21, 0), ("morning", 7, 0)],
        ),
        ("remind me at one at night", [("evening", 1, 0)]),
        ("remind me in the afternoon", [("", 15, 0)]),
        ("yes in the morning", [("morning", 8, 0)]),
        ("at twelve thirty pm", [("", 12, 30)]),
        ("seven pm", [("", 19, 0)]),
        ("move my morning reminder from eight to nine", [("morning", 9, 0)]),
        ("change my evening reminder to nine", [("evening", 21, 0)]),
        ("every evening at twenty to nine", [("evening", 20, 40)]),
    ],
)
def test_a_reminder_is_kept_at_the_time_that_was_said(
    pack: Pack, said: str, kept: list[tuple[str, int, int]]
) -> None:
    talk = Talk(pack)
    talk.hear("SetReminder", **slots(pack, "SetReminder", said))
    assert talk.told(Remind) == [Remind(tuple(Reminder(*one) for one in kept))]


def test_what_is_kept_is_told(pack: Pack) -> None:
    talk = Talk(pack)
    said = "remind me in the morning in the afternoon and in the evening"
    talk.hear("SetReminder", **slots(pack, "SetReminder", said))
    assert "every day at 3 o'clock in the afternoon" in talk.said()[-1]


MORNING, AFTERNOON, EVENING = Reminder("morning", 7, 0), Reminder("", 15, 0), Reminder("", 19, 0)


@pytest.mark.parametrize(
    ("said", "dropped"),
    [
        ("cancel the afternoon reminder", (AFTERNOON,)),
        ("no more afternoon reminders", (AFTERNOON,)),
        ("cancel the seven pm reminder", (EVENING,)),
        ("cancel my reminder at seven am", (MORNING,)),
        ("cancel the morning reminder", (MORNING,)),
        ("no more reminders", (MORNING, AFTERNOON, EVENING)),
    ],
)
def test_only_what_is_named_is_cancelled(
    pack: Pack, said: str, dropped: tuple[Reminder, ...]
) -> None:
    talk = Talk(pack, past=Past(reminders=(MORNING, AFTERNOON, EVENING)))
    talk.hear("CancelReminder", **slots(pack, "CancelReminder", said))
    assert talk.told(Unremind) == [Unremind(dropped)]


@pytest.mark.parametrize(
    ("said", "kept"),
    [("good morning", Reminder("morning", 8, 0)), ("evening", Reminder("evening", 20, 0))],
)
def test_a_greeting_may_answer_when_it_shall_remind(pack: Pack, said: str, kept: Reminder) -> None:
    talk = Talk(pack)
    talk.hear("SetReminder")
    talk.finish_speaking()
    talk.hear("Greeting", **slots(pack, "Greeting", said))
    assert talk.told(Remind) == [Remind((kept,))]
