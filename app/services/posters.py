"""The QR codes and posters of counters: every one leads to its own counter's survey."""

from __future__ import annotations

from app.access import Scope
from app.documents.poster import Kind, Poster, poster_pdf
from app.documents.print_run import PrintOrder
from app.documents.qr import qr_png, qr_svg
from app.errors import Conflict
from app.queries import posters
from app.queries.posters import PostedCode


def survey_link(base_url: str, code: str) -> str:
    """The web address that a code on a poster leads to."""
    return f"{base_url}/s/{code}"


def short_address(base_url: str, code: str) -> str:
    """The same address as people type it, without the scheme."""
    return survey_link(base_url, code).partition("://")[2]


def counter_qr_svg(scope: Scope, base_url: str, counter_id: int) -> bytes:
    """The QR code of a counter as SVG; Conflict when it has no code in force."""
    return qr_svg(survey_link(base_url, _posted(scope, counter_id).code))


def counter_qr_png(scope: Scope, base_url: str, counter_id: int) -> bytes:
    """The QR code of a counter as PNG; Conflict when it has no code in force."""
    return qr_png(survey_link(base_url, _posted(scope, counter_id).code))


def counter_poster(scope: Scope, base_url: str, counter_id: int) -> bytes:
    """The A4 poster of a counter as PDF; Conflict when it has no code in force."""
    poster = _poster(base_url, _posted(scope, counter_id))
    return poster_pdf([poster], logo=posters.logo_of_counter(scope, counter_id))


def posters_of_unit(scope: Scope, base_url: str, unit_id: int) -> tuple[Poster, ...]:
    """What is printed for each counter of the unit's subtree that has a code in force."""
    return tuple(_poster(base_url, code) for code in posters.posted_in_unit(scope, unit_id))


def posters_of_agency(scope: Scope, base_url: str, agency_id: int) -> tuple[Poster, ...]:
    """What is printed for each counter of the agency that has a code in force."""
    return tuple(_poster(base_url, code) for code in posters.posted_in_agency(scope, agency_id))


def print_order(kind: Kind, chosen: tuple[Poster, ...], logo: bytes | None = None) -> PrintOrder:
    """One PDF of a kind; Conflict when there is no counter to print for."""
    if not chosen:
        raise Conflict(
            "Belum ada loket dengan kode survei yang berlaku di sini. Buat kodenya di halaman "
            "loket, lalu cetak."
        )
    return PrintOrder(kind, chosen, logo)


def _posted(scope: Scope, counter_id: int) -> PostedCode:
    posted = posters.posted_at_counter(scope, counter_id)
    if posted is None:
        raise Conflict(
            "Loket ini belum memiliki kode survei yang berlaku. Buat kodenya di halaman loket, "
            "lalu cetak posternya."
        )
    return posted


def _poster(base_url: str, posted: PostedCode) -> Poster:
    return Poster(
        agency=posted.agency,
        unit=posted.unit,
        counter=posted.counter,
        link=survey_link(base_url, posted.code),
        short_address=short_address(base_url, posted.code),
    )
