"""What happens when more is asked than can be answered: the rest is told at once to come again.

Without a bound a flood fills the server's queue with requests whose senders have given up, and
answering those leaves nothing for anybody else. Whoever is turned away has lost nothing: a form's
script keeps the answer and sends it again, and a page that is loaded again sends its form again.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from io import BytesIO
from threading import BoundedSemaphore, Lock
from typing import Any

from flask import Flask, Response
from werkzeug.exceptions import ServiceUnavailable

from app.web.errors import API
from app.web.languages import FOR_STAFF
from app.web.problems import JSON, PAGE, prefers_json

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

# Staff's pages may take long, so that several are worked at by turns.
AT_WORK = 8
# Beyond these a request would wait so long that it is better told. Fewer than the server's threads,
# as it takes one to say so.
MOST_INSIDE = 48
# Larger bodies are files of signed-in people, which are read as they come.
READ_FIRST = 32 * 1024
WAIT_S = 2


class Bounded:
    """An application that takes in a bounded number of requests, each once all of it is there.

    A phone that stops in the middle of sending keeps a thread of the server, but no place here.
    Citizens' requests are short and go one after the other: the interpreter runs one at a time,
    and threads that take it from each other cost a tenth of the processor. Those that send stand
    in a line of their own, as they wait for the disk.
    """

    def __init__(self, inner: Wsgi, busy: Callable[[dict[str, Any]], Wsgi]) -> None:
        """Bound `inner`; `busy` gives what answers a request while there is no place."""
        self._inner, self._busy = inner, busy
        self._inside = BoundedSemaphore(MOST_INSIDE)
        self._of_staff = BoundedSemaphore(AT_WORK)
        self._looking, self._sending = Lock(), Lock()

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Answer a request, or say that it should come again."""
        _take_in(environ)
        if not self._inside.acquire(blocking=False):
            return self._busy(environ)(environ, start_response)
        try:
            with self._line_of(environ):
                return self._inner(environ, start_response)
        finally:
            self._inside.release()

    def _line_of(self, environ: dict[str, Any]) -> BoundedSemaphore | Lock:
        """What a request has to wait for once it is inside."""
        if environ.get("PATH_INFO", "").startswith(FOR_STAFF):
            return self._of_staff
        return self._sending if environ["REQUEST_METHOD"] == "POST" else self._looking


def init_app(app: Flask) -> None:
    """Bound what the application takes in; what the rest are told is made once."""
    reply = lru_cache(partial(_busy_reply, app))

    def busy(environ: dict[str, Any]) -> Wsgi:
        path = API if environ.get("PATH_INFO", "").startswith(API) else "/"
        return reply(path, JSON[0] if prefers_json(environ.get("HTTP_ACCEPT", "")) else PAGE)

    app.wsgi_app = Bounded(app.wsgi_app, busy)  # type: ignore[method-assign]


def _busy_reply(app: Flask, path: str, accept: str) -> Response:
    """What errors.py says of a fault on our side, with all headers."""
    with app.test_request_context(path, headers={"Accept": accept}):
        error = ServiceUnavailable(retry_after=WAIT_S)
        return app.process_response(app.make_response(app.handle_user_exception(error)))


def _take_in(environ: dict[str, Any]) -> None:
    """Read a short body to its end before the request takes anybody's place."""
    if "HTTP_TRANSFER_ENCODING" in environ:
        _measure(environ)
        return
    told = environ.get("CONTENT_LENGTH") or "0"
    length = int(told) if told.isdecimal() else 0
    if 0 < length <= READ_FIRST:
        environ["wsgi.input"] = BytesIO(environ["wsgi.input"].read(length))


def _measure(environ: dict[str, Any]) -> None:
    """Read a body that comes in pieces of untold length; a longer one than short is too large.

    No browser sends so. Were it read later, a few senders that stop would hold every place.
    """
    body = b""
    while piece := environ["wsgi.input"].read(READ_FIRST + 1 - len(body)):
        body += piece
    length = len(body) if len(body) <= READ_FIRST else sys.maxsize
    environ |= {"wsgi.input": BytesIO(body), "CONTENT_LENGTH": str(length)}
    del environ["HTTP_TRANSFER_ENCODING"]
