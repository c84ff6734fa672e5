"""Every page about a unit has the same frame: its name, the way to it, periods and sections."""

from __future__ import annotations

from flask.testing import FlaskClient

from app.web.manager.unit_frame import SECTIONS
from tests.factories.html_pages import Page
from tests.factories.organisation import Office, an_office
from tests.factories.people import sign_in, somebody

SEEN_BY_MANAGERS = (
    *("", "perbandingan", "tren", "prioritas"),
    *("komentar", "mutu-jawaban", "ketelitian"),
)


def address(office: Office, query: str = "") -> str:
    return f"/dasbor/unit/{office.unit.id}{query}"


def hrefs(manager: FlaskClient, path: str) -> dict[str, str]:
    return {text: href for href, text in Page.of(manager.get(path)).links}


def test_every_section_is_one_link_away_over_the_same_period(manager, office: Office) -> None:
    links = hrefs(manager, address(office, "?periode=2026-06"))

    for section in SEEN_BY_MANAGERS:
        name = SECTIONS[section]
        path = address(office, f"/{section}" if section else "")
        assert links[str(name)] == f"{path}?periode=2026-06"
        assert manager.get(links[str(name)]).status_code == 200


def test_the_period_before_is_not_offered_where_nothing_was_answered(manager, office) -> None:
    links = hrefs(manager, address(office, "?periode=2026-06"))

    assert "Sebelumnya" not in links
    assert "Sesudahnya" not in links


def test_before_the_first_answer_there_is_a_name_and_no_period(
    client: FlaskClient, office: Office, scope, now
) -> None:
    empty = an_office(scope, now, agency=office.agency, code="BARU", name="Dinas Baru")
    manager = sign_in(client, somebody(scope, now, path=empty.unit.path))
    page = Page.of(manager.get(address(empty)))

    assert "Dinas Baru" in page.text
    assert not page.has("select", name="periode")


def test_the_way_to_a_section_leads_back_to_the_unit_s_summary(
    client: FlaskClient, office: Office, scope, now
) -> None:
    an_office(scope, now, agency=office.agency, code="LAIN", name="Dinas Lain")
    reader = sign_in(client, somebody(scope, now))
    page = Page.of(reader.get(address(office, "/tren?periode=2026-06")))

    assert (address(office, "?periode=2026-06"), office.unit.name) in page.links
    assert page.has("li", **{"aria-current": "page"})
    assert ("/dasbor/?semua=1", "Unit Anda") in page.links


def test_who_has_one_unit_needs_no_way_to_its_sections(manager: FlaskClient, office) -> None:
    assert not Page.of(manager.get(address(office, "/tren"))).has("nav", **{"class": "breadcrumbs"})
