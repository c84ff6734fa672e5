"""Which HTTP status a problem is, and the page or problem document that says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from traceback import format_exception, format_tb
from urllib.parse import quote, urlencode

from flask import Flask, Response, current_app, render_template, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import BadHost, HTTPException

from app import errors
from app.web.display import display_arguments
from app.web.languages import (
    CITIZEN_LANGUAGES,
    LANGUAGES,
    PARAMETER,
    LanguageLink,
    in_indonesian,
    is_for_staff,
    language_argument,
    page_language,
)
from app.web.problems import page_as_problem, prefers_json, problem_response

STATUS: dict[type[errors.Problem], int] = {
    errors.StaleForm: 400,
    errors.NotSignedIn: 401,
    errors.NotFound: 404,
    errors.NotAllowed: 403,
    errors.Invalid: 422,
    errors.Conflict: 409,
    errors.Closed: 403,
    errors.Revoked: 410,
    errors.TooLate: 410,
    errors.TooSoon: 429,
}
API = "/api/"
STAFF = ("/akun", "/dasbor", "/petugas", "/admin")
RESULTS, KIOSK = "/hasil", "/k"
BAD, NOT_FOUND, REVOKED, INVALID = 400, 404, 410, 422


@dataclass(frozen=True)
class ErrorPage:
    """What went wrong and what to do next."""

    language: str
    languages: tuple[LanguageLink, ...]
    title: str
    message: str
    next_step: str
    way_on: tuple[str, str]
    status: int


def init_app(app: Flask) -> None:
    """Answer problems and HTTP errors with pages or problem documents."""
    app.register_error_handler(errors.Problem, answer_problem)
    app.register_error_handler(HTTPException, answer_http_error)
    app.register_error_handler(BadHost, _answer_bad_host)
    app.register_error_handler(Exception, _answer_fault)


def status_of(problem: errors.Problem) -> int:
    """The HTTP status of a problem."""
    return next(STATUS[kind] for kind in type(problem).__mro__ if kind in STATUS)


def answer_problem(problem: errors.Problem) -> Response:
    """The page or problem document that says what a problem is."""
    words = _words_when_late() if isinstance(problem, errors.TooLate) else None
    response = _answer(status_of(problem), _words_of(problem), words)
    if isinstance(problem, errors.TooSoon):
        response.headers["Retry-After"] = str(problem.wait_s)
    if isinstance(problem, errors.NotSignedIn):
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _words_of(problem: errors.Problem) -> str:
    """What a problem says; on a citizen's page the name of a place is told apart by language."""
    place = problem.values.get("counter")
    if place is None or is_for_staff() or asks_for_json():
        return problem.translated(_)
    named = problem.values | {"counter": in_indonesian(str(place))}
    return Markup.escape(_(problem.text)) % named


def answer_http_error(error: HTTPException) -> Response:
    """The page or problem document of an HTTP error."""
    if error.response is not None and error.code is None:
        return error.get_response()  # type: ignore[return-value]
    response = _answer(error.code or 500, "")
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            response.headers[name] = value
    return response


def _answer_bad_host(error: BadHost) -> Response:
    """Words alone, for without a host there is no address that a page could lead to."""
    if _is_of_api(request.path) or asks_for_json():
        return answer_http_error(error)
    return Response(f"{'. '.join(_words(BAD))}\n", BAD, mimetype="text/plain")


def _answer_fault(error: Exception) -> Response:
    kind, place = type(error).__name__, request.endpoint
    current_app.logger.error("unhandled %s in %s\n%s", kind, place, _trace(error))
    return _answer(500, "")


def _trace(error: Exception) -> str:
    """The traceback; without any words where the database was the cause, for they may hold rows."""
    if any(isinstance(cause, SQLAlchemyError) for cause in _causes(error)):
        return "".join(["Traceback:\n", *format_tb(error.__traceback__)])
    return "".join(format_exception(error))


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error and what it was raised from."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def asks_for_json() -> bool:
    """Whether this request prefers JSON to a page."""
    return prefers_json(request.headers.get("Accept", ""))


def tell_in_json(status: int, message: str, words: tuple[str, str] | None = None) -> Response:
    """What the page of this status would say here, for a program."""
    title, next_step = words or _words_here(status)
    problem = page_as_problem(status, title, message or next_step)
    problem.vary.add("Accept")
    return problem


def _is_of_api(path: str) -> bool:
    return f"{path}/".startswith(API)


