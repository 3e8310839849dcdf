"""The routines as shipped, and what a broken file of one's own is told."""

from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.content.test_answers import (
    COPIED_RUN,
    NUMBERS,
    SAME_FIGURE,
    SPOKEN_WORDS,
    section_texts,
    words,
)
from voiceguide.content.files import data_folder
from voiceguide.content.pack import Pack
from voiceguide.content.routines import read_routines
from voiceguide.errors import ExitCode, Trouble
from voiceguide.messages.routines import Routine
from voiceguide.routines.pace import Pace
from voiceguide.routines.timeline import timeline
from voiceguide.speaking.unspoken import Unspoken

STARTS = {
    "childs-pose": "StartChildsPose",
    "knee-to-chest": "StartKneeToChest",
    "stretches": "StartRoutine",
    "walk": "StartWalk",
}
FOLDER = data_folder("intents") / "routines" / "en"
FEW_MINUTES = 7 * 60


@pytest.fixture(scope="module")
def routines(pack: Pack) -> dict[str, Routine]:
    return dict(pack.routines)


def told(routine: Routine) -> list[tuple[str, str | None]]:
    """Every text with its section."""
    texts: list[tuple[str, str | None]] = [(routine.opening, None), (routine.closing, None)]
    for step in routine.steps:
        texts += [(step.say, step.section), (step.again, step.section), (step.hurts, None)]
        texts += [(cue.say, None) for cue in step.cues]
    return [(text, section) for text, section in texts if text]


def test_every_start_has_its_routine(routines: dict[str, Routine]) -> None:
    assert {key: routine.intent for key, routine in routines.items()} == STARTS


def test_every_text_is_short_enough_to_listen_to(routines: dict[str, Routine]) -> None:
    for routine in routines.values():
        for text, _ in told(routine):
            assert len(words(text)) <= SPOKEN_WORDS, text


def test_no_run_of_eight_words_is_copied(routines: dict[str, Routine], article: str) -> None:
    source = f" {' '.join(words(article))} "
    for routine in routines.values():
        for text, _ in told(routine):
            said = words(text)
            for start in range(len(said) - COPIED_RUN + 1):
                run = " ".join(said[start : start + COPIED_RUN])
                assert f" {run} " not in source, f"{routine.key} copies: {run}"


def test_every_figure_stands_in_its_section(
    routines: dict[str, Routine], pack: Pack, article: str
) -> None:
    texts = section_texts(article, dict(pack.answers.sections))
    for routine in routines.values():
        for text, section in told(routine):
            if section is None:
                continue
            source = set(words(texts[section]))
            for figure in NUMBERS & set(words(text)):
                known = {figure} | SAME_FIGURE.get(figure, set())
                assert known & source, f"{routine.key}: {figure!r} is not in {section}"


def test_a_pose_is_described_before_it_is_held(routines: dict[str, Routine]) -> None:
    for key in ("childs-pose", "knee-to-chest"):
        first = next(at for at, step in enumerate(routines[key].steps) if step.hold)
        assert first >= 3, key


def test_the_article_is_the_source_of_what_a_stretch_is_for_alone(
    routines: dict[str, Routine],
) -> None:
    for key in ("childs-pose", "knee-to-chest"):
        for step in routines[key].steps:
            assert step.section == (None if step.settle else key), step.name


def test_who_can_not_kneel_is_offered_a_way_round_before_kneeling_down(
    routines: dict[str, Routine],
) -> None:
    says = [step.say for step in routines["childs-pose"].steps]
    kneeling = next(at for at, say in enumerate(says) if "hands and knees" in say)
    assert any("on your back instead" in say for say in says[:kneeling])


def test_knee_to_chest_is_for_each_leg_twice_and_for_both(routines: dict[str, Routine]) -> None:
    line = timeline(routines["knee-to-chest"], Pace(), len)
    held = [stage.name for stage in line.stages if stage.hold_end > stage.hold_start]
    left, right = "knee to chest, left leg", "knee to chest, right leg"
    assert held == [left, right, left, right, "both knees"]


