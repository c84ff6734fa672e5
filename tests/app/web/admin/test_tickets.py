"""Slips of tickets from the admin pages."""

from __future__ import annotations

import sqlalchemy as sa

from app.database import db
from app.models.tickets import IssuedTicket
from app.services import collection
from tests.factories.html_pages import Page
from tests.factories.organisation import an_office
from tests.factories.printed_codes import printed_codes


def links(content: bytes) -> set[str]:
    return set(printed_codes(content, scale=300 / 72))


def n_issued() -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(IssuedTicket)) or 0


def test_slips_lead_to_forms_that_are_open(send, building, settings, client, now) -> None:
    answer = send(
        f"/admin/loket/{building.counters[0].id}/tiket", follow=False, count="3", service_id=""
    )

    found = links(answer.data)
    assert answer.mimetype == "application/pdf"
    assert len(found) == n_issued() == 3
    for link in found:
        assert client.get(link.removeprefix(settings.base_url)).status_code == 200


def test_the_page_asks_for_number_and_service(administrator, building) -> None:
    page = Page.of(administrator.get(f"/admin/loket/{building.counters[0].id}/tiket"))

    assert page.sent["count"] == "24"
    assert "Layanan 1" in page.text


def test_the_counters_page_leads_there(administrator, building) -> None:
    address = f"/admin/loket/{building.counters[0].id}"

    assert (f"{address}/tiket", "Cetak tiket survei") in Page.of(administrator.get(address)).links


def test_a_number_that_cannot_be_is_told_and_issues_nothing(send, building) -> None:
    for count in ("0", "1001", "dua", ""):
        answer = send(f"/admin/loket/{building.counters[0].id}/tiket", count=count, service_id="")
        assert answer.status_code == 422
    assert n_issued() == 0


def test_a_counter_without_a_code_is_told_clearly(send, building, scope, now) -> None:
    collection.revoke_points(scope, now, building.counters[0].id)
    answer = send(f"/admin/loket/{building.counters[0].id}/tiket", count="1", service_id="")

    assert answer.status_code == 422
    assert "belum memiliki kode survei" in Page.of(answer).text


def test_a_manager_who_is_rated_prints_none(unit_manager, building) -> None:
    assert unit_manager.get(f"/admin/loket/{building.counters[0].id}/tiket").status_code == 403


def test_another_units_counter_is_not_found(unit_admin, scope, now) -> None:
    other = an_office(scope, now, code="DINKES")

    assert unit_admin.get(f"/admin/loket/{other.counters[0].id}/tiket").status_code == 404
