"""What comes of a download when the network or the server doesn't do as it should."""

import random
import socket
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.models.server import (
    Answer,
    cut,
    dripping,
    promised,
    serving,
    silent,
    stalled,
    status,
    unmeasured,
    whole,
)
from voiceguide.errors import Trouble
from voiceguide.models.download import Patience, Source, discard, fetch

DATA = random.Random(1).randbytes(300_000)
OTHER = random.Random(2).randbytes(300_000)
IMPATIENT = Patience(seconds=0.2, attempts=2)


def quiet(done: int, total: int | None) -> None:
    """Progress that nobody looks at."""


def get(part: Path, *answers: Answer, size: int | None = None, checked: bool = True) -> list[str]:
    """Fetch; the ranges that were asked for."""
    with serving(*answers) as served:
        fetch(Source(served.url, size, checked), part, quiet, IMPATIENT)
    return served.ranges


def refused(part: Path, *answers: Answer, size: int | None = None) -> Trouble:
    """The Trouble that fetching ends with."""
    with serving(*answers) as served, pytest.raises(Trouble) as caught:
        fetch(Source(served.url, size, True), part, quiet, IMPATIENT)
    assert "Traceback" not in str(caught.value)
    return caught.value


@pytest.fixture
def part(tmp_path: Path) -> Path:
    return tmp_path / "model.zip.part"


def test_all_comes_and_progress_ends_at_the_whole(part: Path) -> None:
    seen: list[tuple[int, int | None]] = []
    with serving(whole(DATA)) as served:
        fetch(Source(served.url), part, lambda *pair: seen.append(pair), IMPATIENT)
    assert part.read_bytes() == DATA
    assert (seen[0], seen[-1]) == ((0, len(DATA)), (len(DATA), len(DATA)))


def test_a_cut_connection_is_taken_up_where_it_ended(part: Path) -> None:
    assert get(part, cut(DATA, 100_000), whole(DATA)) == ["", "bytes=100000-"]
    assert part.read_bytes() == DATA


def test_what_came_is_kept_for_the_next_time(part: Path) -> None:
    with serving(cut(DATA, 100_000), cut(DATA, 0)) as served:
        with pytest.raises(Trouble, match="cut") as caught:
            fetch(Source(served.url), part, quiet, IMPATIENT)
        assert "0.1 of 0.3 MB are kept" in caught.value.mend
        served.answers[:] = [whole(DATA)]
        fetch(Source(served.url), part, quiet, IMPATIENT)
    assert served.ranges == ["", "bytes=100000-", "bytes=100000-"]
    assert part.read_bytes() == DATA


def test_what_came_from_another_address_is_not_used(part: Path) -> None:
    refused(part, cut(OTHER, 100_000), cut(OTHER, 0))
    assert get(part, whole(DATA)) == [""]
    assert part.read_bytes() == DATA


def test_a_file_that_is_whole_needs_no_connection(part: Path) -> None:
    with serving(whole(DATA)) as served:
        for _ in range(2):
            fetch(Source(served.url), part, quiet, IMPATIENT)
    assert served.ranges == [""]


def test_a_stalling_server_is_given_up(part: Path) -> None:
    trouble = refused(part, stalled(DATA, 100_000), stalled(DATA, 0))
    assert "stalled" in trouble.what
    assert "kept" in trouble.mend


def test_a_trickle_counts_as_stalled(part: Path) -> None:
    ticks = count(step=10.0)
    patience = Patience(30.0, 1, lambda: next(ticks))
    with serving(dripping(DATA)) as served, pytest.raises(Trouble, match="stalled"):
        fetch(Source(served.url), part, quiet, patience)


def test_a_server_that_never_answers_is_given_up(part: Path) -> None:
    with serving(silent) as served, pytest.raises(Trouble, match="doesn't answer"):
        fetch(Source(served.url), part, quiet, IMPATIENT)


def test_a_promise_of_too_much_is_a_cut_connection(part: Path) -> None:
    assert "cut" in refused(part, promised(DATA, len(DATA) + 5)).what


def test_a_promise_of_too_little_is_refused_where_the_length_is_known(part: Path) -> None:
    trouble = refused(part, promised(DATA, len(DATA) - 5), size=len(DATA))
    assert f"a file of {len(DATA) - 5} bytes" in trouble.what
    assert not part.exists()


def test_a_server_that_resumes_nothing_starts_anew(part: Path) -> None:
    answers = cut(DATA, 100_000), whole(DATA, resumes=False)
    assert get(part, *answers) == ["", "bytes=100000-"]
    assert part.read_bytes() == DATA


