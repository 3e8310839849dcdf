"""A broken content file is refused with file, line and what to do."""

import shutil
from pathlib import Path

import pytest

from voiceguide.content.common import read_common
from voiceguide.content.files import data_folder
from voiceguide.content.pack import read_pack
from voiceguide.content.templates import read_fragments, read_templates
from voiceguide.errors import ExitCode, Trouble


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(data_folder("intents"), tmp_path / "intents"))


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("intents.yaml", "intents:\n  A: [", "line 3"),
        ("intents.yaml", "intents:\n  A:\n    grop: article\n", "`grop`"),
        ("sections.yaml", "sections: {}\n", "`article` is missing"),
        ("responses/en/WalkOk.yaml", "language: en\nintent: WalkOk\nparts: []\n", "WalkingOk"),
        (
            "responses/en/Avoid.yaml",
            "language: en\nintent: Avoid\nparts:\n  - section: avoide\n    say: no\n",
            "line 4",
        ),
        (
            "sentences/en/Avoid/default.yaml",
            'language: "en"\ndata:\n  - sentences:\n      - "what (should"\n',
            "line 4",
        ),
        (
            "sentences/en/Avoid/default.yaml",
            'language: "en"\ndata:\n  - sentences: ["<nothing_like_it> a"]\n    sentence: []\n',
            "Did you mean `sentences`?",
        ),
        (
            "sentences/en/Stop/default.yaml",
            'language: "en"\ndata:\n  - sentences:\n      - "stop"\n      - "{nolist} legs"\n',
            "line 5: there is no list `nolist`",
        ),
        (
            "sentences/en/Stop/default.yaml",
            'language: "en"\ndata:\n  - sentences: ["[please] (stop|halt <lowerback>)"]\n',
            "line 3: there is no rule `lowerback`. Did you mean `lower_back`?",
        ),
        (
            "sentences/en/Stop/default.yaml",
            'language: "en"\ndata:\n  - sentences: ["stop"]\n    slots: 5\n',
            "line 4: keys and values are expected",
        ),
        (
            "sentences/en/Stop/default.yaml",
            'language: "en"\ndata:\n  - sentences: ["stop"]\n    response: [a]\n',
            "line 4: a text is expected",
        ),
        (
            "red_flags/en.yaml",
            'language: "en"\ndata:\n  - sentences:\n      - "numb"\n      - "<nosuch> legs"\n',
            "line 5: there is no rule `nosuch`",
        ),
        *(
            (
                "red_flags/en.yaml",
                f'language: "en"\ndata:\n  - sentences:\n      - "numb"\n      - "{silent}"\n',
                "line 5: this is an emergency whatever is said",
            )
            for silent in ("[i fell]", "[i] [fell]", "(my [leg]|[back])", "[i <wake>] ([oh];[no])")
        ),
        ("responses/en/Avoid.yaml", "language: en\nparts: [{say: no, section: [a]}]", "line 2"),
        ("examples/en/Avoid.txt", "what should i avoid?\n", "line 1"),
        ("examples/en/Avoidance.txt", "what\n", "no intent `Avoidance`"),
        ("concepts/en.yaml", 'language: "en"\nconcepts:\n  yes: [a]\n', "quotes"),
    ],
)
def test_the_error_names_the_place(folder: Path, file: str, text: str, told: str) -> None:
    (folder / file).write_text(text, encoding="utf-8")
    with pytest.raises(Trouble) as caught:
        read_pack(folder)
    assert caught.value.code is ExitCode.BAD_CONTENT
    assert Path(file).name in caught.value.what
    assert told in str(caught.value)


@pytest.mark.parametrize("importance", ["high", "", "[1]", "true", "1.5", "4", "-1"])
def test_an_importance_is_one_of_four(folder: Path, importance: str) -> None:
    path = folder / "intents.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    number = next(i for i, line in enumerate(lines) if line.startswith("    importance:"))
    lines[number] = f"    importance: {importance}"
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(Trouble) as caught:
        read_pack(folder)
    assert f"intents.yaml, line {number + 1}: " in caught.value.what
    assert "0 to 3" in caught.value.mend


COMMON = """language: "en"
lists:
  speed:
    values: ["slow", {in: "fast [er]", out: "fast"}]
  count:
    range: {from: 1, to: 3}
expansion_rules:
  wake: "hey guide"
  go: "go [<wake>]"
skip_words: ["please"]
"""


