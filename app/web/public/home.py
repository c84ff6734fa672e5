"""The front page, which helps whoever typed the address without a code, and the health check."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Response, jsonify, redirect, render_template, request, url_for

from app.clock import now
from app.errors import Problem
from app.services.health import check_health
from app.web.display import display_arguments
from app.web.languages import LanguageLink, asked_language, language_argument, language_links
from app.web.public.blueprint import blueprint
from app.web.public.survey import canonical_code


@dataclass(frozen=True)
class HomePage:
    """The front page."""

    language: str
    languages: tuple[LanguageLink, ...]
    kept: tuple[tuple[str, str], ...]


@blueprint.get("/")
def show_home() -> str | Response:
    """What this is; a code typed off a poster leads to its form."""
    language = asked_language()
    typed = canonical_code(_last_part(request.args.get("kode", "")))
    if typed:
        address = url_for("public.show_survey", code=typed, **language_argument(language))
        return redirect(address, 303)  # type: ignore[return-value]

    def address_in(**arguments: Any) -> str:
        return url_for("public.show_home", **arguments)

    kept = tuple((language_argument(language) | display_arguments()).items())
    page = HomePage(language, language_links(language, address_in), kept)
    return render_template("public/home.html", page=page)


def _last_part(typed: str) -> str:
    """The code of a whole address, which is what stands on the poster."""
    return typed.strip().rstrip("/").rsplit("/", 1)[-1]


@blueprint.get("/healthz")
def show_health() -> tuple[Response, int]:
    """Whether the database can be read and written; for monitors, with nothing else in it."""
    try:
        check_health(now())
    except Problem:
        return jsonify(status="unavailable"), 503
    return jsonify(status="ok"), 200
