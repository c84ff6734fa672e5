"""Large text and high contrast on citizens' pages, asked for by links and kept in links alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import Flask, request
from flask_babel import gettext as _

from app.web.languages import LanguageLink, is_for_staff

SWITCHES = {"huruf": "besar", "kontras": "tinggi"}


@dataclass(frozen=True)
class DisplaySwitch:
    """A link that turns one way of showing the page on or off."""

    name: str
    text: str
    href: str
    is_on: bool


def display_arguments() -> dict[str, Any]:
    """The query arguments that keep in links what was asked for."""
    asked = request.args
    return {name: on for name, on in SWITCHES.items() if asked.get(name) == on}


def display_switches(languages: Iterable[LanguageLink]) -> tuple[DisplaySwitch, ...]:
    """The switches of a page, made from the address that it has in its own language."""
    address = next((link.href for link in languages if link.is_current), "")
    path, query = urlsplit(address).path, dict(parse_qsl(urlsplit(address).query))
    asked = display_arguments()
    texts = {"huruf": _("Huruf besar"), "kontras": _("Kontras tinggi")}
    switches = []
    for name, on in SWITCHES.items():
        wanted = {key: value for key, value in query.items() if key != name}
        wanted |= {} if name in asked else {name: on}
        href = f"{path}?{urlencode(wanted)}" if wanted else path or "?"
        switches.append(DisplaySwitch(name, texts[name], href, name in asked))
    return tuple(switches)


def init_app(app: Flask) -> None:
    """Keep the display in every address of a citizen's page, and let the layout show it."""
    app.url_defaults(_keep)
    app.jinja_env.globals.update(
        display_switches=display_switches, display_arguments=display_arguments
    )


def _keep(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint.startswith("public.") and request and not is_for_staff():
        for name, on in display_arguments().items():
            values.setdefault(name, on)
