"""Fetching one file over HTTP so that nothing that came is lost: the only connection ever made.

The bytes gather in a `.part` file. Beside it stands a note of the address, the length and what
the server calls this version (ETag or Last-Modified); with `Range` and `If-Range` (RFC 9110,
sections 13.1.5 and 14.2) a later try goes on where this one ended, and starts anew when the file
there has changed.
"""

import http.client
import json
import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Final
from urllib.parse import urlsplit

from voiceguide import __version__
from voiceguide.errors import Trouble
from voiceguide.models.disk import replace_text, writing

Progress = Callable[[int, int | None], object]
"""Told the bytes that are there and the bytes there will be, if the server says."""

_BLOCK: Final = 1 << 16
_SLOWEST: Final = 256
"""Bytes a second below which a transfer counts as stalled."""
_MOST: Final = 8 << 30
"""Bytes that a file of unknown length may have."""

_NETWORK: Final = "Look whether this machine is on the network, and type the same again."
_LATER: Final = "Type the same again later."
_NEWER: Final = "Look whether a newer voiceguide knows where it is now."


@dataclass(frozen=True, slots=True)
class Source:
    """A file on a server."""

    url: str
    size: int | None = None
    """Its length in bytes, where known beforehand."""
    checked: bool = False
    """Whether the caller knows a checksum, so that a mixture of two versions would be found."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a transfer may go without getting anywhere."""

    seconds: float = 30.0
    attempts: int = 5
    """Tries in one call; after one that brought nothing there is no other."""
    clock: Callable[[], float] = time.monotonic


@dataclass(frozen=True, slots=True)
class _Note:
    url: str
    version: str
    total: int | None