@pytest.mark.parametrize(
    ("was", "becomes", "told"),
    [
        ('"en"', "[en]", "line 1: a text is expected"),
        ('"en"', '"xx"', "line 1: these are the sentences of `en`"),
        ('"fast [er]"', '"fast [er"', "line 4: this template can't be read"),
        ('"fast [er]"', '"fast <nosuch>"', "line 4: there is no rule `nosuch`"),
        ('"fast [er]"', '"fast {speed}"', "line 3: the list `speed` stands in itself"),
        ('"fast [er]"', "[fast]", "line 4: a text is expected"),
        ('{in: "fast [er]", ', "{", "line 4: the key `in` is missing"),
        ('["slow", ', "[5, ", "line 4: a text is expected"),
        ("values:", "vales:", "Did you mean `values`?"),
        ("range: {from: 1, to: 3}", "range: 5", "line 6: keys and values are expected"),
        ("range: {from: 1, to: 3}", "range: {from: 1}", "line 6: the key `to` is missing"),
        ("range: {from: 1, to: 3}", "", "line 5: keys and values are expected"),
        ("range: {from: 1, to: 3}", "wildcard: false", "line 5: a list has one kind"),
        ("from: 1", "from: few", "line 6: a whole number is expected"),
        ("from: 1", "from: 4", "line 6: 4 to 3 is no range"),
        ("to: 3", f"to: 1{30 * '0'}", "line 6: the numbers of a list lie between"),
        ("range: {from: 1, to: 3}", "wildcard: [1]", "line 5: a list has one kind"),
        ("<wake>", "{1..3:count}", "line 9: there is no list `1..3`"),
        ("to: 3", "to: 3, step: 0", "line 6: a whole number above zero is expected"),
        ("to: 3", "to: 3, type: miles", "line 6: "),
        ("to: 3", "to: 3, digits: no, words: no", "line 6: "),
        ("to: 3", "to: 3, multiplier: [a]", "line 6: "),
        ("<wake>", "<walk>", "line 9: there is no rule `walk`. Did you mean `wake`?"),
        ("<wake>", "<go>", "line 9: the rule `go` stands in itself"),
        ("<wake>", "<wake", "line 9: this template can't be read"),
        ("<wake>", "<>", "line 9: this template can't be read"),
        ('"go [<wake>]"', "5", "line 9: a text is expected"),
        ('["please"]', "please", "line 10: a list is expected"),
        ('["please"]', "[5]", "line 10: a text is expected"),
    ],
)
def test_what_templates_share_is_refused_with_its_line(
    tmp_path: Path, was: str, becomes: str, told: str
) -> None:
    assert was in COMMON
    path = tmp_path / "en" / "_common.yaml"
    path.parent.mkdir()
    path.write_text(COMMON.replace(was, becomes, 1), encoding="utf-8")
    with pytest.raises(Trouble) as caught:
        read_templates(path.parent, {}, read_common(path.parent))
    assert caught.value.code is ExitCode.BAD_CONTENT
    assert f"{path}, line " in caught.value.what
    assert told in str(caught.value)


@pytest.mark.parametrize("wrong", ["lists: 5", "expansion_rules: [a]", "lists: {a: 5}", "lists:"])
def test_wrong_kinds_in_what_templates_share_are_told(tmp_path: Path, wrong: str) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "_common.yaml").write_text(f"language: en\n{wrong}\n", encoding="utf-8")
    with pytest.raises(Trouble, match=r"_common\.yaml, line 2: keys and values are expected"):
        read_common(tmp_path / "en")


def test_what_templates_share_may_be_little(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "_common.yaml").write_text(COMMON, encoding="utf-8")
    templates = read_templates(tmp_path / "en", {}, read_common(tmp_path / "en"))
    assert set(templates.slot_lists) == {"speed", "count"}


@pytest.mark.parametrize("fragment", ["[i] fell", "[my] {speed}", "<go> [now]", "(a|b) [c]"])
def test_a_red_flag_with_a_word_that_must_be_said_is_none_too_many(
    tmp_path: Path, fragment: str
) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "_common.yaml").write_text(COMMON, encoding="utf-8")
    flags = tmp_path / "flags.yaml"
    flags.write_text(f'language: "en"\ndata:\n  - sentences: ["{fragment}"]\n', encoding="utf-8")
    assert read_fragments(flags, read_common(tmp_path / "en")).intents


def test_bytes_that_are_not_utf8_are_named_with_their_line(folder: Path) -> None:
    (folder / "examples/en/Avoid.txt").write_bytes(b"what\nnot \xff so\n")
    with pytest.raises(Trouble, match="line 2"):
        read_pack(folder)


def test_missing_wake_phrases_are_named(folder: Path) -> None:
    common = folder / "sentences/en/_common.yaml"
    common.write_text(common.read_text(encoding="utf-8").replace("  wake:", "  woke:"), "utf-8")
    with pytest.raises(Trouble, match=r"_common\.yaml.*`wake`"):
        read_pack(folder)


def test_a_missing_response_is_named(folder: Path) -> None:
    (folder / "responses/en/Avoid.yaml").unlink()
    with pytest.raises(Trouble, match=r"Avoid\.yaml"):
        read_pack(folder)
