"""HTTP only: the surfaces, each with its address and its guard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Flask

from app.web import (
    account,
    addresses,
    admin,
    assets,
    display,
    errors,
    evaluator,
    guards,
    headers,
    languages,
    manager,
    officer,
    proxies,
    public,
    sessions,
    simulation,
)
from config import Settings


@dataclass(frozen=True)
class Surface:
    """A part of the site for one kind of reader."""

    blueprint: Blueprint
    prefix: str
    guard: Callable[[], Any]


SURFACES = (
    Surface(assets.blueprint, "/assets", guards.open_to_all),
    Surface(public.blueprint, "", guards.open_to_all),
    Surface(account.entrance, "/akun", guards.open_to_all),
    Surface(account.blueprint, "/akun", guards.signed_in),
    Surface(manager.blueprint, "/dasbor", guards.signed_in),
    Surface(officer.blueprint, "/petugas", guards.signed_in),
    Surface(admin.blueprint, "/admin", guards.signed_in),
    Surface(evaluator.blueprint, "/api/v1", guards.api_key),
    Surface(evaluator.documentation, "/api/v1", guards.open_to_all),
)


def make_flask() -> Flask:
    """The bare application object; static files are the business of `assets`."""
    return Flask("app", static_folder=None)


def init_app(app: Flask, settings: Settings) -> None:
    """Give the application its surfaces and what holds for all of them."""
    addresses.init_app(app)
    proxies.init_app(app, settings)
    sessions.init_app(app)
    languages.init_app(app)
    display.init_app(app)
    headers.init_app(app)
    simulation.init_app(app)
    errors.init_app(app)
    assets.init_app(app)
    for surface in SURFACES:
        app.before_request_funcs.setdefault(surface.blueprint.name, []).append(surface.guard)
        app.register_blueprint(surface.blueprint, url_prefix=surface.prefix)
