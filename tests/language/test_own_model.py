"""A pack with words that the embedded model lacks: made, loaded by Vosk, and heard."""

from dataclasses import replace
from pathlib import Path

import pytest
from hassil.intents import Intents

from tests.asking import ASKING
from voiceguide.assembly import build_model
from voiceguide.content.files import data_folder
from voiceguide.content.pack import Pack
from voiceguide.errors import ExitCode, Trouble
from voiceguide.hearing.engines.vosk_folder import open_folder, write_sums
from voiceguide.hearing.engines.vosk_recogniser import VoskRecogniser
from voiceguide.hearing.recording import transcribe
from voiceguide.language.own_model import OwnModel, make_own_model, unheard_by
from voiceguide.language.pronunciations import Origin, Way
from voiceguide.messages.intents import OUT_OF_SCOPE
from voiceguide.settings import Settings
from voiceguide.speaking.voice import Voice

MODELS = data_folder("models")


def guess(word: str) -> Way:
    return {"stoolball": tuple("S T UW L B AO L".split())}.get(word, ())


@pytest.fixture(scope="module")
def small(pack: Pack) -> Pack:
    templates = Intents.from_dict(
        {
            "language": "en",
            "intents": {"Play": {"data": [{"sentences": ["may i play stoolball"]}]}},
        }
    )
    flags = Intents.from_dict(
        {"language": "en", "intents": {"Help": {"data": [{"sentences": ["my legs are numb"]}]}}}
    )
    examples = {"Play": ("is balasana better than the foxtrot",), OUT_OF_SCOPE: ("a blorptix",)}
    return replace(pack, templates=templates, red_flags=flags, examples=examples)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    content = tmp_path / "mine"
    (content / "examples").mkdir(parents=True)
    (content / "examples" / "Play.txt").write_text("is balasana better than the foxtrot\n")
    (content / "pronunciations.txt").write_text("foxtrot F AA K S T R AO T\n")
    return content


def built(content: Path, pack: Pack, folder: Path) -> OwnModel:
    return make_own_model(content, pack, MODELS, folder, guess, write_sums)


def test_new_words_are_heard(content: Path, small: Pack, tmp_path: Path, voice: Voice) -> None:
    made = built(content, small, tmp_path / "model")
    assert open_folder(made.folder).dynamic
    recogniser = VoskRecogniser(made.folder)
    for said in ("may i play stoolball", "is balasana better than the foxtrot"):
        assert transcribe(recogniser, voice.synthesise(said, ASKING)).text == said


def test_it_is_told_where_each_new_words_sounds_come_from(
    content: Path, small: Pack, tmp_path: Path
) -> None:
    made = built(content, small, tmp_path / "model")
    assert {one.word: one.origin for one in made.new} == {
        "foxtrot": Origin.WRITTEN,
        "stoolball": Origin.GUESSED,
    }
    assert made.unsaid == ("blorptix",), "beside the subject, so it hinders nothing"


def test_a_word_that_nothing_tells_how_to_say_is_trouble(
    content: Path, small: Pack, tmp_path: Path
) -> None:
    odd = replace(small, examples={"Play": ("is blorptix good",)})
    with pytest.raises(Trouble, match="blorptix") as caught:
        built(content, odd, tmp_path / "model")
    assert caught.value.code is ExitCode.BAD_CONTENT
    assert not (tmp_path / "model").exists()


def test_content_that_changed_since_is_told(content: Path, small: Pack, tmp_path: Path) -> None:
    embedded, folder = MODELS / "en", tmp_path / "model"
    before = unheard_by(embedded, content, small, embedded)
    assert before is not None
    assert "stoolball" in before.what
    assert "blorptix" not in before.what
    assert f"`voiceguide models build --content {content}`" in before.mend
    built(content, small, folder)
    assert unheard_by(folder, content, small, embedded) is None
    with (content / "pronunciations.txt").open("a") as file:
        file.write("foxtrot F AA K S\n")
    after = unheard_by(folder, content, small, embedded)
    assert after is not None
    assert "can't hear" not in after.what


def test_a_model_is_made_anew_in_its_place_and_leaves_nothing_beside(
    content: Path, small: Pack, tmp_path: Path
) -> None:
    folder = tmp_path / "models" / "mine"
    built(content, small, folder)
    first = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    built(content, small, folder)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == first
    assert [path.name for path in folder.parent.iterdir()] == ["mine"]


def test_a_full_disk_leaves_the_model_that_was_there(
    content: Path, small: Pack, tmp_path: Path
) -> None:
    folder = tmp_path / "model"
    built(content, small, folder)
    before = (folder / "SHA256SUMS").read_bytes()

    def full(_: Path) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(Trouble, match="No space left"):
        make_own_model(content, small, MODELS, folder, guess, full)
    assert (folder / "SHA256SUMS").read_bytes() == before
    open_folder(folder)


def test_only_the_embedded_model_learns_words() -> None:
    for settings in (Settings(), Settings(content="mine", model="other")):
        with pytest.raises(Trouble) as caught:
            build_model(settings)
        assert caught.value.code is ExitCode.USAGE
