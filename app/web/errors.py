"""Which HTTP status a problem is, and the page or problem document that says so."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, Response, current_app, render_template, request
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException

from app import errors
from app.web.languages import LanguageLink, asked_language, language_links
from app.web.problems import problem_response

STATUS: dict[type[errors.Problem], int] = {
    errors.StaleForm: 400,
    errors.NotSignedIn: 401,
    errors.NotFound: 404,
    errors.NotAllowed: 403,
    errors.Invalid: 422,
    errors.Conflict: 409,
    errors.Closed: 403,
    errors.Revoked: 410,
    errors.TooSoon: 429,
}
API = "/api/"


@dataclass(frozen=True)
class ErrorPage:
    """What went wrong and what to do next."""

    language: str
    languages: tuple[LanguageLink, ...]
    title: str
    message: str
    next_step: str
    status: int


def init_app(app: Flask) -> None:
    """Answer problems and HTTP errors with pages or problem documents."""
    app.register_error_handler(errors.Problem, _answer_problem)
    app.register_error_handler(HTTPException, _answer_http_error)
    app.register_error_handler(Exception, _answer_fault)


def status_of(problem: errors.Problem) -> int:
    """The HTTP status of a problem."""
    return next(STATUS[kind] for kind in type(problem).__mro__ if kind in STATUS)


def _answer_problem(problem: errors.Problem) -> Response:
    response = _answer(status_of(problem), problem.message)
    if isinstance(problem, errors.TooSoon):
        response.headers["Retry-After"] = str(problem.wait_s)
    if isinstance(problem, errors.NotSignedIn):
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _answer_http_error(error: HTTPException) -> Response:
    if error.response is not None and error.code is None:
        return error.get_response()  # type: ignore[return-value]
    response = _answer(error.code or 500, "")
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            response.headers[name] = value
    return response


def _answer_fault(error: Exception) -> Response:
    current_app.logger.exception("unhandled: %s", type(error).__name__)
    return _answer(500, "")


def _answer(status: int, message: str) -> Response:
    if request.path.startswith(API):
        return problem_response(status, message)
    return Response(_page(status, message), status, mimetype="text/html")


def _page(status: int, message: str) -> str:
    language = asked_language()
    title, next_step = _words(status)

    def address(**arguments: str) -> str:
        query = "&".join(f"{key}={value}" for key, value in arguments.items())
        return f"{request.path}?{query}" if query else request.path

    page = ErrorPage(
        language=language,
        languages=language_links(language, address),
        title=title,
        message=_(message) if message else "",
        next_step=next_step,
        status=status,
    )
    return render_template("errors/error.html", page=page)


def _words(status: int) -> tuple[str, str]:
    """The heading of a status, and what to do next."""
    words = {
        400: (
            _("Permintaan ini tidak dapat dibaca"),
            _("Buka lagi halamannya, lalu coba sekali lagi."),
        ),
        403: (_("Tidak dibuka"), _("Bila Anda yakin seharusnya bisa, hubungi pengelola unit.")),
        404: (
            _("Halaman tidak ditemukan"),
            _("Periksa kode atau alamatnya, atau pindai lagi kode QR di loket."),
        ),
        405: (_("Cara ini tidak didukung"), _("Buka lagi halamannya, lalu coba sekali lagi.")),
        409: (_("Bentrok dengan yang sudah ada"), _("Periksa isiannya, lalu coba lagi.")),
        410: (
            _("Kode ini sudah tidak berlaku"),
            _("Pindai kode QR pada poster yang sekarang terpasang di loket."),
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