def test_the_stretches_are_made_of_both(routines: dict[str, Routine]) -> None:
    both = routines["childs-pose"].steps + routines["knee-to-chest"].steps
    assert routines["stretches"].steps == both


def test_a_stretch_takes_a_few_minutes(routines: dict[str, Routine]) -> None:
    lasts = Unspoken(165).lasts
    for key in ("childs-pose", "knee-to-chest"):
        assert 120 < timeline(routines[key], Pace(), lasts).length < FEW_MINUTES


@pytest.mark.parametrize("breath", [4.0, 6.0, 10.0])
def test_nothing_written_is_lost_to_lack_of_room(
    routines: dict[str, Routine], breath: float
) -> None:
    """At a normal speed of speech every cue of ours has its place, whatever the pace."""
    for routine in routines.values():
        line = timeline(routine, Pace(breath), Unspoken(165).lasts, minutes=10)
        said = {cue.say for cue in line.cues}
        for step in routine.steps:
            assert {cue.say for cue in step.cues} <= said, step.name


def test_somebody_who_hurts_is_told_how_to_come_out(routines: dict[str, Routine]) -> None:
    for routine in routines.values():
        for step in routine.steps:
            if step.settle:
                assert 0 < len(words(step.hurts)) <= 15, step.name


@pytest.mark.parametrize("minutes", [5, 6, 10, 20, 30])
def test_a_walk_is_checked_on_every_three_minutes(
    routines: dict[str, Routine], minutes: int
) -> None:
    line = timeline(routines["walk"], Pace(), Unspoken(165).lasts, minutes)
    asked = [cue.at for cue in line.cues if cue.asks]
    assert len(asked) == (minutes * 60 - 91) // 180
    assert all(abs(late - early - 180) < 15 for early, late in pairwise(asked))


