"""Reminders, from the words to what is kept."""

import pytest

from tests.conversation.talk import Talk
from voiceguide.content.pack import Pack
from voiceguide.messages.effects import Remind, Unremind
from voiceguide.messages.events import Due, Heard
from voiceguide.messages.intents import Engine, Intent
from voiceguide.messages.memory import Past, Reminder
from voiceguide.understanding.normalise import normalise
from voiceguide.understanding.slots import SlotFinder
from voiceguide.understanding.templates import Templates


def slots(pack: Pack, intent: str, said: str) -> dict[str, str]:
    """By a template of that intent, or else as in free wording."""
    words = normalise(said)
    declared = {name: entry.slots for name, entry in pack.intents.items()}
    finder = SlotFinder(pack.templates, declared)
    found = Templates(pack.templates).match(words)
    if found is not None and found.name == intent and not finder.reads(intent):
        return dict(found.slots)
    return finder.find(intent, words)


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
        ("remind me in the morning and at noon", [("morning", 8, 0), ("", 12, 0)]),
        ("remind me at noon and in the evening", [("", 12, 0), ("evening", 20, 0)]),
        ("in the morning and at six pm", [("morning", 8, 0), ("", 18, 0)]),
        (
            "remind me in the evening at nine and in the morning",
            [("evening", 21, 0), ("morning", 8, 0)],
        ),
        (
            "remind me at seven in the morning and in the evening",
            [("morning", 7, 0), ("evening", 20, 0)],
        ),
        (
            "in the morning at seven in the afternoon at two and in the evening at nine",
            [("morning", 7, 0), ("", 14, 0), ("evening", 21, 0)],
        ),
        ("both at seven", [("morning", 7, 0), ("evening", 19, 0)]),
        (
            "in the morning and the evening at seven and nine",
            [("morning", 7, 0), ("evening", 21, 0)],
        ),
        ("remind me at seven and nine", [("", 7, 0), ("", 9, 0)]),
        ("at seven and at ten and at three", [("", 7, 0), ("", 10, 0), ("", 15, 0)]),
        ("remind me at twenty past seven and at nine pm", [("", 7, 20), ("", 21, 0)]),
        ("remind me at seven thirty am and nine thirty pm", [("", 7, 30), ("", 21, 30)]),
        ("in the evening at eight and at nine", [("evening", 20, 0), ("", 21, 0)]),
        ("remind me at midnight", [("", 0, 0)]),
        ("remind me at eight please um and nine", [("", 8, 0), ("", 9, 0)]),
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
        ("cancel all reminders except the morning one", (AFTERNOON, EVENING)),
        ("keep only the morning reminder", (AFTERNOON, EVENING)),
        ("cancel all of them but the afternoon one", (MORNING, EVENING)),
        ("cancel the morning one and keep the evening one", (MORNING,)),
        ("keep the morning reminder and cancel the others", (AFTERNOON, EVENING)),
        ("cancel the morning and evening reminders", (MORNING, EVENING)),
        ("cancel the three pm and the seven pm reminders", (AFTERNOON, EVENING)),
        ("cancel the one in the evening", (EVENING,)),
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


def kept_after(pack: Pack, past: tuple[Reminder, ...], intent: str, said: str) -> Talk:
    talk = Talk(pack, past=Past(reminders=past))
    found = Intent(intent, 1.0, Engine.NEAREST, slots(pack, intent, said))
    talk.event(Heard(talk.now, found))
    return talk


@pytest.mark.parametrize(
    "said",
    [
        "don't remind me tomorrow",
        "skip tomorrow's reminder",
        "no reminder today",
        "don't be reminding me tonight i'm out",
        "no reminders until tomorrow",
    ],
)
def test_one_day_cant_be_left_out_and_nothing_is_cancelled(pack: Pack, said: str) -> None:
    talk = kept_after(pack, (MORNING, EVENING), "CancelReminder", said)
    assert talk.said() == [talk.words("CancelReminder", "not_one_day")]
    assert not talk.told(Unremind)


