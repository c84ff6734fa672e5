"""Admin pages on agencies and units: what an administrator sees, does, and is told."""

from __future__ import annotations

import pytest

from app.access import Role
from app.database import db
from app.queries import organisation as queries
from app.services import organisation
from tests.factories.organisation import an_office
from tests.factories.people import sign_in, somebody

ADDED = "/admin/instansi/{agency}/unit/tambah"


def test_the_overview_shows_each_unit_with_what_is_still_missing(administrator, building):
    shown = administrator.get("/admin/").text
    assert "Kabupaten DISDUK" in shown
    assert f'href="/admin/unit/{building.unit.id}"' in shown
    assert "DISDUK · 2 loket" in shown
    assert "Survei buka" in shown


def test_an_empty_system_says_what_to_do_first(client, app, scope, now):
    shown = sign_in(client, somebody(scope, now, role=Role.ADMIN)).get("/admin/").text
    assert "Belum ada instansi" in shown
    assert 'href="/admin/instansi/tambah"' in shown


def test_the_unit_page_shows_counters_codes_services_and_rounds(administrator, building):
    shown = administrator.get(f"/admin/unit/{building.unit.id}").text
    for text in ("Loket 1", building.points[0].code, "Layanan 1", "SKM 2026", "1.200"):
        assert text in shown


def test_a_unit_without_an_open_round_is_warned_about(administrator, scope, now, building):
    bare = organisation.create_unit(scope, now, building.agency.id, "UPT", "UPT")
    shown = administrator.get(f"/admin/unit/{bare.id}").text
    assert "Tidak ada putaran survei yang buka hari ini" in shown
    assert "Belum ada putaran." in shown
    assert "Belum ada jenis layanan." in shown


def test_an_agency_is_added(send, scope):
    shown = send("/admin/instansi/tambah", name="Kota Baru", zone="WIT").text
    assert "Instansi sudah ditambahkan." in shown
    assert "Kota Baru" in shown
    assert {(a.name, a.zone) for a in queries.agencies(scope)} >= {("Kota Baru", "WIT")}


def test_a_unit_is_added_and_its_page_opens(send, building):
    answer = send(ADDED.format(agency=building.agency.id), code="UPT", name="UPT Utara")
    assert "<h1>UPT Utara</h1>" in answer.text
    assert "Unit sudah ditambahkan." in answer.text


def test_a_unit_is_added_under_another(send, scope, building):
    send(f"/admin/unit/{building.unit.id}/unit/tambah", code="UPT", name="UPT Utara")
    assert queries.unit_by_code(scope, "UPT").parent_id == building.unit.id


def test_a_unit_is_renamed(send, scope, building):
    shown = send(f"/admin/unit/{building.unit.id}/nama", name="Dinas Baru").text
    assert "<h1>Dinas Baru</h1>" in shown
    assert "Nama unit sudah diubah." in shown


def test_faults_come_back_with_what_was_typed_and_links_to_the_fields(send, building):
    answer = send(ADDED.format(agency=building.agency.id), code="", name="UPT <b>Utara</b>")
    assert answer.status_code == 422
    assert "<title>Kesalahan:" in answer.text
    assert '<a href="#code">Tulis kode singkatnya.</a>' in answer.text
    assert 'value="UPT &lt;b&gt;Utara&lt;/b&gt;"' in answer.text


def test_a_code_in_use_is_told_in_the_form(send, building):
    answer = send(ADDED.format(agency=building.agency.id), code="DISDUK", name="Lain")
    assert answer.status_code == 422
    assert "Kode unit &#39;DISDUK&#39; sudah dipakai di instansi ini." in answer.text
    assert 'value="Lain"' in answer.text


@pytest.mark.parametrize("page", ["", "/nama", "/unit/tambah"])
def test_a_unit_of_somebody_else_is_not_found(unit_admin, scope, now, building, page):
    other = an_office(scope, now, code="DINKES")
    assert unit_admin.get(f"/admin/unit/{building.unit.id}{page}").status_code == 200
    assert unit_admin.get(f"/admin/unit/{other.unit.id}{page}").status_code == 404


def test_the_admin_of_one_unit_sees_that_unit_alone(unit_admin, scope, now, building):
    an_office(scope, now, code="DINKES", name="Dinas Kesehatan")
    shown = unit_admin.get("/admin/").text
    assert "Dinas Kependudukan" in shown
    assert "Dinas Kesehatan" not in shown
    assert "/unit/tambah" not in shown
    assert "Tambah instansi" not in shown


def test_the_admin_of_one_unit_adds_no_agency(unit_admin, building):
    assert unit_admin.get("/admin/instansi/tambah").status_code == 403
    assert unit_admin.get(ADDED.format(agency=building.agency.id)).status_code == 404


def test_a_manager_does_not_edit(unit_manager, building):
    assert unit_manager.get("/admin/").status_code == 403
    assert unit_manager.get(f"/admin/unit/{building.unit.id}").status_code == 403


def test_nothing_is_written_without_the_forms_token(administrator, building, scope):
    answer = administrator.post(f"/admin/unit/{building.unit.id}/nama", data={"name": "Diubah"})
    assert answer.status_code == 400
    db.session.expire_all()
    assert queries.unit(scope, building.unit.id).name == "Dinas Kependudukan"
