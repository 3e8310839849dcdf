"""`voiceguide models build` as a person meets it."""

import shutil
from pathlib import Path

from tests.apps.test_cli import voiceguide
from voiceguide.content.files import data_folder
from voiceguide.errors import ExitCode
from voiceguide.hearing.engines.vosk_folder import open_folder


def test_new_words_of_a_pack_are_learnt_and_listed(tmp_path: Path) -> None:
    content = tmp_path / "mine"
    shutil.copytree(data_folder("intents"), content)
    with (content / "examples" / "en" / "SwimmingInfo.txt").open("a", encoding="utf-8") as file:
        file.write("is stoolball or polo better than swimming for spondylolysis\n")
    (content / "pronunciations.txt").write_text("spondylolysis S P AA N D AH L AA L AH S AH S\n")
    done = voiceguide("models", "build", "--content", content, home=tmp_path)
    assert done.returncode == ExitCode.OK, done.stderr
    told = {line.split()[0]: line for line in done.stdout.splitlines()}
    assert told["stoolball"].endswith("(guessed)")
    assert told["polo"].endswith("P OW L OW  (CMU's dictionary)")
    assert told["spondylolysis"].endswith("(pronunciations.txt)")
    assert str(content / "pronunciations.txt") in done.stdout
    folder = Path(done.stdout.split(": ")[-1].strip())
    assert {"stoolball", "polo", "spondylolysis", "walk"} <= open_folder(folder).words


def test_the_shipped_content_needs_no_building(tmp_path: Path) -> None:
    done = voiceguide("models", "build", home=tmp_path)
    assert done.returncode == ExitCode.USAGE
    assert "--content" in done.stderr


def test_a_bad_pronunciation_is_named_with_its_line(tmp_path: Path) -> None:
    content = tmp_path / "mine"
    shutil.copytree(data_folder("intents"), content)
    (content / "pronunciations.txt").write_text("# ours\nwalk W OOH K\n")
    done = voiceguide("models", "build", "--content", content, home=tmp_path)
    assert done.returncode == ExitCode.BAD_CONTENT
    assert "line 2" in done.stderr
    assert "OOH" in done.stderr
    assert "Traceback" not in done.stderr
