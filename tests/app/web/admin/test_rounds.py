"""Admin pages on survey rounds."""

from __future__ import annotations

from datetime import date

import pytest

from app.queries import collection
from tests.factories.organisation import an_office

NEW = {
    "name": "SKM 2027",
    "opens_on": "2027-01-01",
    "closes_on": "2027-12-31",
    "instrument": "pulse-1@1",
    "population_served": "900",
}


@pytest.fixture
def opening(building):
    return f"/admin/unit/{building.unit.id}/putaran/buka"


def test_a_round_is_opened_with_its_questionnaire_and_population(send, opening, scope, building):
    shown = send(opening, **NEW).text
    assert "Putaran survei sudah dibuat." in shown
    assert "Akan buka" in shown
    made = collection.rounds(scope, building.unit.id)[0]
    assert (made.name, made.instrument, made.population_served) == ("SKM 2027", "pulse-1@1", 900)
    assert (made.opens_on, made.closes_on) == (date(2027, 1, 1), date(2027, 12, 31))


def test_the_usual_questionnaire_is_offered_first_and_population_may_be_empty(
    administrator, send, opening, scope, building
):
    offered = administrator.get(opening).text
    assert offered.index('value="skm-2017@3"') < offered.index('value="pulse-1@1"')
    send(opening, **NEW | {"population_served": ""})
    assert collection.rounds(scope, building.unit.id)[0].population_served is None


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": ""}, "Tulis nama putarannya."),
        ({"opens_on": "1/1/2027"}, "Tulis tanggal sebagai tahun-bulan-hari"),
        ({"closes_on": ""}, "Tulis hari terakhirnya."),
        ({"closes_on": "2026-12-31"}, "Tanggal tutup harus sama dengan atau sesudah"),
        ({"opens_on": "2026-12-31"}, "bertumpuk dengan putaran &#39;SKM 2026&#39;"),
        ({"population_served": "banyak"}, "Tulis bilangan bulat"),
        ({"population_served": "0"}, "Tulis jumlah 1 sampai 1000000000."),
        ({"population_served": "9" * 400}, "Angka itu terlalu panjang"),
        ({"instrument": "skm-1999"}, "Pilih salah satu dari daftar."),
    ],
)
def test_a_round_that_cannot_be_opened_comes_back(send, opening, scope, building, changed, said):
    answer = send(opening, **NEW | changed)
    assert answer.status_code == 422
    assert said in answer.text
    assert f'value="{(NEW | changed)["name"]}"' in answer.text or changed.get("name") == ""
    assert len(collection.rounds(scope, building.unit.id)) == 1


def test_a_round_is_closed_today_unless_another_day_is_given(
    administrator, send, scope, building, now
):
    address = f"/admin/unit/{building.unit.id}/putaran/{building.round.id}/tutup"
    assert 'value="2026-06-15"' in administrator.get(address).text
    send(address, last_day="2026-06-14")
    (closed,) = collection.rounds(scope, building.unit.id)
    assert closed.closes_on == date(2026, 6, 14)


def test_a_day_outside_the_round_comes_back(send, building):
    address = f"/admin/unit/{building.unit.id}/putaran/{building.round.id}/tutup"
    assert send(address, last_day="2025-12-31").status_code == 422


def test_a_round_is_not_closed_by_way_of_another_unit(administrator, scope, now, building):
    other = an_office(scope, now, code="DINKES")
    address = f"/admin/unit/{other.unit.id}/putaran/{building.round.id}/tutup"
    assert administrator.get(address).status_code == 404
