"""The page of priorities as a manager sees it, and who does not see it."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.access import Role, Scope
from app.clock import Slot
from tests.app.web.manager.reading import figure, number, table, words
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import Office, an_office
from tests.factories.overall_sheets import overall_sheets
from tests.factories.people import sign_in, somebody
from tests.factories.responses import stored_rows

GOOD, SLOW = (4,) * 9, (4, 4, 2, 4, 4, 4, 4, 4, 4)
BAD = (2, 1, 2, 4, 2, 4, 2, 4, 2)


@pytest.fixture
def slow(app: Flask, scope: Scope, now: datetime) -> Office:
    """Three counters, the second slow, the third with three answers."""
    made = an_office(scope, now, counters=3, services=1)
    stored_rows(made, [GOOD] * 58 + [SLOW] * 2)
    stored_rows(made, [GOOD] * 10 + [SLOW] * 50, counter=1, service_id=made.services[0].id)
    stored_rows(made, [GOOD] * 3, counter=2)
    release_answers(scope, now)
    return made


@pytest.fixture
def reader(client: FlaskClient, slow: Office, scope: Scope, now: datetime) -> FlaskClient:
    """The browser of who leads that unit."""
    return sign_in(client, somebody(scope, now, path=slow.unit.path))


def address(office: Office, asked: str = "") -> str:
    return f"/dasbor/unit/{office.unit.id}/prioritas{asked}"


def test_the_page_begins_with_what_to_do(reader: FlaskClient, slow: Office) -> None:
    page = words(reader.get(address(slow)).text)

    assert "Mulai dari Waktu Penyelesaian: hampir pasti unsur yang terendah" in page
    assert page.index("Yang perlu dilakukan") < page.index("Setiap unsur terhadap sasaran")


def test_each_element_stands_with_n_gap_interval_and_how_likely_it_is_the_lowest(
    reader: FlaskClient, slow: Office
) -> None:
    rows = table(reader.get(address(slow)).text, "needs")

    assert len(rows) == 9
    assert rows[2][:4] == ["Waktu Penyelesaian", "120", "3,133", "−0,399"]
    assert rows[2][5:] == ["▼ Di bawah", ">99%", ">99%"]
    assert " sampai −0," in rows[2][4]


def test_the_figure_draws_the_numbers_of_the_table(reader: FlaskClient, slow: Office) -> None:
    page = reader.get(address(slow)).text

    drawn = figure(page, "needs")["data"][0]["x"]
    assert drawn == [number(row[3].replace("−", "-")) for row in table(page, "needs")]


def test_counters_stand_beside_each_other_element_by_element(
    reader: FlaskClient, slow: Office
) -> None:
    page = reader.get(address(slow)).text
    rows = table(page, "matrix")

    assert [row[:2] for row in rows] == [["Loket 1", "60"], ["Loket 2", "60"]]
    assert rows[0][4].startswith("✓ Tercapai: +0,")
    assert rows[1][4].startswith("▼ Di bawah: −1,")
    assert "1 sel bertanda ▼" in words(page)
    assert "Kurang dari 5 jawaban: Loket 3." in words(page)


def test_services_may_stand_there_instead(reader: FlaskClient, slow: Office) -> None:
    rows = table(reader.get(address(slow, "?menurut=layanan")).text, "matrix")

    assert [row[0] for row in rows] == ["Layanan 1"]


def test_another_target_may_be_chosen(reader: FlaskClient, slow: Office) -> None:
    page = reader.get(address(slow, "?sasaran=mean")).text

    assert "Sasaran: rata-rata semua unsur itu sendiri" in words(page)
    assert '<a href="/dasbor/unit/1/prioritas?periode=2026&amp;sasaran=mean' in page
    assert sum(number(row[3].replace("−", "-")) for row in table(page, "needs")) == pytest.approx(
        0, abs=0.01
    )


def test_importance_is_not_available_and_the_rest_scores_bear_their_own_name(
    reader: FlaskClient, slow: Office
) -> None:
    page = reader.get(address(slow)).text

    assert "Tidak tersedia. Kuesioner yang dipakai tidak menanyakan" in words(page)
    assert "Ini bukan kepentingan" in words(page)
    assert len(table(page, "rest-scores")) == 9
    assert "importance-figure" not in page


def test_with_the_overall_question_importance_and_quadrants_are_shown(
    client: FlaskClient, app: Flask, scope: Scope, now: datetime
) -> None:
    made = an_office(scope, now, instrument="skm-2017@2")
    stored_rows(made, overall_sheets(300))
    release_answers(scope, now)
    browser = sign_in(client, somebody(scope, now, path=made.unit.path))

    page = browser.get(address(made)).text

    rows = table(page, "importance")
    assert (rows[2][0], rows[2][3]) == ("Waktu Penyelesaian", "Perbaiki dahulu")
    assert figure(page, "importance")["data"][0]["x"] == [number(row[1]) for row in rows]
    assert "Perbaiki dahulu Penting bagi kepuasan keseluruhan, dan di bawah sasaran." in words(page)
    assert "rest-scores" not in page


def test_drivers_that_are_not_proven_say_why(reader: FlaskClient, slow: Office) -> None:
    page = words(reader.get(address(slow)).text)

    assert "Terlalu sedikit kelompok jawaban yang berbeda" in page


def test_drivers_that_are_proven_stand_with_intervals_and_levels(
    client: FlaskClient, app: Flask, scope: Scope, now: datetime
) -> None:
    made = an_office(scope, now, counters=2)
    for month in range(1, 7):
        for slot in Slot:
            day = date(2026, month, 10)
            stored_rows(made, [GOOD] * 14 + [BAD] * (1 + month % 2), day=day, slot=slot)
            stored_rows(made, [GOOD] * 14 + [BAD] * 6, counter=1, day=day, slot=slot)
    release_answers(scope, datetime.fromisoformat("2027-01-03T05:00:00+00:00"))
    browser = sign_in(client, somebody(scope, now, path=made.unit.path))

    page = browser.get(address(made, "?periode=2026-S1")).text

    first = table(page, "drivers")[0]
    assert (first[0], first[3]) == ("Loket", "Tampak bersama nilai rendah")
    levels = table(page, "driver-levels")
    assert levels[0][:3] == ["Loket 2", "Loket", "sedikitnya 240"]
    assert "bukan bukti sebab" in words(page)


def test_the_section_is_one_of_the_unit_s_pages(reader: FlaskClient, slow: Office) -> None:
    page = reader.get(address(slow)).text

    assert f'<a href="{address(slow)}?periode=2026" aria-current="page">Prioritas</a>' in page


def test_a_period_without_answers_says_what_is_missing(reader: FlaskClient, slow: Office) -> None:
    page = words(reader.get(address(slow, "?periode=2026-01")).text)

    assert "Kurang dari 5 jawaban" in page
    assert "Angka tampil setelah sedikitnya 5 jawaban terkumpul." in page


def test_a_unit_that_never_had_answers_has_an_empty_page(
    client: FlaskClient, app: Flask, scope: Scope, now: datetime
) -> None:
    empty = an_office(scope, now)
    browser = sign_in(client, somebody(scope, now, path=empty.unit.path))

    page = browser.get(address(empty))

    assert page.status_code == 200
    assert "Belum ada jawaban yang bisa ditampilkan" in page.text


@pytest.mark.parametrize(
    ("asked", "status"), [("?menurut=petugas", 404), ("?sasaran=Z", 422), ("?periode=x", 422)]
)
def test_what_cannot_be_asked_for_is_refused(
    reader: FlaskClient, slow: Office, asked: str, status: int
) -> None:
    assert reader.get(address(slow, asked)).status_code == status


def test_an_unknown_target_is_answered_with_those_there_are(
    reader: FlaskClient, slow: Office
) -> None:
    page = words(reader.get(address(slow, "?sasaran=Z")).text)

    assert "Sasaran 'Z' tidak dikenal. Pilih A, B, C, D, mean." in page


def test_an_officer_may_not_see_it(
    client: FlaskClient, slow: Office, scope: Scope, now: datetime
) -> None:
    browser = sign_in(client, somebody(scope, now, role=Role.OFFICER, path=slow.unit.path))

    assert browser.get(address(slow)).status_code == 403


def test_another_unit_s_manager_does_not_find_it(
    client: FlaskClient, slow: Office, scope: Scope, now: datetime
) -> None:
    other = an_office(scope, now, code="LAIN", name="Dinas Lain")
    browser = sign_in(client, somebody(scope, now, path=other.unit.path))

    assert browser.get(address(slow)).status_code == 404
