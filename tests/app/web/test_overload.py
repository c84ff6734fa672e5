"""More requests than can be answered: some are told to come again, and the rest go on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from io import BytesIO
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from typing import Any

import pytest
from flask import Flask, request
from werkzeug.test import EnvironBuilder, run_wsgi_app

from app.web import overload


class SlowWork:
    """An application whose requests wait until they are let go."""

    def __init__(self, app: Flask) -> None:
        self.begun, self.may_end = [], Event()
        app.wsgi_app = self
        overload.init_app(app)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> list[bytes]:
        self.begun.append(environ["PATH_INFO"])
        assert self.may_end.wait(20)
        start_response("200 OK", [])
        return [environ["wsgi.input"].read()]


@pytest.fixture
def work(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowWork]:
    """That application, which takes in two requests."""
    monkeypatch.setattr(overload, "MOST_INSIDE", 2)
    made = SlowWork(app)
    yield made
    made.may_end.set()


def ask(app: Flask, path: str = "/", **given: Any) -> tuple[str, Any, str]:
    """The status, headers and body of a reply."""
    body, status, headers = run_wsgi_app(
        app.wsgi_app, EnvironBuilder(path, **given).get_environ(), buffered=True
    )
    return status, headers, b"".join(body).decode()


def _until(true: Callable[[], bool]) -> None:
    end = monotonic() + 20
    while not true():
        assert monotonic() < end


def two_inside(app: Flask, work: SlowWork) -> list[Thread]:
    """Two requests that stay inside, of which one is worked at."""
    inside = [Thread(target=ask, args=(app,)) for _ in range(2)]
    for one in inside:
        one.start()
    _until(lambda: not app.wsgi_app._inside._value)
    return inside


def test_who_finds_no_place_is_told_to_come_again_and_the_rest_are_answered(
    app: Flask, work: SlowWork
) -> None:
    inside = two_inside(app, work)

    status, headers, html = ask(app)
    assert status.startswith("503")
    assert headers["Retry-After"] == "2"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "muat ulang halaman ini" in html
    assert len(work.begun) <= 1

    work.may_end.set()
    for one in inside:
        one.join(20)
    assert ask(app)[0].startswith("200")
    assert len(work.begun) == 3


@pytest.mark.parametrize(
    "waits",
    [{"path": "/s/X", "method": "POST"}, {"path": "/dasbor/unit/1"}, {"path": "/api/v1/scores"}],
    ids=lambda waits: waits["path"],
)
def test_who_opens_a_form_waits_for_no_send_and_no_page_of_staff(
    waits: dict[str, str], app: Flask, work: SlowWork
) -> None:
    slow, looking = Thread(target=ask, args=(app,), kwargs=waits), Thread(target=ask, args=(app,))
    for number, one in enumerate((slow, looking), start=1):
        one.start()
        _until(lambda number=number: len(work.begun) == number)

    work.may_end.set()
    for one in (slow, looking):
        one.join(20)


def test_pages_of_staff_are_worked_at_by_turns(app: Flask, work: SlowWork) -> None:
    inside = [Thread(target=ask, args=(app, "/admin")) for _ in range(2)]
    for one in inside:
        one.start()

    _until(lambda: len(work.begun) == 2)
    work.may_end.set()
    for one in inside:
        one.join(20)


def test_a_program_is_told_in_its_own_way(app: Flask, work: SlowWork) -> None:
    two_inside(app, work)

    status, headers, _body = ask(app, "/api/v1/scores")
    assert status.startswith("503")
    assert headers["Content-Type"] == "application/problem+json"


def test_a_program_is_told_so_on_a_citizens_address_too(app: Flask, work: SlowWork) -> None:
    two_inside(app, work)

    _status, headers, body = ask(app, "/s/X", headers={"Accept": "application/json"})
    assert headers["Content-Type"] == "application/problem+json"
    assert headers["Retry-After"] == "2"
    assert "gangguan di pihak kami" in body


UNMEASURED = {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input_terminated": True}


@pytest.mark.parametrize("measure", [{"CONTENT_LENGTH": "3"}, UNMEASURED], ids=["told", "chunked"])
def test_a_phone_that_stops_while_it_sends_takes_nobodys_place(
    measure: dict[str, Any], app: Flask, work: SlowWork
) -> None:
    class Stopped(BytesIO):
        def read(self, size: int = -1) -> bytes:
            assert work.may_end.wait(20)
            return super().read(size)

    environ = {"wsgi.input": Stopped(b"a=1"), **measure}
    given = {"method": "POST", "environ_overrides": environ}
    stopped = [Thread(target=ask, args=(app,), kwargs=given) for _ in range(3)]
    for one in stopped:
        one.start()

    for one in stopped:
        one.join(0.05)
    assert app.wsgi_app._inside._value == 2
    work.may_end.set()
    for one in stopped:
        one.join(20)


def test_a_body_arrives_whole(app: Flask, work: SlowWork) -> None:
    work.may_end.set()

    assert ask(app, method="POST", data=b"a" * 3000)[2] == "a" * 3000


class Dripping(BytesIO):
    """A stream that gives a few bytes at a time, as a network does."""

    def read(self, size: int = -1) -> bytes:
        return super().read(min(size, 1000) if size >= 0 else size)


@pytest.mark.parametrize(
    ("length", "status"),
    [(3000, "200"), (overload.READ_FIRST, "200"), (overload.READ_FIRST + 1, "413")],
)
def test_a_body_of_untold_length_arrives_whole_or_is_refused(
    length: int, status: str, app: Flask
) -> None:
    @app.post("/planted")
    def echo() -> bytes:
        return request.get_data()

    overload.init_app(app)
    environ = {"wsgi.input": Dripping(b"a" * length), **UNMEASURED}
    told, _headers, body = ask(app, "/planted", method="POST", environ_overrides=environ)

    assert told.startswith(status)
    assert status != "200" or body == "a" * length


def test_a_fault_gives_its_place_back(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overload, "MOST_INSIDE", 1)

    def fails(_environ: Any, _start_response: Any) -> list[bytes]:
        raise OSError("planted")

    app.wsgi_app = fails
    overload.init_app(app)
    for _ in range(3):
        with pytest.raises(OSError, match="planted"):
            ask(app)


def test_what_the_server_loads_is_bounded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SECRET_KEY", "s" * 64)
    monkeypatch.setenv("VAR_DIR", str(tmp_path))

    assert isinstance(import_module("wsgi").app.wsgi_app, overload.Bounded)
