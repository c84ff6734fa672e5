"""The language of a page: Indonesian, or English when asked for by link or kept by staff."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask, g, request, session
from flask_babel import Babel

LANGUAGES = {"id": "Bahasa Indonesia", "en": "English"}
DEFAULT = "id"
PARAMETER = "bahasa"


@dataclass(frozen=True)
class LanguageLink:
    """A link to the same page in one language."""

    code: str
    name: str
    href: str
    is_current: bool


def language_links(language: str, address: Callable[..., str]) -> tuple[LanguageLink, ...]:
    """Links to the page in each language; `address` makes one from query arguments."""
    return tuple(
        LanguageLink(code, name, address(**language_argument(code)), code == language)
        for code, name in LANGUAGES.items()
    )


def language_argument(language: str) -> dict[str, Any]:
    """The query argument that keeps a language in links; none for Indonesian."""
    return {} if language == DEFAULT else {PARAMETER: language}


def asked_language() -> str:
    """The language named in the address, or Indonesian; reads no cookie."""
    asked = request.args.get(PARAMETER, DEFAULT)
    return asked if asked in LANGUAGES else DEFAULT


def staff_language() -> str:
    """The language named in the address or else kept in the session of a signed-in person."""
    asked = request.args.get(PARAMETER, "")
    if asked in LANGUAGES and g.get("keeps_language"):
        session["language"] = asked
    return asked if asked in LANGUAGES else session.get("language", DEFAULT)


def page_language() -> str:
    """The language of this request; the citizen's pages never touch the session."""
    if not request:
        return DEFAULT
    return staff_language() if g.get("keeps_language") else asked_language()


def init_app(app: Flask) -> None:
    """Let texts and numbers follow the request's language."""
    app.config.update(BABEL_DEFAULT_LOCALE=DEFAULT, BABEL_TRANSLATION_DIRECTORIES="translations")
    Babel(app, locale_selector=page_language)
    app.jinja_env.globals.update(LANGUAGES=LANGUAGES, current_language=page_language)
