"""Which model is in use, and making others fit our sentences."""

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hassil.intents import Intents

from tests.models.general_model import make_general
from tests.models.static_model import make_static
from voiceguide import model_choice
from voiceguide.assembly import make_brief_memory, make_listener, make_parts
from voiceguide.content.files import data_folder
from voiceguide.content.pack import Pack
from voiceguide.devices.wavfile import blocks
from voiceguide.errors import ExitCode, Trouble
from voiceguide.hearing.engines.vosk_folder import SUMS
from voiceguide.hearing.engines.vosk_recogniser import VoskRecogniser
from voiceguide.hearing.listener import Listener
from voiceguide.hearing.listening import Moment
from voiceguide.hearing.recording import transcribe
from voiceguide.messages.audio import Samples
from voiceguide.messages.intents import OUT_OF_SCOPE
from voiceguide.model_choice import (
    EMBEDDED,
    fitted_grammar,
    model_folder,
    preparing,
    refit,
    suits,
)
from voiceguide.models.shelf import Shelf
from voiceguide.settings import Settings

SPOKEN = Path(__file__).parents[1] / "hearing/spoken"


def spoken(name: str) -> Samples:
    return np.concatenate(list(blocks(SPOKEN / f"{name}.wav", 16000)))


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    shelf = Shelf(tmp_path / "shelf")
    monkeypatch.setattr(model_choice, "shelf", lambda: shelf)
    return shelf


def sentences(*written: str) -> Intents:
    return Intents.from_dict(
        {"language": "en", "intents": {"Any": {"data": [{"sentences": list(written)}]}}}
    )


@pytest.fixture(scope="module")
def few(pack: Pack) -> Pack:
    """Some of our sentences, whose grammar is made in no time."""
    examples = {"Stop": ("stop", "please stop", "go on"), OUT_OF_SCOPE: ("what is the time",)}
    templates = sentences("what is child's pose", "is it okay to walk")
    return replace(pack, templates=templates, red_flags=sentences("help me"), examples=examples)


@pytest.fixture(scope="module")
def fitted(tmp_path_factory: pytest.TempPathFactory, few: Pack) -> Path:
    """A general model that was made ready."""
    folder = make_general(tmp_path_factory.mktemp("fitted") / "model")
    assert preparing(few)(folder)
    return folder


def put(shelf: Shelf, source: Path, name: str, fitted: bool = False) -> Path:
    with shelf.working_on(name, lambda: None) as place:
        shutil.copytree(source, place)
        return shelf.put(place, name, "https://example.org", fitted)


@pytest.mark.parametrize("name", ["", EMBEDDED])
def test_without_a_choice_ours_hears(shelf: Shelf, name: str) -> None:
    assert model_folder(Settings(model=name)) == data_folder("models") / "en"


def test_a_name_means_the_installed_model_and_a_path_the_folder(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "toy").mkdir()
    monkeypatch.chdir(tmp_path)
    assert model_folder(Settings(model="toy")) == Path("toy")
    (tmp_path / "made").mkdir()
    installed = put(shelf, tmp_path / "made", "toy")
    assert model_folder(Settings(model="toy")) == installed
    assert model_folder(Settings(model="./toy")) == Path("toy")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("nothing", "models list"),
        ("vosk-model-small-en-us-0.15", "models install vosk-model-small"),
    ],
)
def test_a_name_of_nothing_is_said(shelf: Shelf, name: str, told: str) -> None:
    with pytest.raises(Trouble, match=f"No model called {name}") as caught:
        model_folder(Settings(model=name))
    assert caught.value.code is ExitCode.NO_MODEL
    assert told in caught.value.mend


def test_a_fitted_model_expects_our_sentences(fitted: Path) -> None:
    recogniser = VoskRecogniser(fitted)
    assert transcribe(recogniser, spoken("what_is_childs_pose")).text == "what is child's pose"
    recogniser.expect(["stop", "go on"])
    assert transcribe(recogniser, spoken("stop")).text == "stop"


def test_a_fitted_model_is_sealed(fitted: Path, few: Pack) -> None:
    assert "graph/words.txt" in (fitted / SUMS).read_text()
    assert suits(fitted, few).lacking == ()


def test_words_that_a_model_lacks_become_unknown(fitted: Path, few: Pack, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(fitted, tmp_path / "model"))
    words = folder / "graph/words.txt"
    lines = words.read_text().splitlines(keepends=True)
    words.write_text("".join(line for line in lines if line.split()[0] != "child's"))
    (folder / SUMS).unlink()
    assert suits(folder, few).lacking == ("child's",)
    grammar = fitted_grammar(folder, few)
    assert grammar is not None
    (folder / "graph/Gr.fst").write_bytes(grammar)
    heard = transcribe(VoskRecogniser(folder), spoken("what_is_childs_pose")).text
    assert heard == "what is [unk] pose"


def test_only_changed_sentences_are_fitted_again(shelf: Shelf, fitted: Path, few: Pack) -> None:
    folder = put(shelf, fitted, "toy", fitted=True)
    before = (folder / "graph/Gr.fst").read_bytes()
    assert not refit("toy", few, lambda: None)
    (folder / "graph/Gr.fst").write_bytes(b"made of other sentences")
    assert refit("toy", few, lambda: None)
    assert (folder / "graph/Gr.fst").read_bytes() == before
    assert shelf.faults("toy") == ()


def test_a_model_as_published_stays_so(shelf: Shelf, tmp_path: Path, few: Pack) -> None:
    folder = make_general(tmp_path / "general")
    before = (folder / "graph/Gr.fst").read_bytes()
    assert not preparing(few, fits=False)(folder)
    put(shelf, folder, "toy")
    assert not refit("toy", few, lambda: None)
    assert (shelf.root / "toy/graph/Gr.fst").read_bytes() == before


@pytest.fixture(scope="module")
def static(tmp_path_factory: pytest.TempPathFactory) -> Path:
    words = ["stop", "is", "it", "okay", "to", "walk", "yes", "no"]
    return make_static(tmp_path_factory.mktemp("static") / "model", words)


def test_a_static_model_is_noticed_and_left_as_it_is(static: Path, few: Pack) -> None:
    assert not preparing(few)(static)
    suited = suits(static, few)
    assert not suited.narrows
    assert not (static / "graph/Gr.fst").exists()


def test_a_static_model_hears_and_is_matched_to_what_counts_now(static: Path) -> None:
    """It can't be narrowed; "stop" over the assistant's voice is acted on, a question is not."""
    wide = VoskRecogniser(static)
    wide.expect(["yes"])
    assert transcribe(wide, spoken("is_it_okay_to_walk")).text == "is it okay to walk"
    listener = make_listener(make_parts(Settings(model=str(static)), make_brief_memory()))
    assert heard_while_speaking(listener, "stop") == ["stop"]
    assert heard_while_speaking(listener, "is_it_okay_to_walk") == []


def heard_while_speaking(listener: Listener, name: str) -> list[str]:
    sound = np.concatenate([spoken(name), np.zeros(16000, np.int16)])
    heard = [
        listener.hear(sound[at : at + 320], Moment(speaking=True))
        for at in range(0, len(sound) - 319, 320)
    ]
    return [one.text for one in heard if one is not None]
