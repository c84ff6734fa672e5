"""Printing for all counters, as a browser without script gets it."""

from __future__ import annotations

import fcntl
import re
import time

import pytest

from app.documents.print_run import TURN
from app.services import collection
from tests.factories.organisation import an_office
from tests.factories.people import form_token
from tests.factories.printed_codes import printed_codes


def codes(content: bytes) -> set[str]:
    return set(printed_codes(content))


def links(settings, *offices) -> set[str]:
    return {f"{settings.base_url}/s/{point.code}" for office in offices for point in office.points}


def ordered(client, address):
    """What the page says after the PDF was ordered there."""
    token = form_token(client, "/akun/")
    return client.post(address, data={"csrf_token": token}, follow_redirects=True)


def waited(client, address):
    """The page once it does not ask to be looked at again."""
    for _ in range(600):
        page = client.get(address)
        if "Refresh" not in page.headers:
            return page
        time.sleep(0.1)
    raise AssertionError("not ready after a minute")


@pytest.mark.parametrize("kind", ["poster", "kartu-meja", "stiker", "kartu-gantung"])
def test_a_unit_prints_each_kind_for_all_its_counters(unit_manager, building, settings, kind):
    address = f"/admin/cetak/unit/{building.unit.id}/{kind}"
    ordered(unit_manager, address)
    assert "Buka PDF" in waited(unit_manager, address).text
    answer = unit_manager.get(f"{address}/berkas.pdf")
    assert answer.content_type == "application/pdf"
    assert f"{kind}-DISDUK.pdf" in answer.headers["Content-Disposition"]
    assert codes(answer.data) == links(settings, building)


def test_an_agency_prints_for_the_counters_of_all_its_units(
    administrator, building, settings, scope, now
):
    other = an_office(scope, now, code="DINKES", agency=building.agency)
    address = f"/admin/cetak/instansi/{building.agency.id}/stiker"
    ordered(administrator, address)
    waited(administrator, address)
    pdf = administrator.get(f"{address}/berkas.pdf").data
    assert codes(pdf) == links(settings, building, other)


def test_while_it_is_made_the_page_says_how_far_it_is(unit_manager, building, settings):
    folder = settings.var_dir / "prints"
    folder.mkdir(parents=True)
    address = f"/admin/cetak/unit/{building.unit.id}/stiker"
    with (folder / TURN).open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        page = ordered(unit_manager, address)
        assert page.headers["Refresh"] == "2"
        assert "0 dari 2 kode sudah digambar." in page.text
        assert "Buka PDF" not in page.text
        assert "contoh.png" not in page.text
        assert re.search(r'aria-current="page">Cetak<', page.text)
        assert unit_manager.get(f"{address}/berkas.pdf").location.endswith(address)
    assert "Buka PDF" in waited(unit_manager, address).text


def test_nothing_is_made_by_looking(unit_manager, building):
    address = f"/admin/cetak/unit/{building.unit.id}/poster"
    page = unit_manager.get(address)
    assert "Siapkan PDF" in page.text
    assert "Refresh" not in page.headers


def test_a_file_with_a_withdrawn_code_is_not_given_any_more(
    unit_manager, building, settings, scope, now
):
    address = f"/admin/cetak/unit/{building.unit.id}/stiker"
    ordered(unit_manager, address)
    waited(unit_manager, address)
    renewed = collection.issue_point(scope, now, building.counters[0].id)
    assert unit_manager.get(f"{address}/berkas.pdf").status_code == 303
    ordered(unit_manager, address)
    waited(unit_manager, address)
    expected = {f"{settings.base_url}/s/{c}" for c in (renewed.code, building.points[1].code)}
    assert codes(unit_manager.get(f"{address}/berkas.pdf").data) == expected


def test_the_code_of_an_old_print_is_gone_at_once_and_the_new_one_opens(
    unit_manager, building, scope, now
):
    old = building.points[0].code
    assert unit_manager.get(f"/s/{old}").status_code == 200
    renewed = collection.issue_point(scope, now, building.counters[0].id)
    assert unit_manager.get(f"/s/{old}").status_code == 410
    assert unit_manager.get(f"/s/{renewed.code}").status_code == 200


def test_the_kinds_are_shown_with_a_picture_and_their_pages(unit_manager, building, settings):
    page = unit_manager.get(f"/admin/cetak/unit/{building.unit.id}/").text
    assert "2 loket dengan kode survei yang berlaku." in page
    assert page.count("2 halaman A4.") == 2  # posters and tents
    assert page.count("1 halaman A4.") == 2  # stickers and lanyard cards
    picture = unit_manager.get(f"/admin/cetak/unit/{building.unit.id}/stiker/contoh.png")
    assert picture.content_type == "image/png"
    assert picture.data.startswith(b"\x89PNG")


def test_a_unit_without_codes_is_told_what_to_do(unit_manager, building, scope, now):
    for counter in building.counters:
        collection.revoke_points(scope, now, counter.id)
    page = unit_manager.get(f"/admin/cetak/unit/{building.unit.id}/")
    assert "Buat kodenya di halaman loket" in page.text
    answer = ordered(unit_manager, f"/admin/cetak/unit/{building.unit.id}/poster")
    assert answer.status_code == 409
    assert "Buat kodenya di halaman loket" in answer.text


def test_an_unknown_kind_is_not_found(unit_manager, building):
    assert unit_manager.get(f"/admin/cetak/unit/{building.unit.id}/spanduk").status_code == 404


def test_who_prints_for_a_unit_is_offered_that_unit_alone(unit_manager, building, scope, now):
    other = an_office(scope, now, code="DINKES", name="Dinas Kesehatan", agency=building.agency)
    page = unit_manager.get("/admin/cetak/").text
    assert f'href="/admin/cetak/unit/{building.unit.id}/"' in page
    assert other.unit.name not in page
    assert f"/admin/cetak/instansi/{building.agency.id}/" not in page
    assert unit_manager.get(f"/admin/cetak/unit/{other.unit.id}/").status_code == 404
    assert unit_manager.get(f"/admin/cetak/instansi/{building.agency.id}/").status_code == 404


def test_who_governs_the_agency_is_offered_all_of_it(administrator, building):
    page = administrator.get("/admin/cetak/").text
    assert f'href="/admin/cetak/instansi/{building.agency.id}/"' in page
    overview = administrator.get("/admin/").text
    assert f'href="/admin/cetak/instansi/{building.agency.id}/"' in overview
