"""What a reverse proxy may say about a request, and which proxies are believed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask, current_app, request
from werkzeug.middleware.proxy_fix import ProxyFix

from config import Settings

LOOPBACK = frozenset({"127.0.0.1", "::1"})
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class TrustedProxies:
    """Believes X-Forwarded-* of named proxies only, and the scheme of one on this machine.

    Taking the scheme from loopback does no harm: it can only make cookies and headers stricter.
    The sender's address decides how long a next sign-in must wait, so it is never taken from a
    proxy that was not named.
    """

    def __init__(self, wsgi_app: Wsgi, trusted: Iterable[str]) -> None:
        self.wsgi_app = wsgi_app
        self.trusted = frozenset(trusted)
        self.full = ProxyFix(wsgi_app, x_for=1, x_proto=1, x_host=1)
        self.scheme = ProxyFix(wsgi_app, x_for=0, x_proto=1, x_host=0)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        """Pass the request on, with what a believed proxy said of it."""
        peer = environ.get("REMOTE_ADDR", "")
        if peer in self.trusted:
            return self.full(environ, start_response)
        if peer in LOOPBACK and "HTTP_X_FORWARDED_PROTO" in environ:
            return self.scheme(environ, start_response)
        return self.wsgi_app(environ, start_response)


def comes_over_tls() -> bool:
    """Whether the request does, by its connection or by the address that citizens know.

    A proxy that nobody named may end TLS and not say so; the settings then still do.
    """
    settings: Settings = current_app.extensions["suara_loket_settings"]
    return request.is_secure or settings.is_https


def init_app(app: Flask, settings: Settings) -> None:
    """Put the proxies' words in front of the application."""
    app.wsgi_app = TrustedProxies(app.wsgi_app, settings.trusted_proxies)  # type: ignore[method-assign]
