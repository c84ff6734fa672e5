"""What frames every staff page: who is signed in, the menu that fits, languages, where to begin."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from flask import g, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from app.access import Permission, Role, Scope
from app.web.languages import LANGUAGES, PARAMETER, page_language

ROLE_NAMES = {
    Role.ADMIN: lazy_gettext("Pengelola"),
    Role.MANAGER: lazy_gettext("Kepala unit"),
    Role.EVALUATOR: lazy_gettext("Penilai"),
    Role.OFFICER: lazy_gettext("Petugas"),
    Role.INSPECTORATE: lazy_gettext("Inspektorat"),
}
DASHBOARD = "/dasbor/"
OFFICERS_PAGE = "/petugas/"
# Typed sheets are a way of importing, though their address is that of a unit.
WITHIN_IMPORTS = "/entri-kertas/"

Link = tuple[str, str]


def start_page(scope: Scope) -> str:
    """Where somebody with this scope begins."""
    return DASHBOARD if scope.may(Permission.SEE_SCORES) else OFFICERS_PAGE


def staff_frame() -> dict[str, object]:
    """The values that layouts/staff.html wants; a context processor of the staff surfaces."""
    language = page_language()
    frame: dict[str, object] = {"language": language, "languages": _languages(language)}
    if "person" not in g:
        return frame
    return frame | {
        "home_href": start_page(g.scope),
        "person": {"name": g.person.name, "role": roles_in_words(g.scope)},
        "sign_out_href": url_for("account.sign_out"),
        "navigation": _navigation(g.scope),
    }


def roles_in_words(scope: Scope) -> str:
    """The roles held, as one reads them under a name."""
    return ", ".join(str(ROLE_NAMES[role]) for role in scope.roles)


def _languages(current: str) -> list[dict[str, object]]:
    """Links to this page in each language; they keep what else the address says."""
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != PARAMETER]
    return [
        {
            "code": code,
            "name": name,
            "href": "?" + urlencode([*kept, (PARAMETER, code)]),
            "is_current": code == current,
        }
        for code, name in LANGUAGES.items()
    ]


def _navigation(scope: Scope) -> list[tuple[str, str, bool]]:
    """The menu; of entries that lie within each other only the innermost is the current one."""
    entries = list(_entries(scope))
    if WITHIN_IMPORTS in request.path:
        imports = url_for("admin.show_imports")
        return [(href, text, href == imports) for href, text in entries]
    under = [href for href, _text in entries if request.path.startswith(href)]
    here = max(under, key=len, default="")
    return [(href, text, href == here) for href, text in entries]


def _entries(scope: Scope) -> Iterator[Link]:
    if scope.may(Permission.SEE_SCORES):
        yield DASHBOARD, _("Dasbor")
    if Role.OFFICER in scope.roles:
        yield OFFICERS_PAGE, _("Ringkasan unit")
    if scope.may(Permission.EDIT_ORGANISATION):
        yield url_for("admin.show_organisation"), _("Organisasi")
    if scope.may(Permission.PRINT_POSTERS):
        yield url_for("admin.show_print_places"), _("Cetak")
    if scope.may(Permission.IMPORT_ANSWERS):
        yield url_for("admin.show_imports"), _("Impor")
    if scope.may(Permission.EDIT_PEOPLE):
        yield url_for("admin.show_people"), _("Orang")
        yield url_for("admin.show_keys"), _("Kunci API")
    yield url_for("account.show_account"), _("Akun saya")