class _Cut(Exception):
    """The transfer ended early; what came is kept."""


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows no redirection to another host or out of encryption."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        old, new = urlsplit(req.full_url), urlsplit(newurl)
        if (old.scheme, old.hostname) != (new.scheme, new.hostname):
            raise Trouble(
                f"{old.hostname} sends on to {new.scheme}://{new.hostname}, which was not asked.",
                f"Nothing was fetched from there. {_NEWER}",
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def fetch(source: Source, part: Path, progress: Progress, patience: Patience | None = None) -> None:
    """Bring `part` to the whole length of `source`.

    Trouble says what stopped it; unless it is the wrong file, what came is kept and the next call
    goes on from there.
    """
    patience = patience or Patience()
    for attempt in range(1, patience.attempts + 1):
        before = _length(part)
        try:
            _attempt(source, part, progress, patience)
            return
        except _Cut as cut:
            if _length(part) <= before or attempt == patience.attempts:
                raise _stopped(str(cut), part, source) from None


def discard(part: Path) -> None:
    """Forget what came of a file."""
    part.unlink(missing_ok=True)
    _note_path(part).unlink(missing_ok=True)


def _attempt(source: Source, part: Path, progress: Progress, patience: Patience) -> None:
    note = _read_note(part)
    if note is None or note.url != source.url or not (note.version or source.checked):
        note = None
    have = _length(part) if note else 0
    if note and note.total is not None and have == note.total:
        return
    response = _open(source, part, have, note.version if note else "", patience)
    with response:
        begins, total = _placed(response, have)
        _refuse_other(response, source, total, part)
        if begins == 0:
            part.parent.mkdir(parents=True, exist_ok=True)
            with writing(part):
                # Emptied before the note is written: bytes must never pass for another version's.
                part.write_bytes(b"")
                whole = total if total is not None else source.size
                note = _Note(source.url, _version(response.headers), whole)
                replace_text(_note_path(part), json.dumps(asdict(note)))
        _receive(response, source, part, (begins, total), (progress, patience))


def _open(
    source: Source, part: Path, have: int, version: str, patience: Patience
) -> http.client.HTTPResponse:
    headers = {"User-Agent": f"voiceguide/{__version__}"}
    if have:
        headers["Range"] = f"bytes={have}-"
        if version:
            headers["If-Range"] = version
    request = urllib.request.Request(source.url, headers=headers)
    host = urlsplit(source.url).hostname
    try:
        opened: http.client.HTTPResponse = urllib.request.build_opener(_SameHost).open(
            request, timeout=patience.seconds
        )
        return opened
    except urllib.error.HTTPError as error:
        error.close()
        if error.code == http.HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE and have:
            discard(part)
            return _open(source, part, 0, "", patience)
        what, mend = f"{host} answered {error.code} {error.reason}", _LATER
        if error.code in (http.HTTPStatus.NOT_FOUND, http.HTTPStatus.GONE):
            mend = _NEWER
        raise _stopped(what, part, source, mend) from None
    except (ValueError, http.client.InvalidURL) as error:  # of an address that it sends on to, too
        what = f"{host} leads to an address that is none ({error})"
        raise _stopped(what, part, source, _NEWER) from None
    except (http.client.HTTPException, OSError) as error:
        raise _stopped(_unreachable(str(host), error), part, source) from None


def _unreachable(host: str, error: Exception) -> str:
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(reason, TimeoutError):
        return f"{host} doesn't answer"
    if "CERTIFICATE_VERIFY_FAILED" in str(reason):
        return (
            f"{host} can't prove that it is {host}, because someone is in between or because this "
            "Python has no certificates (on a Mac, run its `Install Certificates.command`)"
        )
    return f"{host} can't be reached: {reason or type(reason).__name__}"


def _placed(response: http.client.HTTPResponse, have: int) -> tuple[int, int | None]:
    """Where the bytes that come belong, and how long the whole is, if that is said."""
    length = response.headers.get("Content-Length", "")
    rest = int(length) if length.isdecimal() else None
    if response.status != http.HTTPStatus.PARTIAL_CONTENT:
        return 0, rest
    match = re.fullmatch(r"bytes (\d+)-(\d+)/(\d+)", response.headers.get("Content-Range", ""))
    if match is None or int(match[1]) != have:
        raise Trouble(
            "The server sent another part of the file than was asked for.",
            "Remove what came with `voiceguide models remove` and start again.",
        )
    return have, int(match[3])


def _refuse_other(
    response: http.client.HTTPResponse, source: Source, total: int | None, part: Path
) -> None:
    host = urlsplit(source.url).hostname
    if response.headers.get_content_type() == "text/html":
        what = f"{host} sent a web page instead of the file"
        raise _stopped(what, part, source, "Perhaps this network asks to log in first: do that.")
    if source.size is not None and total is not None and total != source.size:
        raise Trouble(
            f"{host} offers a file of {total} bytes, but the catalogue says {source.size}.",
            f"Nothing was fetched. {_NEWER}",
        )


def _receive(
    response: http.client.HTTPResponse,
    source: Source,
    part: Path,
    extent: tuple[int, int | None],
    terms: tuple[Progress, Patience],
) -> None:
    (have, total), (progress, patience) = extent, terms
    expected = total if total is not None else source.size
    most = _MOST if expected is None else expected
    progress(have, total)
    since, came = patience.clock(), 0
    with writing(part), part.open("ab") as stream:
        while (block := _block(response)) and have <= most:
            stream.write(block)
            stream.flush()  # kill -9 loses nothing that was reported
            have, came = have + len(block), came + len(block)
            progress(have, total)
            if (waited := patience.clock() - since) >= patience.seconds:
                if came < _SLOWEST * waited:
                    raise _Cut("the transfer has stalled")
                since, came = patience.clock(), 0
    if have > most:
        discard(part)
        raise Trouble(
            f"{urlsplit(source.url).hostname} sends more than the {most} bytes expected.",
            "It is not the file that was asked for; nothing of it is kept.",
        )
    if expected is not None and have < expected:
        raise _Cut("the connection was cut")


def _block(response: http.client.HTTPResponse) -> bytes:
    try:
        return response.read1(_BLOCK)
    except TimeoutError:
        raise _Cut("the transfer has stalled") from None
    except (http.client.HTTPException, OSError):
        raise _Cut("the connection was cut") from None


def _stopped(what: str, part: Path, source: Source, mend: str = _NETWORK) -> Trouble:
    have, note = _length(part), _read_note(part)
    total = source.size or (note.total if note else None)
    kept = f"{have / 1e6:.1f} of {total / 1e6:.1f} MB" if total else f"{have / 1e6:.1f} MB"
    if have:
        mend += f" {kept} are kept; the same command goes on from there."
    return Trouble(f"{source.url} didn't come whole: {what}.", mend)


def _version(headers: http.client.HTTPMessage) -> str:
    """What `If-Range` may be compared with: a strong ETag, or a date."""
    tag = headers.get("ETag", "")
    return tag if tag and not tag.startswith("W/") else headers.get("Last-Modified", "")


def _note_path(part: Path) -> Path:
    return part.with_name(part.name + ".json")


def _read_note(part: Path) -> _Note | None:
    try:
        return _Note(**json.loads(_note_path(part).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _length(part: Path) -> int:
    return part.stat().st_size if part.exists() else 0