@pytest.mark.parametrize("said", ["from tomorrow i need no reminders", "no reminders after today"])
def test_from_a_day_on_is_for_good(pack: Pack, said: str) -> None:
    talk = kept_after(pack, (MORNING,), "CancelReminder", said)
    assert talk.told(Unremind) == [Unremind((MORNING,))]


@pytest.mark.parametrize(
    "said",
    [
        "keep the reminders please",
        "don't you dare don't cancel my reminders",
        "don't stop reminding me",
        "don't cancel the morning one",
    ],
)
def test_what_is_to_be_kept_is_told_and_kept(pack: Pack, said: str) -> None:
    talk = kept_after(pack, (MORNING, EVENING), "CancelReminder", said)
    assert "every morning at 7 o'clock" in talk.said()[-1]
    assert not talk.told(Unremind)


@pytest.mark.parametrize(
    ("answer", "dropped"),
    [("Yes", True), ("CancelReminder", True), ("No", False), ("Reminders", False), ("", False)],
)
def test_all_reminders_are_dropped_on_a_likeness_only_after_a_yes(
    pack: Pack, answer: str, dropped: bool
) -> None:
    talk = kept_after(pack, (MORNING, EVENING), "CancelReminder", "i'm sick of the reminders")
    assert "every morning at 7 o'clock and every day at 7 o'clock" in talk.said()[-1]
    assert not talk.told(Unremind)
    talk.finish_speaking()
    if answer:
        talk.hear(answer)
    else:
        talk.wait(40)
    assert bool(talk.told(Unremind)) == dropped


def test_what_stays_is_told_when_some_are_dropped(pack: Pack) -> None:
    said = "cancel the morning and evening reminders"
    talk = kept_after(pack, (MORNING, AFTERNOON, EVENING), "CancelReminder", said)
    assert "I'll still remind you every day at 3 o'clock in the afternoon" in talk.said()[-1]


@pytest.mark.parametrize("past", [(), (MORNING, EVENING)])
def test_asked_about_reminders_it_tells_them(pack: Pack, past: tuple[Reminder, ...]) -> None:
    talk = kept_after(pack, past, "Reminders", "what are my reminders")
    assert ("every morning at 7 o'clock" in talk.said()[-1]) == bool(past)
    assert ("No reminder is set." in talk.said()[-1]) != bool(past)
    assert not talk.told(Unremind)


@pytest.mark.parametrize(
    ("said", "old", "new"),
    [
        ("change my reminder from seven to nine", MORNING, Reminder("morning", 9, 0)),
        ("move the three o'clock one to half past three", AFTERNOON, Reminder("", 15, 30)),
        ("can you remind me at nine instead of seven", MORNING, Reminder("morning", 9, 0)),
        ("move the morning reminder to ten", MORNING, Reminder("morning", 10, 0)),
        ("instead of three remind me at five", AFTERNOON, Reminder("", 17, 0)),
        ("make the morning one half past six", MORNING, Reminder("morning", 6, 30)),
        ("change my reminder from seven in the morning to noon", MORNING, Reminder("", 12, 0)),
    ],
)
def test_a_reminder_that_is_moved_leaves_none_behind(
    pack: Pack, said: str, old: Reminder, new: Reminder
) -> None:
    talk = kept_after(pack, (MORNING, AFTERNOON, Reminder("evening", 20, 0)), "SetReminder", said)
    assert talk.told(Unremind) == [Unremind((old,))]
    assert talk.told(Remind) == [Remind((new,))]


def test_the_one_reminder_is_moved_without_its_name(pack: Pack) -> None:
    talk = kept_after(pack, (Reminder("evening", 20, 0),), "SetReminder", "change it to nine")
    assert talk.told(Remind) == [Remind((Reminder("evening", 21, 0),))]


