"""Whoever asks for pages and replies: people of each role, everybody, and systems with keys."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from flask import Flask

from app.access import KeyKind, Role, Scope
from app.services import api_keys
from tests.factories.crawl import Reader
from tests.factories.people import sign_in, somebody


def readers_of(app: Flask, scope: Scope, now: datetime, path: str) -> list[Reader]:
    """Who sees most, who sees least, everybody, and a system."""
    seer = somebody(scope, now, username="inspektorat", role=Role.INSPECTORATE, path=path)
    officer = somebody(scope, now, username="petugas", role=Role.OFFICER, path=path)
    secret = api_keys.issue_key(scope, now, "S", path, kind=KeyKind.SCORES).secret
    return [
        Reader("inspectorate", sign_in(app.test_client(), seer), ("manager.", "officer."), {}),
        Reader("officer", sign_in(app.test_client(), officer), ("manager.", "officer."), {}),
        Reader("public", app.test_client(), ("public.show_r", "public.show_u"), {}),
        Reader("system", app.test_client(), ("evaluator.",), bearer(secret), ("application/json",)),
    ]


def other_readers(app: Flask, scope: Scope, now: datetime) -> Iterator[Reader]:
    """Who runs the office, on the pages for that; and keys that read nothing."""
    admin = sign_in(app.test_client(), somebody(scope, now, username="pengelola", role=Role.ADMIN))
    yield Reader("admin", admin, ("admin.", "account."), {})
    for kind in (KeyKind.TICKETS, KeyKind.VISITS):
        secret = api_keys.issue_key(scope, now, kind, "/", kind=kind).secret
        yield Reader(kind, app.test_client(), ("evaluator.show_unit_s",), bearer(secret))


def foreign_readers(app: Flask, scope: Scope, now: datetime, path: str) -> Iterator[Reader]:
    """Who reads in another language: everybody, whoever sees most, and a system."""
    seer = somebody(scope, now, username="inspector", role=Role.INSPECTORATE, path=path)
    in_english = sign_in(app.test_client(), seer)
    in_english.get("/akun/?bahasa=en")
    yield Reader("inspectorate en", in_english, ("manager.", "officer."), {})
    secret = api_keys.issue_key(scope, now, "E", path, kind=KeyKind.SCORES).secret
    sends = bearer(secret) | {"Accept-Language": "en"}
    yield Reader("system en", app.test_client(), ("evaluator.",), sends, ("application/json",))
    for language in ("en", "jv", "su"):
        sends = {"Accept-Language": language}
        yield Reader(
            f"public {language}", app.test_client(), ("public.show_r", "public.show_u"), sends
        )


def bearer(secret: str) -> dict[str, str]:
    """What a system with a key sends along."""
    return {"Authorization": f"Bearer {secret}"}
