"""A real HTTP server on this machine that answers as badly as it is told."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[["Handler"], None]


@dataclass
class Served:
    """A running server."""

    url: str
    answers: list[Answer]
    """Taken one a request; the last is given again and again."""
    ranges: list[str] = field(default_factory=list)
    """What each request asked for: its Range, or nothing."""
    asked: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    """Counts requests up."""
    over: threading.Event = field(default_factory=threading.Event)
    """What a stalling answer waits for."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    served: Served

    def do_GET(self) -> None:
        served = self.served
        served.ranges.append(self.headers.get("Range", ""))
        answer = served.answers.pop(0) if len(served.answers) > 1 else served.answers[0]
        served.asked.release()
        self.close_connection = True
        answer(self)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def head(self, status: int, **headers: str | int) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()


@contextmanager
def serving(*answers: Answer) -> Iterator[Served]:
    """Serve until the block ends; every connection is then let go."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Own", (Handler,), {}))
    served = Served(f"http://127.0.0.1:{server.server_port}/model.zip", list(answers))
    server.RequestHandlerClass.served = served  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield served
    finally:
        served.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def whole(data: bytes, tag: str = '"one"', resumes: bool = True) -> Answer:
    """All of it, or from where it is asked if the version is still the same."""
    return _sending(data, tag, resumes, lambda handler, body: handler.wfile.write(body))


def cut(data: bytes, after: int, tag: str = '"one"', resumes: bool = True) -> Answer:
    """At most `after` bytes of what was promised, then the connection ends."""
    return _sending(data, tag, resumes, lambda handler, body: handler.wfile.write(body[:after]))


def stalled(data: bytes, after: int, tag: str = '"one"') -> Answer:
    """At most `after` bytes, and then nothing more while the server lives."""

    def send(handler: Handler, body: bytes) -> None:
        handler.wfile.write(body[:after])
        handler.wfile.flush()
        handler.served.over.wait()

    return _sending(data, tag, True, send)


def silent(handler: Handler) -> None:
    """Not a word while the server lives."""
    handler.served.over.wait()


def dripping(data: bytes, tag: str = '"one"') -> Answer:
    """One byte after another, each sent alone."""

    def send(handler: Handler, body: bytes) -> None:
        for at in range(len(body)):
            handler.wfile.write(body[at : at + 1])
            handler.wfile.flush()

    return _sending(data, tag, True, send)


def promised(data: bytes, length: int) -> Answer:
    """All of it, with a Content-Length of one's own."""

    def answer(handler: Handler) -> None:
        handler.head(200, Content_Length=length, ETag='"one"')
        handler.wfile.write(data)

    return answer


def unmeasured(data: bytes) -> Answer:
    """All of it in chunks; no length is told."""

    def answer(handler: Handler) -> None:
        handler.head(200, Transfer_Encoding="chunked")
        for at in range(0, len(data), 1000):
            piece = data[at : at + 1000]
            handler.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece))
        handler.wfile.write(b"0\r\n\r\n")

    return answer


def status(code: int, body: bytes = b"", **headers: str) -> Answer:
    """A bare status."""

    def answer(handler: Handler) -> None:
        handler.head(code, Content_Length=len(body), **headers)
        handler.wfile.write(body)

    return answer


def _sending(
    data: bytes, tag: str, resumes: bool, send: Callable[[Handler, bytes], object]
) -> Answer:
    def answer(handler: Handler) -> None:
        begin = 0
        wanted = handler.headers.get("Range", "")
        if wanted and resumes and handler.headers.get("If-Range", tag) == tag:
            begin = int(wanted.removeprefix("bytes=").removesuffix("-"))
        if begin >= len(data) > 0:
            handler.head(416, Content_Range=f"bytes */{len(data)}", Content_Length=0)
            return
        extra = {"ETag": tag} if tag else {}
        if begin:
            extra["Content_Range"] = f"bytes {begin}-{len(data) - 1}/{len(data)}"
        handler.head(206 if begin else 200, Content_Length=len(data) - begin, **extra)
        try:
            send(handler, data[begin:])
        except ConnectionError:
            handler.close_connection = True

    return answer
