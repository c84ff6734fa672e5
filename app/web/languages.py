"""The language of a page: named in the address, else the phone's, or one kept for staff.

Citizens read four languages, staff two. A citizen's choice is kept in links and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask import Flask, g, request, session
from flask_babel import Babel, refresh
from markupsafe import Markup
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

LANGUAGES = {"id": "Bahasa Indonesia", "en": "English"}
CITIZEN_LANGUAGES = {"id": "Indonesia", "en": "English", "jv": "Jawa", "su": "Sunda"}
# Translations of ours that no office has approved.
UNOFFICIAL = frozenset({"jv", "su"})
DEFAULT = "id"
PARAMETER = "bahasa"
# Pages of staff and of their systems; every other page speaks to citizens.
FOR_STAFF = ("/akun", "/dasbor", "/petugas", "/admin", "/api/")
# How older phones name the same languages.
OLD_CODES = {"in": "id", "jw": "jv"}
MOST_READ = 200


@dataclass(frozen=True)
class LanguageLink:
    """A link to the same page in one language."""

    code: str
    name: str
    href: str
    is_current: bool


def language_links(
    language: str,
    address: Callable[..., str],
    offered: tuple[str, ...] = tuple(CITIZEN_LANGUAGES),
) -> tuple[LanguageLink, ...]:
    """Links to the page in each language; `address` makes one from query arguments.

    Each names its language, Indonesian too, so that it holds whatever the phone prefers.
    """
    return tuple(
        LanguageLink(code, name, address(**{PARAMETER: code}), code == language)
        for code, name in CITIZEN_LANGUAGES.items()
        if code in offered
    )


def language_argument(language: str) -> dict[str, Any]:
    """The query argument that keeps a language in links; none where it comes by itself."""
    return {} if language == _unasked_language() else {PARAMETER: language}


def asked_language() -> str:
    """The language named in the address, or else a citizen's phone's; reads no cookie."""
    offered = tuple(LANGUAGES if is_for_staff() else CITIZEN_LANGUAGES)
    asked = request.args.get(PARAMETER, "")
    return asked if asked in offered else _unasked_language(offered)


def settle_language(offered: tuple[str, ...]) -> str:
    """The language of this page where not every one is offered; texts follow it from here on."""
    asked = request.args.get(PARAMETER, "")
    settled = asked if asked in offered else _unasked_language(offered)
    g.settled_language = settled
    refresh()
    return settled


def is_for_staff() -> bool:
    """Whether this request is for a page of staff or of their systems."""
    return request.path.startswith(FOR_STAFF)


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
    if g.get("keeps_language"):
        return staff_language()
    return g.get("settled_language") or asked_language()


def in_indonesian(name: str) -> str:
    """A name that an office gave, told apart on a page in another language for who hears it."""
    if page_language() == DEFAULT:
        return name
    return Markup('<span lang="id">{}</span>').format(name)


def _unasked_language(offered: tuple[str, ...] = tuple(CITIZEN_LANGUAGES)) -> str:
    """The language of a page whose address names none."""
    if not request or is_for_staff():
        return DEFAULT
    return _preferred(request.headers.get("Accept-Language", "")[:MOST_READ], offered)


@lru_cache(maxsize=1024)
def _preferred(header: str, offered: tuple[str, ...]) -> str:
    """The first of a phone's languages that is offered."""
    for tag in parse_accept_header(header, LanguageAccept).values():
        code = tag.lower().split("-")[0]
        code = OLD_CODES.get(code, code)
        if code in offered:
            return code
    return DEFAULT


def init_app(app: Flask) -> None:
    """Let texts and numbers follow the request's language."""
    app.config.update(BABEL_DEFAULT_LOCALE=DEFAULT, BABEL_TRANSLATION_DIRECTORIES="translations")
    Babel(app, locale_selector=page_language)
    app.jinja_env.filters["in_indonesian"] = in_indonesian
    app.jinja_env.globals.update(
        LANGUAGES=LANGUAGES, UNOFFICIAL=UNOFFICIAL, current_language=page_language
    )
