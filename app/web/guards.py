"""Who may enter a surface: each guard runs before every request of it and sets the scope."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import ParamSpec, TypeVar
from urllib.parse import SplitResult, urlsplit

from flask import current_app, g, redirect, request, url_for
from flask_wtf.csrf import validate_csrf
from werkzeug.wrappers import Response
from wtforms import ValidationError

from app.access import Permission, Scope
from app.clock import now
from app.errors import N_, NotAllowed, NotSignedIn, StaleForm
from app.models.people import Person
from app.queries import people
from app.services import api_keys
from app.web import sessions
from app.web.languages import asked_language, language_argument
from config import Settings

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")

READING = frozenset({"GET", "HEAD", "OPTIONS"})
STALE = N_(
    "Halaman ini sudah terlalu lama terbuka atau berasal dari tempat lain. Tidak ada yang diubah."
)
KEY_REFUSED = N_("Kunci API tidak ada, tidak dikenal, sudah lewat masa berlakunya, atau dicabut.")


def open_to_all() -> None:
    """Nobody is asked; what is behind this is meant for every citizen."""


def signed_in() -> Response | None:
    """Only an active, signed-in person enters; others are led to the sign-in page and back.

    What writes must come from a form of ours, too.
    """
    moment, idle = now(), timedelta(minutes=current_settings().idle_minutes)
    key = sessions.live_key(moment, idle)
    person = people.session_holder(key) if key else None
    if person is None:
        return _lead_to_sign_in(sessions.why_ended(moment, idle))
    g.person, g.scope, g.keeps_language = person, person.scope, True
    if request.method not in READING:
        require_own_form()
    sessions.keep_alive(moment)
    return None


def api_key() -> None:
    """Only a known key enters that was not revoked and whose last day is not past."""
    scope = scope_of_key()
    if scope is None:
        raise NotSignedIn(KEY_REFUSED)
    g.scope = scope


def scope_of_key() -> Scope | None:
    """What the key of this request may do; None without one that can be used."""
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    offered = api_keys.hash_of(secret.strip()) if scheme.lower() == "bearer" else None
    key = people.usable_key(offered, api_keys.day_of(now())) if offered else None
    return key.scope if key else None


def requires(
    permission: Permission,
) -> Callable[[Callable[_Given, _Result]], Callable[_Given, _Result]]:
    """Let a view be entered only by who holds the permission somewhere.

    Whether it holds at the unit asked for is decided by the scoped queries, which answer NotFound.
    """

    def guarded(view: Callable[_Given, _Result]) -> Callable[_Given, _Result]:
        @wraps(view)
        def entered(*args: _Given.args, **kwargs: _Given.kwargs) -> _Result:
            if not current_scope().may(permission):
                raise NotAllowed("Halaman ini tidak termasuk wewenang Anda.")
            return view(*args, **kwargs)

        entered.required_permission = permission  # type: ignore[attr-defined]
        return entered

    return guarded


def require_own_form() -> None:
    """StaleForm unless the request comes from a page of ours and carries its session's token."""
    if not _is_own_origin(request.headers.get("Origin")):
        raise StaleForm(STALE)
    try:
        validate_csrf(request.form.get("csrf_token"))
    except ValidationError as error:
        raise StaleForm(STALE) from error


def current_scope() -> Scope:
    """The scope that the guard of this request granted."""
    return g.scope


def current_person() -> Person:
    """The signed-in person whom the guard of this request let in."""
    return g.person


def current_settings() -> Settings:
    """The settings of the application that answers."""
    return current_app.extensions["suara_loket_settings"]


def is_local_path(address: str) -> bool:
    """Whether an address leads to a page of ours and nowhere else, however a browser reads it.

    Browsers take a backslash for a slash and skip control characters.
    """
    if not address.startswith("/") or address.startswith("//"):
        return False
    return "\\" not in address and all(character.isprintable() for character in address)


def _is_own_origin(origin: str | None) -> bool:
    """Whether the Origin is this host; old browsers send none, and the token alone decides."""
    if origin is None:
        return True
    return _parts(origin).netloc in (request.host, urlsplit(current_settings().base_url).netloc)


def _parts(address: str) -> SplitResult:
    """The parts of an address that anybody may have sent; none of what is no address."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def _lead_to_sign_in(ended: sessions.Ended | None) -> Response:
    """To the sign-in page, which leads back to this one."""
    if ended:
        sessions.end()
    kept = language_argument(asked_language())
    address = url_for("entrance.show_sign_in", next=_page_to_return_to(), sebab=ended, **kept)
    return redirect(address, 303)


def _page_to_return_to() -> str | None:
    """This page; for a form that was sent, the page it stood on, where that is ours."""
    if request.method in READING:
        return request.full_path.rstrip("?")
    referrer = _parts(request.referrer or "")
    return referrer.path if referrer.netloc == request.host else None