OWN = """\
language: en
routine: "my stretch"
opening: "Let's go."
steps:
  - name: "stretching"
    say: "Stretch."
    hold: {breaths: 5}
    hurts: "Let go."
    cues:
      - {breath: 3, say: "In."}
closing: "Done."
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path


def read(own: Path, text: str, name: str = "mine.yaml") -> dict[str, Routine]:
    (own / name).write_text(text, encoding="utf-8")
    return read_routines(FOLDER, STARTS.values(), ["childs-pose", "knee-to-chest", "amount"], own)


def test_a_routine_of_ones_own_is_added(own: Path) -> None:
    routines = read(own, OWN)
    assert set(routines) == {*STARTS, "mine"}
    assert routines["mine"].intent == ""


def test_a_routine_of_ones_own_replaces_ours(own: Path) -> None:
    changed = OWN + "starts: StartChildsPose\n"
    routines = read(own, changed, "childs-pose.yaml")
    assert routines["childs-pose"].name == "my stretch"
    assert routines["stretches"].steps[0].name == "stretching"


def test_a_routine_of_ones_own_may_include_ours(own: Path) -> None:
    routines = read(own, "language: en\nroutine: all\nincludes: [childs-pose, walk]\n")
    assert len(routines["mine"].steps) == len(routines["childs-pose"].steps) + 1


def test_of_several_only_what_is_broken_is_left_out_and_told(own: Path) -> None:
    (own / "a-broken.yaml").write_text("language: en\nsteps: 5\n", encoding="utf-8")
    (own / "b-all.yaml").write_text(
        "language: en\nroutine: all\nincludes: [mine]\n", encoding="utf-8"
    )
    (own / "c-part.yaml").write_text(
        "language: en\nroutine: part\nincludes: [a-broken]\n", encoding="utf-8"
    )
    (own / "mine.yaml").write_text(OWN, encoding="utf-8")
    told: list[Trouble] = []
    sections = ["childs-pose", "knee-to-chest", "amount"]
    routines = read_routines(FOLDER, STARTS.values(), sections, own, told.append)
    assert set(routines) == {*STARTS, "mine", "b-all"}
    assert ["a-broken.yaml" in told[0].what, "c-part.yaml" in told[1].what] == [True, True]


def test_one_that_replaces_ours_and_is_broken_leaves_ours(own: Path) -> None:
    (own / "childs-pose.yaml").write_text("[", encoding="utf-8")
    told: list[Trouble] = []
    sections = ["childs-pose", "knee-to-chest", "amount"]
    routines = read_routines(FOLDER, STARTS.values(), sections, own, told.append)
    assert routines["childs-pose"].name == "child's pose" and len(told) == 1


def test_without_a_folder_of_ones_own_ours_are_there(tmp_path: Path, pack: Pack) -> None:
    sections = pack.answers.sections
    routines = read_routines(FOLDER, STARTS.values(), sections, tmp_path / "nowhere")
    assert set(routines) == set(STARTS)


def test_what_an_editor_leaves_behind_is_no_routine(own: Path) -> None:
    (own / ".mine.yaml").write_text("[", encoding="utf-8")
    (own / "mine.yaml~").write_text("[", encoding="utf-8")
    assert set(read(own, OWN)) == {*STARTS, "mine"}


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        ("steps:", "stepps:", "line 4: `stepps` is not a key of this file. Did you mean `steps`?"),
        ('closing: "Done."', "starts: StartWalks", "Did you mean `StartWalk`?"),
        ('closing: "Done."', "starts: StartWalk", "`StartWalk` starts `walk` already"),
        ('closing: "Done."', 'closing: "{minutes} done."', "line 11: nothing is known to fill"),
        ('closing: "Done."', "closing: [a]", "line 11: a text is expected"),
        ('closing: "Done."', "includes: [childs-posse]", "Did you mean `childs-pose`?"),
        ('closing: "Done."', "includes: [mine]", "`mine` includes itself"),
        ('say: "Stretch."', 'say: "Stretch the {side} leg."', "fill `{side}` with"),
        ('say: "Stretch."', 'say: "Stretch {"', "fill `{` with"),
        (
            'say: "Stretch."',
            "say: Stretch.\n    section: child-pose",
            "Did you mean `childs-pose`?",
        ),
        ('say: "Stretch."', "say: Stretch.\n    section: [x]", "line 7: a text is expected"),
        ('say: "Stretch."', "say: Stretch.\n    settle: soon", "a number is expected"),
        ('say: "Stretch."', "say: Stretch.\n    settle: -1", "Write one from 0 to 300."),
        ('say: "Stretch."', "say: Stretch.\n    times: 0", "Write one from 1 to 20."),
        ('say: "Stretch."', "say: Stretch.\n    times: 1.5", "no whole number"),
        ('say: "Stretch."', "say: Stretch.\n    times: true", "a number is expected"),
        ('say: "Stretch."', "say: Stretch.\n    sides: []", "no sides in this list"),
        ('hurts: "Let go."', "again: Again.", "how to come out of this when it hurts"),
        ("hold: {breaths: 5}", "again: Again.", "`again` needs something to hold"),
        ("hold: {breaths: 5}", "hold: {breaths: 0}", "line 7: a number is expected"),
        ("hold: {breaths: 5}", "hold: {seconds: -3}", "line 7: a number is expected"),
        ("hold: {breaths: 5}", "hold: {seconds: .nan}", "line 7: a number is expected"),
        ("hold: {breaths: 5}", "hold: {seconds: 1" + "0" * 400 + "}", "a number is expected"),
        ("hold: {breaths: 5}", "hold: {breath: 5}", "Did you mean `breaths`?"),
        ("hold: {breaths: 5}", "hold: {breaths: 5, seconds: 30}", "a hold has one length"),
        ("hold: {breaths: 5}", "hold: {}", "a hold has one length"),
        ("hold: {breaths: 5}", "hold: {asked: false}", "a hold has a length"),
        (
            "hold: {breaths: 5}",
            "hold: {seconds: 30}",
            "line 10: this hold isn't counted in breaths",
        ),
        ("breath: 3", "breath: 6", "line 10: a number is expected here. Write one from 1 to 5."),
        ("breath: 3", "at: middle", "no time within a hold"),
        ("breath: 3", "breath: 3, after: 4", "a cue has one time"),
        ("breath: 3, ", "", "a cue has one time"),
        ("breath: 3", "every: 1", "Write one from 10"),
        ('say: "In."', "chime: bell", "there is no chime `bell`"),
        (', say: "In."', "", "this cue is silent"),
        ('say: "In."', "chime: half, asks: true", "this question has no words"),
        ('say: "In."', "say: In, asks: maybe", "true or false is expected"),
        ("language: en", "launguage: en", "Did you mean `language`?"),
    ],
)
def test_a_broken_routine_is_refused_with_its_place(
    own: Path, was: str, becomes: str, told: str
) -> None:
    assert was in OWN
    with pytest.raises(Trouble) as caught:
        read(own, OWN.replace(was, becomes, 1))
    assert caught.value.code is ExitCode.BAD_CONTENT
    assert "mine.yaml, line " in caught.value.what
    assert told in str(caught.value)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(["", "x", "{side}"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.just("say"), inner),
)
PLACES = [
    ["language"],
    ["routine"],
    ["starts"],
    ["includes"],
    ["opening"],
    ["steps"],
    ["steps", 0],
    *(["steps", 0, key] for key in ("name", "say", "section", "settle", "hold", "sides")),
    *(["steps", 0, key] for key in ("times", "again", "hurts", "cues")),
    *(["steps", 0, "hold", key] for key in ("breaths", "seconds", "asked")),
    ["steps", 0, "cues", 0],
    *(["steps", 0, "cues", 0, key] for key in ("breath", "after", "at", "say", "chime", "asks")),
]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(PLACES), ANYTHING)
def test_whatever_stands_anywhere_is_taken_or_refused_with_its_line(
    own: Path, place: list[str | int], value: object
) -> None:
    data = yaml.safe_load(OWN)
    around = data
    for key in place[:-1]:
        around = around[key]
    around[place[-1]] = value
    (own / "mine.yaml").write_text(yaml.safe_dump(data), encoding="utf-8")
    try:
        routine = read_routines(own, ["StartWalk"], ["amount"])["mine"]
    except Trouble as trouble:
        assert "mine.yaml, line " in trouble.what
        return
    assert timeline(routine, Pace(), len).length > 0


def test_a_cue_past_the_end_of_its_hold_is_refused(own: Path) -> None:
    text = OWN.replace("{breaths: 5}", "{seconds: 30}").replace("breath: 3", "after: 30")
    with pytest.raises(Trouble, match="it takes 30 seconds"):
        read(own, text)


def test_a_routine_without_steps_is_refused(own: Path) -> None:
    with pytest.raises(Trouble, match="no steps"):
        read(own, "language: en\nroutine: nothing\n")


def test_routines_that_include_each_other_are_refused(own: Path) -> None:
    text = "language: en\nroutine: round\nincludes: [{}]\n"
    (own / "there.yaml").write_text(text.replace("{}", "back"), encoding="utf-8")
    with pytest.raises(Trouble, match="includes itself"):
        read(own, text.replace("{}", "there"), "back.yaml")


def test_the_example_in_the_docs_is_a_routine(own: Path) -> None:
    docs = Path(__file__).resolve().parents[2] / "docs" / "routines.md"
    if not docs.exists():
        pytest.skip("the docs are not beside these tests")
    example = docs.read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]
    routine = read(own, example)["mine"]
    assert any(step.hold for step in routine.steps)


@pytest.mark.parametrize(
    "text", ["routine: 5\nsteps: &s\n  - *s", "routine: !!int foo", "routine: " + 5000 * "9"]
)
def test_a_value_that_yaml_itself_fails_at_is_refused_with_its_line(own: Path, text: str) -> None:
    with pytest.raises(Trouble, match=r"mine\.yaml, line 2|mine\.yaml, line 3"):
        read(own, f"language: en\n{text}\n")
