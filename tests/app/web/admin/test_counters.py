"""Admin pages on a counter: its name, its code, and the posters that code is on."""

from __future__ import annotations

import pytest

from app.errors import Revoked
from app.queries import collection, organisation
from tests.factories.organisation import an_office


def test_the_page_shows_the_code_its_address_and_its_poster(administrator, building):
    counter, code = building.counters[0], building.points[0].code
    shown = administrator.get(f"/admin/loket/{counter.id}").text
    assert f"/s/{code}" in shown
    assert f'src="/admin/loket/{counter.id}/qr.svg"' in shown
    assert f'href="/admin/loket/{counter.id}/poster.pdf"' in shown


def test_the_page_shows_the_id_that_a_queue_machine_sends(administrator, building):
    counter = building.counters[0]
    shown = administrator.get(f"/admin/loket/{counter.id}").text
    assert f"kode {counter.code}, id API {counter.id}<" in shown


def test_a_new_counter_gets_a_code_at_once(send, scope, building):
    answer = send(f"/admin/unit/{building.unit.id}/loket/tambah", code="L3", name="Loket 3")
    assert "<h1>Loket 3</h1>" in answer.text
    assert "Kode survei yang berlaku" in answer.text
    assert len(collection.codes_in_force(scope, building.unit.id)) == 3


def test_a_counter_is_renamed_and_keeps_its_code(send, building):
    shown = send(f"/admin/loket/{building.counters[0].id}/nama", name="Loket Akta").text
    assert "<h1>Loket Akta</h1>" in shown
    assert building.points[0].code in shown


def test_asking_for_a_new_code_warns_and_changes_nothing(administrator, building, now):
    shown = administrator.get(f"/admin/loket/{building.counters[0].id}/kode").text
    assert "Ganti kode survei loket ini?" in shown
    assert "Kode lama tidak dapat dipulihkan." in shown
    assert collection.open_collection_point(building.points[0].code, now)


def test_a_new_code_takes_the_place_of_the_old_which_stays_in_the_history(send, building, now):
    old = building.points[0].code
    shown = send(f"/admin/loket/{building.counters[0].id}/kode").text
    assert "Kode survei sudah diganti." in shown
    assert shown.count(old) == 1  # in the history alone
    with pytest.raises(Revoked):
        collection.open_collection_point(old, now)


def test_a_withdrawn_code_leaves_a_page_that_offers_a_new_one(send, administrator, building):
    address = f"/admin/loket/{building.counters[0].id}"
    assert "Cabut kode survei loket ini?" in administrator.get(f"{address}/cabut").text
    shown = send(f"{address}/cabut").text
    assert "Belum ada kode survei yang berlaku" in shown
    assert "poster.pdf" not in shown
    assert "<h1>Buat kode survei</h1>" in administrator.get(f"{address}/kode").text
    assert "Kode survei yang berlaku" in send(f"{address}/kode").text


def test_the_units_own_counter_can_be_given_a_code(send, scope, building):
    (own,) = [c for c in organisation.counters(scope, building.unit.id) if c.stands_for_unit]
    assert "Kode survei yang berlaku" in send(f"/admin/loket/{own.id}/kode").text


@pytest.mark.parametrize("page", ["", "/nama", "/kode", "/cabut"])
def test_a_counter_outside_the_scope_is_not_found(unit_admin, scope, now, page):
    other = an_office(scope, now, code="DINKES")
    assert unit_admin.get(f"/admin/loket/{other.counters[0].id}{page}").status_code == 404


@pytest.mark.parametrize("page", ["", "/nama", "/kode", "/cabut"])
def test_a_manager_prints_but_does_not_edit(unit_manager, building, page):
    answer = unit_manager.get(f"/admin/loket/{building.counters[0].id}{page}")
    assert answer.status_code == 403