def test_a_file_that_changed_between_two_tries_is_not_mixed(part: Path) -> None:
    assert get(part, cut(DATA, 100_000), whole(OTHER, '"two"')) == ["", "bytes=100000-"]
    assert part.read_bytes() == OTHER


def test_without_a_version_or_a_checksum_nothing_is_resumed(part: Path) -> None:
    assert get(part, cut(DATA, 9, tag=""), whole(DATA, tag=""), checked=False) == ["", ""]
    assert part.read_bytes() == DATA


def test_with_a_checksum_what_has_no_version_is_resumed(part: Path) -> None:
    assert get(part, cut(DATA, 9, tag=""), whole(DATA, tag="")) == ["", "bytes=9-"]
    assert part.read_bytes() == DATA


def test_a_weak_tag_is_no_version(part: Path) -> None:
    assert get(part, cut(DATA, 9, tag='W/"a"'), whole(DATA), checked=False) == ["", ""]


def test_a_range_that_can_not_be_is_forgotten(part: Path) -> None:
    answers = cut(DATA, 100_000), status(416), whole(DATA)
    assert get(part, *answers) == ["", "bytes=100000-", ""]
    assert part.read_bytes() == DATA


def test_another_part_than_was_asked_for_is_refused(part: Path) -> None:
    wrong = status(206, DATA, Content_Range=f"bytes 0-{len(DATA) - 1}/{len(DATA)}")
    assert "another part" in refused(part, cut(DATA, 100_000), wrong).what


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (status(404), "answered 404 Not Found"),
        (status(500), "answered 500 Internal Server Error"),
        (status(503), "answered 503"),
        (status(200, b"<html>log in", Content_Type="text/html; charset=utf-8"), "a web page"),
        (status(302, Location="https://elsewhere.example/model.zip"), "elsewhere.example"),
        (status(302, Location="file:///etc/passwd"), "file:///"),
        (status(302, Location="http://[::1"), "an address that is none"),
        (status(302, Location="http://127.0.0.1:port/model.zip"), "an address that is none"),
    ],
)
def test_another_answer_than_the_file(part: Path, answer: Answer, told: str) -> None:
    assert told in str(refused(part, answer))
    assert not part.exists()


def test_a_server_may_send_on_to_itself(part: Path) -> None:
    assert get(part, status(302, Location="/there.zip"), whole(DATA)) == ["", ""]
    assert part.read_bytes() == DATA


def test_nobody_there(part: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(Trouble, match=r"127\.0\.0\.1 can't be reached") as caught:
        fetch(Source(f"http://127.0.0.1:{port}/a.zip"), part, quiet, IMPATIENT)
    assert "network" in caught.value.mend


def test_a_length_that_is_not_told_is_no_harm(part: Path) -> None:
    get(part, unmeasured(DATA))
    assert part.read_bytes() == DATA


def test_more_than_is_expected_is_thrown_away(part: Path) -> None:
    trouble = refused(part, unmeasured(DATA), size=len(DATA) - 1000)
    assert "sends more than" in trouble.what
    assert not part.exists()


def interrupting(after: int) -> Callable[[int, int | None], None]:
    """Progress that Ctrl-C meets at the first report of more than `after` bytes."""

    def progress(done: int, total: int | None) -> None:
        if done > after:
            raise KeyboardInterrupt

    return progress


@settings(max_examples=40)
@given(st.lists(st.integers(0, 2_000), max_size=5), st.booleans())
def test_ctrl_c_and_cuts_anywhere_lose_nothing(
    tmp_path_factory: pytest.TempPathFactory, breaks: list[int], resumes: bool
) -> None:
    data, part = DATA[:2_000], tmp_path_factory.mktemp("any") / "part"
    answers = [cut(data, at, resumes=resumes) for at in breaks] or [whole(data)]
    with serving(*answers) as served:
        source = Source(served.url)
        for at in breaks:
            with pytest.raises((KeyboardInterrupt, Trouble)):
                fetch(source, part, interrupting(at), Patience(5.0, 1))
                raise KeyboardInterrupt
        served.answers[:] = [whole(data, resumes=resumes)]
        fetch(source, part, quiet, Patience(5.0, 1))
    assert part.read_bytes() == data


def test_forgetting_takes_the_note_too(part: Path) -> None:
    refused(part, cut(DATA, 100_000), cut(DATA, 0))
    discard(part)
    assert list(part.parent.iterdir()) == []