def _answer(status: int, message: str, words: tuple[str, str] | None = None) -> Response:
    if _is_of_api(request.path):
        return problem_response(status, message)
    if asks_for_json():
        return tell_in_json(status, message, words)
    page = Response(_page(status, message, words), status, mimetype="text/html")
    page.vary.add("Accept")
    return page


def _page(status: int, message: str, words: tuple[str, str] | None = None) -> str:
    language = page_language()
    title, next_step = words or _words_here(status)
    # Indonesian is named too: on a staff page another language may be kept in the session.
    address, kept = quote(request.path), display_arguments()
    offered = LANGUAGES if is_for_staff() else CITIZEN_LANGUAGES
    links = tuple(
        LanguageLink(
            code, name, f"{address}?{urlencode({PARAMETER: code} | kept)}", code == language
        )
        for code, name in offered.items()
    )
    page = ErrorPage(
        language=language,
        languages=links,
        title=title,
        message=message,
        next_step=next_step,
        way_on=_way_on(language),
        status=status,
    )
    return render_template("errors/error.html", page=page)


def _for_staff() -> bool:
    return request.path.startswith(STAFF)


def _on(pages: str) -> bool:
    """Whether this address of a citizen's pages was asked for, or one under it."""
    return f"{request.path}/".startswith(f"{pages}/")


def _way_on(language: str) -> tuple[str, str]:
    """Where to go from here: an address and its words."""
    if _for_staff():
        return "/dasbor/", _("Ke dasbor")
    if _on(RESULTS):
        return url_for("public.show_results", **language_argument(language)), _("Hasil semua unit")
    home = url_for("public.show_home", **language_argument(language))
    return home, _("Ke halaman depan")


def _words_here(status: int) -> tuple[str, str]:
    """The heading and next step of a status for whoever uses the pages around this address."""
    if _for_staff():
        return _staff_words(status)
    if _on(RESULTS) and status in (NOT_FOUND, INVALID):
        return _("Hasil tidak ditemukan"), _("Pilih unit dan periodenya dari daftar hasil.")
    if _on(KIOSK) and status in (NOT_FOUND, REVOKED):
        heading, _next_step = _words(status)
        return heading, _("Anda tetap dapat menilai dengan ponsel: pindai kode QR di loket.")
    return _words(status)


def _staff_words(status: int) -> tuple[str, str]:
    """The heading and next step where somebody who signs in sees other words than a citizen."""
    words = {
        403: (
            _("Tidak berwenang"),
            _("Bila Anda memerlukannya, mintalah peran itu kepada pengelola."),
        ),
        404: (_("Halaman tidak ditemukan"), _("Periksa alamatnya, atau kembali ke dasbor.")),
        409: (_("Belum dapat dilakukan"), _("Periksa isiannya, lalu coba lagi.")),
    }
    return words.get(status) or _words(status)


def _words_when_late() -> tuple[str, str]:
    """The heading and next step of an answer past its week, whose code is as good as before."""
    return (
        _("Jawaban ini datang terlambat"),
        _("Pada kunjungan berikutnya, pindai lagi kode QR di loket."),
    )


def _words(status: int) -> tuple[str, str]:
    """The heading of a status, and what to do next."""
    words = {
        400: (
            _("Permintaan ini tidak dapat dibaca"),
            _("Buka lagi halamannya, lalu coba sekali lagi."),
        ),
        403: (
            _("Survei sedang tutup"),
            _("Anda tidak melakukan kesalahan. Keluhan tetap dapat disampaikan kepada petugas."),
        ),
        404: (
            _("Halaman tidak ditemukan"),
            _("Periksa kode pada poster, atau pindai lagi kode QR di loket."),
        ),
        405: (_("Cara ini tidak didukung"), _("Buka lagi halamannya, lalu coba sekali lagi.")),
        409: (_("Bentrok dengan yang sudah ada"), _("Periksa isiannya, lalu coba lagi.")),
        410: (
            _("Kode ini sudah tidak berlaku"),
            _("Bila ada poster lain di loket, pindai kode pada poster itu."),
        ),
        413: (
            _("Kiriman terlalu besar"),
            _("Ringkas tulisannya atau kecilkan berkasnya, lalu kirim lagi."),
        ),
        422: (_("Isian belum dapat dipakai"), _("Perbaiki isiannya, lalu kirim lagi.")),
        429: (_("Terlalu cepat mencoba lagi"), _("Tunggu sebentar, lalu coba lagi.")),
    }
    fault = (_("Ada gangguan di pihak kami"), _("Tunggu sebentar, lalu muat ulang halaman ini."))
    return words.get(status, fault if status >= 500 else words[400])
