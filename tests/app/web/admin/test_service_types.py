"""Admin pages on the service types of a unit."""

from __future__ import annotations

import re

from app.queries import organisation
from tests.factories.organisation import an_office
from tests.factories.people import form_token


def test_a_service_is_added_and_stands_on_the_form(send, building):
    shown = send(f"/admin/unit/{building.unit.id}/layanan/tambah", code="KK", name="Kartu Keluarga")
    assert "Jenis layanan sudah ditambahkan" in shown.text
    names = [name for _, name in organisation.offered_services(building.unit.id)]
    assert names == ["Kartu Keluarga", "Layanan 1"]


def test_the_units_page_shows_the_ids_that_a_queue_machine_sends(administrator, building):
    shown = administrator.get(f"/admin/unit/{building.unit.id}").text
    row = next(row for row in shown.split("<tr>") if "Layanan 1" in row)
    cells = re.findall(r"<td[^>]*>(.*?)</td>", row)
    assert cells[:2] == ["S1", str(building.services[0].id)]


def test_a_service_is_withdrawn_and_offered_again(send, building):
    service = building.services[0]
    assert "Ditarik" in send(f"/admin/layanan/{service.id}/tarik").text
    assert organisation.offered_services(building.unit.id) == ()
    assert "tampil lagi di formulir" in send(f"/admin/layanan/{service.id}/tawarkan").text
    assert len(organisation.offered_services(building.unit.id)) == 1


def test_a_code_in_use_comes_back_with_what_was_typed(send, building):
    answer = send(f"/admin/unit/{building.unit.id}/layanan/tambah", code="S1", name="Akta")
    assert answer.status_code == 422
    assert 'value="Akta"' in answer.text


def test_a_service_outside_the_scope_is_not_found(app, unit_admin, scope, now):
    other = an_office(scope, now, code="DINKES", services=1)
    token = form_token(unit_admin, "/admin/impor/")
    address = f"/admin/layanan/{other.services[0].id}/tarik"
    assert unit_admin.post(address, data={"csrf_token": token}).status_code == 404
    assert len(organisation.offered_services(other.unit.id)) == 1
