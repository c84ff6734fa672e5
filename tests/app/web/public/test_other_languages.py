"""On a page in another language: who translated it, and which words stay Indonesian."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient

from app.services import collection, devices
from tests.app.web.public.conftest import KEYS
from tests.factories.html_pages import Page
from tests.factories.organisation import Office, an_office
from tests.factories.published import a_published_quarter

NAMES = ("Loket 1", "Layanan 1", "Layanan 2", "Dinas Kependudukan", "Kabupaten")
# Where a name is no text of the page, or a language cannot be told.
ELSEWHERE = ("title", "script", "style")


class NamesInWords(HTMLParser):
    """The language of every place in which one of the names stands."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.found: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("meta", "link", "input"):
            return
        above = self.open[-1][1] if self.open else ""
        self.open.append((tag, dict(attrs).get("lang") or above))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A shape of a picture, in which nothing stands."""

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            continue

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][0] not in ELSEWHERE:
            self.found += [(name, self.open[-1][1]) for name in NAMES if name in data]


@pytest.fixture
def office(app, scope, now) -> Office:
    """An office that asks in four languages."""
    return an_office(scope, now, code="EMPAT", services=2, instrument="skm-2017@3")


@pytest.fixture
def addresses(client: FlaskClient, office: Office, scope, now, ticket: str) -> dict[str, str]:
    """Citizens' pages by what they are, with the names that stand on them."""
    one = an_office(
        scope, now, agency=office.agency, code="SATU", services=1, instrument="skm-2017@3"
    )
    pulse = an_office(scope, now, agency=office.agency, code="KETUK", instrument="pulse-1@2")
    final = a_published_quarter(scope, now)
    kiosk = devices.enrol_device(scope, now, office.counters[0].id, "Tablet", "112358").code
    form = f"/s/{office.points[0].code}"
    sent = Page.of(client.get(form)).sent | dict.fromkeys(KEYS, "4")
    thanks = client.post(form, data=sent).location
    receipt = thanks.partition("kode=")[2]
    revoked = an_office(scope, now, agency=office.agency, code="LAMA").points[0]
    collection.revoke_points(scope, now, revoked.counter_id)
    closed = an_office(scope, now, agency=office.agency, code="TUTUP", year=2024).points[0]
    return {
        "home": "/",
        "form": form,
        "form of one service": f"/s/{one.points[0].code}",
        "form of a ticket": f"/t/{ticket}",
        "pulse": f"/s/{pulse.points[0].code}",
        "thanks": thanks,
        "receipt": "/tanda-terima",
        "known receipt": f"/tanda-terima?kode={receipt}",
        "kiosk": f"/k/{kiosk}",
        "way out of the kiosk": f"/k/{kiosk}/keluar",
        "thanks of the kiosk": f"/k/{kiosk}/terima-kasih?kode={receipt}",
        "unknown ticket": f"/t/{'A' * 22}",
        "results": "/hasil",
        "results of a unit": f"/hasil/{final.unit.id}",
        "result": f"/hasil/{final.unit.id}/2025-Q2",
        "revoked": f"/s/{revoked.code}",
        "closed": f"/s/{closed.code}",
        "offline": "/luring",
        "nowhere": "/tidak-ada",
    }


@pytest.fixture
def shown(client: FlaskClient, addresses: dict[str, str]) -> Callable[[str], dict[str, str]]:
    """Every page in a language."""

    def show(language: str) -> dict[str, str]:
        return {
            name: client.get(f"{at}{'&' if '?' in at else '?'}bahasa={language}").text
            for name, at in addresses.items()
        }

    return show


@pytest.mark.parametrize("language", ["id", "en", "jv", "su"])
def test_a_translation_that_no_office_made_says_so_once(language: str, shown) -> None:
    marks = {name: html.count('class="unofficial"') for name, html in shown(language).items()}

    assert marks == dict.fromkeys(marks, 1 if language in ("jv", "su") else 0)


@pytest.mark.parametrize("language", ["id", "en", "jv", "su"])
def test_names_of_places_are_read_as_indonesian(language: str, shown) -> None:
    found = {name: NamesInWords(html).found for name, html in shown(language).items()}

    assert {name for name, places in found.items() if places} >= {
        *("form", "form of one service", "form of a ticket", "pulse", "kiosk", "closed"),
        *("way out of the kiosk", "thanks of the kiosk", "results", "results of a unit", "result"),
    }
    assert {spoken for places in found.values() for _, spoken in places} == {"id"}, found


def test_on_indonesian_pages_nothing_more_is_marked(shown) -> None:
    assert [name for name, html in shown("id").items() if '<span lang="id">' in html] == []


def test_a_name_cannot_bring_elements_along(client: FlaskClient, office, scope, now) -> None:
    mean = an_office(scope, now, agency=office.agency, code="X", name="<b>Dinas</b>", year=2024)

    for path in (f"/s/{office.points[0].code}", f"/s/{mean.points[0].code}"):
        assert "<b>" not in client.get(f"{path}?bahasa=en").text
