"""The staff session: a signed cookie with an end, stricter behind TLS, and its forms' token.

The cookie holds the person's session key, so that signing out ends every copy of it, and when it
began and was last used. The citizen's pages never open it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from flask import Flask, Request, Response, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from flask_wtf.csrf import generate_csrf

from app.web.proxies import comes_over_tls

# Nobody works longer than this in one go; a cookie that was copied dies with it.
LONGEST = timedelta(hours=12)
# The cookie is written again at most once in this time, so that two pages loading side by side do
# not overwrite each other's session.
WRITTEN_AGAIN_AFTER = timedelta(minutes=1)


class Ended(StrEnum):
    """Why a session that there was is over; the sign-in page says it."""

    IDLE = "diam"
    SIGNED_OUT = "keluar"
    OTHERWISE = "berakhir"


class StrictSessions(SecureCookieSessionInterface):
    """Over TLS the cookie is Secure and has the __Host- prefix (decisions 20)."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """The session of the cookie; where there is none, as on citizens' phones, a new one."""
        if "HTTP_COOKIE" not in request.environ:
            return SecureCookieSession()
        return super().open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Write the cookie again where the session was touched at all."""
        if session.accessed or session.modified:
            super().save_session(app, session, response)

    def get_cookie_name(self, app: Flask) -> str:  # noqa: ARG002
        """The cookie's name, bound to this host where the connection allows it."""
        return "__Host-sesi" if comes_over_tls() else "sesi"

    def get_cookie_secure(self, app: Flask) -> bool:  # noqa: ARG002
        """Whether the cookie may travel over TLS only."""
        return comes_over_tls()

    def get_cookie_httponly(self, app: Flask) -> bool:  # noqa: ARG002
        """Scripts never read it."""
        return True

    def get_cookie_samesite(self, app: Flask) -> str:  # noqa: ARG002
        """It is not sent with requests that other sites start, but for plain links."""
        return "Lax"


def init_app(app: Flask) -> None:
    """Use these sessions, and let templates write `{{ csrf_token() }}` into forms.

    The token is checked by the guards of the staff surfaces and not by flask-wtf's extension, whose
    hook would run on the citizen's pages as well.
    """
    app.session_interface = StrictSessions()
    app.config.update(
        PERMANENT_SESSION_LIFETIME=LONGEST,
        SESSION_REFRESH_EACH_REQUEST=False,
        WTF_CSRF_TIME_LIMIT=None,  # it lives as long as its session does
    )
    app.jinja_env.globals["csrf_token"] = generate_csrf


def begin(now: datetime, session_key: str, language: str) -> None:
    """Begin a session with new content; nothing of what was there before is kept."""
    session.clear()
    session.permanent = True
    at = now.timestamp()
    session.update(key=session_key, begun=at, used=at, language=language)


def end() -> None:
    """Forget the session in this browser."""
    session.clear()


def live_key(now: datetime, idle: timedelta) -> str | None:
    """The session key, or None when there is no session or it was too long or too long idle."""
    if "key" not in session or _age(now, "begun") >= LONGEST or _age(now, "used") >= idle:
        return None
    return str(session["key"])


def why_ended(now: datetime, idle: timedelta) -> Ended | None:
    """Why this browser's session is over, or None when there was none."""
    if "key" not in session:
        return None
    return Ended.IDLE if _age(now, "used") >= idle else Ended.OTHERWISE


def keep_alive(now: datetime) -> None:
    """Note that the session was used now."""
    if _age(now, "used") >= WRITTEN_AGAIN_AFTER:
        session["used"] = now.timestamp()


def _age(now: datetime, mark: str) -> timedelta:
    return timedelta(seconds=now.timestamp() - session[mark])
