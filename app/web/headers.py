"""The security headers that every reply carries."""

from __future__ import annotations

from flask import Flask, Response

from app.web.proxies import comes_over_tls

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; worker-src 'self'; object-src 'none'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
ONE_YEAR = "max-age=31536000; includeSubDomains"


def init_app(app: Flask) -> None:
    """Add the headers after every request, errors too."""
    app.after_request(_harden)


def _harden(response: Response) -> Response:
    given = {name.lower() for name, _ in response.headers}
    for name, value in HEADERS.items():
        if name.lower() not in given:
            response.headers.add(name, value)
    if comes_over_tls():
        response.headers["Strict-Transport-Security"] = ONE_YEAR
    return response
