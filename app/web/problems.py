"""Problem details (RFC 9457): every error under /api/v1, and elsewhere for who prefers JSON."""

from __future__ import annotations

from functools import lru_cache
from http import HTTPStatus

from flask import Response
from flask_babel import gettext
from pydantic import BaseModel, Field
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from app.web.wording import N_

MEDIA_TYPE = "application/problem+json"
DOCUMENTED_AT = "/api/v1/docs"
# What RFC 9457 calls a problem of which its status says all.
OF_THE_STATUS = "about:blank"
# Parameters are matched literally, and a client may name the charset.
PAGE = "text/html"
JSON = tuple(
    kind + extra for kind in ("application/json", MEDIA_TYPE) for extra in ("", ";charset=utf-8")
)
MOST_READ = 200
TITLES = {
    400: N_("Isi tidak dapat dibaca"),
    401: N_("Kunci API tidak diterima"),
    403: N_("Kunci API ini tidak berhak"),
    404: N_("Tidak ditemukan"),
    405: N_("Metode tidak didukung"),
    406: N_("Bentuk jawaban tidak tersedia"),
    409: N_("Bentrok dengan keadaan sekarang"),
    413: N_("Isi terlalu besar"),
    415: N_("Jenis isi tidak didukung"),
    422: N_("Parameter tidak dapat dipakai"),
    429: N_("Terlalu banyak permintaan"),
    500: N_("Gangguan pada sistem"),
}
NEXT_STEPS = {
    400: N_("Kirim satu objek JSON yang utuh dalam UTF-8."),
    401: N_("Kirim kunci yang masih berlaku sebagai Authorization: Bearer <kunci>."),
    403: N_("Mintalah kunci yang dibuat untuk keperluan ini kepada pengelola instansi."),
    404: N_("Alamat ini tidak ada, atau berada di luar wewenang kunci yang dipakai."),
    405: N_("Pakai salah satu metode yang disebut di Allow."),
    406: N_("Minta application/json atau text/csv lewat Accept."),
    409: N_("Periksa keadaan yang disebut di detail, lalu kirim ulang."),
    413: N_("Kirim paling banyak 32 KiB sekali kirim."),
    415: N_("Kirim isi sebagai application/json."),
    422: N_("Periksa parameter yang disebut di errors, lalu kirim ulang."),
    429: N_("Tunggu selama Retry-After, lalu coba lagi."),
    500: N_("Kesalahan ini ada pada kami dan sudah tercatat. Coba lagi nanti."),
}


class ParameterFault(BaseModel):
    """One parameter that cannot be used, and what was expected of it."""

    parameter: str = Field(description=N_("Nama parameter."))
    expected: str = Field(description=N_("Nilai yang diharapkan."))


class ProblemReply(BaseModel):
    """What went wrong and what to do next."""

    type: str = Field(description=N_("Alamat penjelasan jenis masalah ini."))
    title: str = Field(description=N_("Nama jenis masalah."))
    status: int = Field(description=N_("Status HTTP."))
    detail: str = Field(description=N_("Apa yang terjadi dan apa yang dapat dilakukan."))
    errors: tuple[ParameterFault, ...] | None = Field(
        default=None, description=N_("Pada 422: parameter yang tidak dapat dipakai.")
    )


def problem_response(
    status: int, detail: str = "", *, errors: tuple[ParameterFault, ...] | None = None
) -> Response:
    """A problem document of this status; without a detail it says the usual next step."""
    title = TITLES.get(status, HTTPStatus(status).phrase)
    problem = ProblemReply(
        type=f"{DOCUMENTED_AT}#{type_slug(status)}",
        title=gettext(title),
        status=status,
        detail=detail or gettext(NEXT_STEPS.get(status, title)),
        errors=errors,
    )
    return _sent(problem)


def page_as_problem(status: int, title: str, detail: str) -> Response:
    """What a page of an error says, as a problem document; the API's explanations do not fit it."""
    return _sent(ProblemReply(type=OF_THE_STATUS, title=title, status=status, detail=detail))


def prefers_json(accept: str) -> bool:
    """Whether an Accept header prefers JSON to a page; browsers name HTML, and `*/*` names none."""
    return _prefers_json(accept[:MOST_READ])


@lru_cache(maxsize=256)
def _prefers_json(accept: str) -> bool:
    best = parse_accept_header(accept, MIMEAccept).best_match((PAGE, *JSON))
    return best in JSON


def _sent(problem: ProblemReply) -> Response:
    body = problem.model_dump_json(exclude_none=True)
    return Response(body, problem.status, content_type=MEDIA_TYPE)


def type_slug(status: int) -> str:
    """The part of the documentation that explains a status, such as `problem-404`."""
    return f"problem-{status}"
