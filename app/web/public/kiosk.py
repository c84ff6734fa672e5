"""A device at a counter for people without a phone: form, night screen, thanks, and the way out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import Response, make_response, render_template, request, url_for
from flask_babel import gettext as _

from app.clock import hours_ahead, local_day_and_slot, now
from app.errors import Closed, TooSoon
from app.models.responses import Channel
from app.queries import devices
from app.queries.collection import OpenPoint
from app.queries.devices import Kiosk, visited_kiosk
from app.services.devices import hash_of, is_right_pin
from app.services.late_answers import Visit, not_after, point_of_send, read_visit
from app.web.errors import asks_for_json, tell_in_json
from app.web.languages import LanguageLink, asked_language, language_argument, language_links
from app.web.public.blueprint import blueprint
from app.web.public.entries import Entry, KioskFrame, secret_key
from app.web.public.sending import show_form, take_in
from app.web.public.thanks import month_thanked

FORM_SCREEN = {"Kiosk-Screen": "form"}


@dataclass(frozen=True)
class KioskPage:
    """A screen of a kiosk that is no form."""

    language: str
    languages: tuple[LanguageLink, ...]
    unit: str
    counter: str
    home: str
    is_closed: bool = False
    opens_hour: int = 0
    receipt: str = ""
    fault: str = ""


@blueprint.get("/k/<string:code>")
def show_kiosk(code: str) -> Response:
    """The form by day while a round is open, a dark screen otherwise."""
    opened_at, kiosk = now(), _kiosk(code)
    if kiosk.point is None or not kiosk.is_by_day:
        return _screen("kiosk_night", code, kiosk, is_closed=kiosk.point is None)
    response = show_form(_entry(code, kiosk, kiosk.point), opened_at)
    response.headers.extend(FORM_SCREEN)
    return response


@blueprint.post("/k/<string:code>")
def submit_kiosk(code: str) -> Response:
    """Store an answer, or show the form again with what has to be mended."""
    arrived_at, kiosk = now(), _kiosk(code)
    # Without a script all visits are sent, of which the first is that of the opening.
    opened = request.form.get("opened", "").partition(" ")[0]
    visit = not_after(
        read_visit(secret_key(), code, opened), *local_day_and_slot(arrived_at, kiosk.zone)
    )
    point = point_of_send(
        visit,
        arrived_at,
        lambda _moment: _open_point(kiosk),
        partial(visited_kiosk, code, hash_of(code)),
    )
    return take_in(_entry(code, kiosk, point, visit), arrived_at)


@blueprint.get("/k/<string:code>/terima-kasih")
def show_kiosk_thanks(code: str) -> Response:
    """The thanks, which make room for the next person by themselves."""
    receipt = request.args.get("kode", "")
    month_thanked(receipt)
    return _screen("kiosk_thanks", code, _kiosk(code), receipt=receipt)


@blueprint.get("/k/<string:code>/keluar")
def show_kiosk_exit(code: str) -> Response:
    """Where staff type the PIN to leave the kiosk."""
    return _screen("kiosk_exit", code, _kiosk(code))


@blueprint.post("/k/<string:code>/keluar")
def leave_kiosk(code: str) -> Response:
    """A plain page for staff who know the PIN; the same form, with words, for others."""
    kiosk, pin = _kiosk(code), request.form.get("pin", "")
    try:
        is_right = is_right_pin(secret_key().decode(), now(), kiosk, pin)
    except TooSoon as problem:
        reply = _kept_in(code, kiosk, 429, problem.translated(_))
        reply.headers["Retry-After"] = str(problem.wait_s)
        return reply
    if is_right:
        return _screen("kiosk_left", code, kiosk)
    return _kept_in(code, kiosk, 422, _("PIN itu tidak cocok. Coba lagi."))


def _kept_in(code: str, kiosk: Kiosk, status: int, fault: str) -> Response:
    """The form of the PIN again, and why."""
    if asks_for_json():
        return tell_in_json(status, fault)
    reply = _screen("kiosk_exit", code, kiosk, fault=fault)
    reply.status_code = status
    return reply


def _kiosk(code: str) -> Kiosk:
    return devices.kiosk(code, hash_of(code), now())


def _open_point(kiosk: Kiosk) -> OpenPoint:
    if kiosk.point is None:
        raise Closed("Survei di %(counter)s sedang tidak dibuka.", counter=kiosk.counter)
    return kiosk.point


def _entry(code: str, kiosk: Kiosk, point: OpenPoint, visit: Visit | None = None) -> Entry:
    frame = KioskFrame(
        home=url_for("public.show_kiosk", code=code),
        exit=url_for("public.show_kiosk_exit", code=code, **language_argument(asked_language())),
        opens=kiosk.opens_hour,
        closes=kiosk.closes_hour,
        zone=hours_ahead(now(), kiosk.zone),
    )
    return Entry(
        point=point,
        channel=Channel.KIOSK,
        language=asked_language(),
        address=partial(url_for, "public.show_kiosk", code=code),
        thanks_address=partial(url_for, "public.show_kiosk_thanks", code=code),
        visit=visit,
        kiosk=frame,
    )


def _screen(template: str, code: str, kiosk: Kiosk, **more: object) -> Response:
    language = asked_language()
    arguments: dict[str, Any] = {k: v for k, v in request.args.items() if k == "kode"}
    address = partial(url_for, request.endpoint or "", code=code, **arguments)
    page = KioskPage(
        language=language,
        languages=language_links(language, address),
        unit=kiosk.unit,
        counter=kiosk.counter,
        home=url_for("public.show_kiosk", code=code),
        opens_hour=kiosk.opens_hour,
        **more,  # type: ignore[arg-type]
    )
    return make_response(render_template(f"public/{template}.html", page=page))
