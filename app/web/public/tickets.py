"""The form of a one-time ticket: what it opens, and plain words where it opens nothing."""

from __future__ import annotations

import hashlib
from datetime import datetime
from functools import partial
from typing import Any
from urllib.parse import urlencode

from flask import Response, render_template, request, url_for
from flask_babel import gettext as _

from app.clock import now
from app.models.responses import Channel
from app.queries.collection import open_collection_point, visited_collection_point
from app.queries.tickets import HeldTicket, TicketState, find_ticket, is_stored
from app.services.late_answers import Visit, point_of_send, read_visit
from app.services.responses import TicketUsed
from app.services.tickets import hash_of, is_ticket
from app.web.display import display_arguments
from app.web.languages import asked_language, language_argument, language_links
from app.web.public import replies
from app.web.public.blueprint import blueprint
from app.web.public.entries import Entry, secret_key
from app.web.public.pages import TicketRefusedPage
from app.web.public.sending import show_form, take_in

STATUS = {None: 404, TicketState.USED: 410, TicketState.EXPIRED: 410, TicketState.REVOKED: 410}


@blueprint.get("/t/<string:ticket>")
def show_ticket_form(ticket: str) -> Response:
    """The form of the counter that a ticket was issued at."""
    opened_at = now()
    held = _held(ticket)
    if held is None or held.state is not TicketState.OPEN:
        return _refused(held)
    return _kept_secret(show_form(_entry(ticket, held, opened_at), opened_at))


@blueprint.post("/t/<string:ticket>")
def submit_ticket_form(ticket: str) -> Response:
    """Store an answer and use the ticket up with it, or say what has to be mended."""
    arrived_at = now()
    held = _held(ticket)
    visit = read_visit(secret_key(), held.code, request.form.get("opened", "")) if held else None
    if held is None or not (_is_open_to(held, visit) or _was_stored()):
        return _refused(held)
    try:
        return _kept_secret(take_in(_entry(ticket, held, arrived_at, visit), arrived_at))
    except TicketUsed:
        return _refused(held, TicketState.USED)


def _held(ticket: str) -> HeldTicket | None:
    return find_ticket(hash_of(ticket), now()) if is_ticket(ticket) else None


def _is_open_to(held: HeldTicket, visit: Visit | None) -> bool:
    """Whether the ticket can be used, or could on the day of a visit whose answer waited."""
    if held.state is TicketState.EXPIRED:
        return visit is not None and visit.day <= held.expires_on
    return held.state is TicketState.OPEN


def _was_stored() -> bool:
    """Whether this very form was stored before: then its reply was lost, and is given again."""
    key = request.form.get("submission_key", "")
    return is_stored(hashlib.sha256(key.encode("utf-8", "replace")).digest())


def _entry(ticket: str, held: HeldTicket, moment: datetime, visit: Visit | None = None) -> Entry:
    point = point_of_send(
        visit,
        moment,
        partial(open_collection_point, held.code),
        partial(visited_collection_point, held.code),
    )
    return Entry(
        point=point,
        channel=Channel.TICKET,
        language=asked_language(),
        address=_beside,
        thanks_address=partial(url_for, "public.show_thanks", code=point.code),
        ticket_hash=hash_of(ticket),
        service=held.service,
        visit=visit,
    )


def _beside(**arguments: Any) -> str:
    """This same address with other arguments, so that no ticket stands in a page kept ready."""
    return f"?{urlencode(display_arguments() | arguments)}"


def _kept_secret(response: Response) -> Response:
    """The reply of an address that is a secret: it is told to no other page."""
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _refused(held: HeldTicket | None, state: TicketState | None = None) -> Response:
    state = state or (held.state if held else None)
    language = asked_language()
    title, message = _words(state)
    if replies.asks_for_json():
        return replies.refused(STATUS[state], f"{title}. {message}")
    page = TicketRefusedPage(
        language=language,
        languages=language_links(language, _beside),
        title=title,
        message=message,
        poster_href=_poster_href(held, language),
        is_revoked=state is TicketState.REVOKED,
    )
    html = render_template("public/ticket_refused.html", page=page)
    return _kept_secret(Response(html, STATUS[state], mimetype="text/html"))


def _poster_href(held: HeldTicket | None, language: str) -> str:
    """The counter's form without a ticket, for who held a ticket of it; none for others."""
    if held is None or not held.code:
        return ""
    return url_for("public.show_survey", code=held.code, **language_argument(language))


def _words(state: TicketState | None) -> tuple[str, str]:
    """What is the matter with a ticket."""
    words = {
        TicketState.USED: (
            _("Tiket ini sudah dipakai"),
            _(
                "Satu tiket berlaku untuk satu jawaban. Bila Anda yang memakainya, jawaban Anda "
                "sudah tersimpan dan tidak perlu dikirim lagi."
            ),
        ),
        TicketState.EXPIRED: (
            _("Masa berlaku tiket ini sudah lewat"),
            _("Tiket dapat dipakai sampai tiga hari sesudah kunjungan Anda."),
        ),
        TicketState.REVOKED: (
            _("Tiket ini tidak berlaku lagi"),
            _("Loket yang menerbitkannya sedang tidak menerima jawaban."),
        ),
    }
    unknown = (
        _("Tiket ini tidak dikenal"),
        _("Pindai lagi kode QR pada tiket Anda, atau salin alamatnya dengan lengkap."),
    )
    return unknown if state is None else words[state]