@pytest.mark.parametrize(
    "said", ["move the morning reminder half an hour later", "change my reminder to nine"]
)
def test_without_a_time_or_a_name_nothing_is_moved(pack: Pack, said: str) -> None:
    talk = kept_after(pack, (MORNING, EVENING), "SetReminder", said)
    assert not talk.told(Remind) and not talk.told(Unremind)


@pytest.mark.parametrize("said", ["only remind me in the morning", "keep only the morning one"])
def test_only_leaves_no_others(pack: Pack, said: str) -> None:
    talk = kept_after(pack, (MORNING, AFTERNOON, EVENING), "SetReminder", said)
    assert talk.told(Unremind) == [Unremind((AFTERNOON, EVENING))]
    assert talk.told(Remind) == [Remind((MORNING,))]


def test_only_as_an_answer_drops_nothing(pack: Pack) -> None:
    talk = kept_after(pack, (MORNING,), "SetReminder", "remind me")
    talk.finish_speaking()
    talk.hear("SetReminder", **slots(pack, "SetReminder", "only in the evening"))
    assert not talk.told(Unremind)


def test_a_morning_reminder_set_anew_by_its_bare_time_stays_the_mornings(pack: Pack) -> None:
    talk = kept_after(pack, (MORNING,), "SetReminder", "remind me at seven")
    assert talk.told(Remind) == [Remind((MORNING,))]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("seven", [("", 7, 0)]),
        ("seven and nine", [("", 7, 0), ("", 9, 0)]),
        ("six thirty am", [("", 6, 30)]),
        ("night", [("evening", 20, 0)]),
        ("morning and noon", [("morning", 8, 0), ("", 12, 0)]),
    ],
)
def test_a_bare_time_answers_when_it_shall_remind(
    pack: Pack, said: str, kept: list[tuple[str, int, int]]
) -> None:
    talk = Talk(pack)
    talk.hear("SetReminder")
    talk.finish_speaking()
    found = Templates(pack.templates).match(said)
    assert found is not None
    told = slots(pack, found.name, said) if found.name == "SetReminder" else found.slots
    talk.hear(found.name, **told)
    assert talk.told(Remind) == [Remind(tuple(Reminder(*one) for one in kept))]


def test_no_hour_as_an_answer_is_asked_again(pack: Pack) -> None:
    talk = Talk(pack)
    talk.hear("SetReminder")
    talk.finish_speaking()
    talk.hear("Number", number="30")
    assert talk.said()[-1] == talk.words("SetReminder", "ask_again")


def test_later_to_one_that_is_due_ends_nothing(pack: Pack) -> None:
    talk = Talk(pack)
    talk.event(Due(0.0, MORNING))
    talk.finish_speaking()
    found = Templates(pack.templates).match("later")
    assert found is not None
    talk.hear(found.name, **found.slots)
    assert talk.said()[-1] == talk.words("SetReminder", "due_later")


@pytest.mark.parametrize(
    ("kept", "told"),
    [
        (Reminder("evening", 0, 30), "every night at 12:30"),
        (Reminder("evening", 0, 0), "every night at midnight"),
        (Reminder("", 0, 0), "every day at midnight"),
        (Reminder("", 12, 0), "every day at noon"),
        (Reminder("", 2, 0), "every night at 2 o'clock"),
        (Reminder("", 12, 30), "every day at 12:30 in the afternoon"),
    ],
)
def test_noon_midnight_and_the_night_are_called_so(pack: Pack, kept: Reminder, told: str) -> None:
    assert told in kept_after(pack, (kept,), "Reminders", "").said()[-1]


def test_halves_of_the_day_are_said_in_words(pack: Pack) -> None:
    talk = kept_after(pack, (MORNING,), "CancelReminder", "no more reminders in the pm")
    assert talk.said()[-1] == "There's no reminder in the afternoon or evening."
