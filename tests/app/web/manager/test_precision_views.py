"""The page of precision as a manager sees it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.access import Role, Scope
from tests.app.web.manager.reading import figure, number, table, words
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import Office, an_office
from tests.factories.people import sign_in, somebody
from tests.factories.responses import stored_rows

GOOD, BAD = [(4,) * 9] * 4, [(3, 4, 2, 3, 3, 4, 3, 2, 3)] * 4
FIRST = date(2026, 3, 2)


@pytest.fixture
def office(app: Flask, scope: Scope, now: datetime) -> Office:
    """Twelve days of answers, every other one worse, of one service; two answers of another."""
    made = an_office(scope, now, services=2, population_served=1200)
    for day in range(12):
        rows = GOOD if day % 2 else BAD
        service_id = made.services[0].id
        stored_rows(made, rows, day=FIRST + timedelta(days=day), service_id=service_id)
    release_answers(scope, now)
    return made


def address(office: Office, query: str = "") -> str:
    return f"/dasbor/unit/{office.unit.id}/ketelitian{query}"


def test_what_is_missing_is_said_first(manager: FlaskClient, office: Office) -> None:
    said = words(manager.get(address(office)).text)

    assert "Kumpulkan 243 jawaban lagi: baru 48 dari 291 yang dibutuhkan." in said


def test_the_three_intervals_stand_side_by_side(manager: FlaskClient, office: Office) -> None:
    page = manager.get(address(office)).text
    rows = table(page, "intervals")
    limits = [[number(limit) for limit in row[1].split("–")] for row in rows]
    main, served, days = (high - low for low, high in limits)

    assert [row[0] for row in rows] == [
        "Rentang utama",
        "Hanya orang yang dilayani",
        "Hari sebagai kelompok",
    ]
    assert served < main < days


def test_each_interval_says_what_it_is_for(manager: FlaskClient, office: Office) -> None:
    said = words(manager.get(address(office)).text)

    assert "Angka resmi, dari 48 jawaban." in said
    assert "1.200 orang yang dilayani pada periode ini saja. Jangan dipakai untuk" in said
    assert "Diukur dari 12 hari pada Tahun 2026. Efek rancangan 4,3: 48 jawaban memberi" in said


def test_the_headline_is_that_of_the_summary(manager: FlaskClient, office: Office) -> None:
    main = table(manager.get(address(office)).text, "intervals")[0][1]
    summary = words(manager.get(f"/dasbor/unit/{office.unit.id}").text)

    assert f"Rentang 95%: {main}" in summary


def test_the_figure_draws_the_rows_of_the_table(manager: FlaskClient, office: Office) -> None:
    page = manager.get(address(office)).text
    dots = figure(page, "intervals")["data"][0]
    lows = [x - down for x, down in zip(dots["x"], dots["error_x"]["arrayminus"], strict=True)]

    assert lows == pytest.approx([number(row[1].split("–")[0]) for row in table(page, "intervals")])


def test_the_unit_and_its_services_say_what_their_answers_are_worth(
    manager: FlaskClient, office: Office
) -> None:
    rows = table(manager.get(address(office)).text, "samples")

    assert [row[:4] for row in rows] == [
        ["Seluruh unit", "48", "291", "Kurang 243"],
        ["Layanan 1", "48", "paling banyak 291", "Belum tentu cukup"],
    ]
    assert all(row[4].startswith("±") and row[5].endswith("%") for row in rows)


def test_a_period_of_few_days_says_so(manager: FlaskClient, office: Office, scope, now) -> None:
    stored_rows(office, GOOD * 2, day=date(2026, 5, 4))
    release_answers(scope, now)

    said = words(manager.get(address(office, "?periode=2026-05")).text)

    assert "Baru 1 hari yang ada jawabannya; sedikitnya 10 hari diperlukan." in said


def test_a_withheld_period_shows_no_number(manager: FlaskClient, office: Office) -> None:
    page = manager.get(address(office, "?periode=2026-01")).text

    assert "Kurang dari 5 jawaban" in words(page)
    assert 'id="intervals-caption"' not in page


def test_before_the_first_answer_it_says_what_to_do(
    client: FlaskClient, app: Flask, scope: Scope, now: datetime
) -> None:
    empty = an_office(scope, now)
    browser = sign_in(client, somebody(scope, now, path=empty.unit.path))

    assert "Belum ada jawaban yang bisa ditampilkan" in words(browser.get(address(empty)).text)


def test_weights_are_said_to_be_description_only(manager: FlaskClient, office: Office) -> None:
    assert "bukan pengganti IKM resmi" in words(manager.get(address(office)).text)


def test_another_unit_is_not_found_and_an_officer_turned_away(
    manager: FlaskClient, office: Office, scope: Scope, now: datetime
) -> None:
    other = an_office(scope, now, agency=office.agency, code="LAIN", name="Dinas Lain")
    assert manager.get(address(other)).status_code == 404

    who = somebody(scope, now, username="petugas", role=Role.OFFICER, path=office.unit.path)
    assert sign_in(manager, who).get(address(office)).status_code == 403
