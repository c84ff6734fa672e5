"""The trend as a manager sees it, and who does not see it."""

from __future__ import annotations

from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.access import Role, Scope
from tests.app.web.manager.reading import figure, number, table, words
from tests.factories.organisation import Office, an_office
from tests.factories.people import sign_in, somebody
from tests.factories.trend_offices import an_office_over_months
from tests.factories.trends import STEADY


@pytest.fixture
def office(app: Flask, scope: Scope, now: datetime) -> Office:
    return an_office_over_months(scope, now, [*STEADY, (0, 20), (5, 9)])


@pytest.fixture
def manager(client: FlaskClient, office: Office, scope: Scope, now: datetime) -> FlaskClient:
    return sign_in(client, somebody(scope, now, path=office.unit.path))


def address(office: Office, query: str = "") -> str:
    return f"/dasbor/unit/{office.unit.id}/tren{query}"


def test_the_page_says_first_what_to_do(manager: FlaskClient, office: Office) -> None:
    said = words(manager.get(address(office)).text)

    assert "Yang perlu dilakukan: Seluruh unit Ada bulan yang tidak biasa." in said
    assert "September 2026 di bawah batas bawah." in said
    assert said.index("Yang perlu dilakukan") < said.index("Peta kendali IKM bulanan")


def test_the_line_is_that_of_the_table(manager: FlaskClient, office: Office) -> None:
    page = manager.get(address(office)).text
    rows = table(page, "trend-months")
    line = figure(page, "trend")["data"][0]

    assert line["y"] == [number(row[1]) for row in rows[:9]] + [None]
    assert line["marker"]["symbol"][8] == "triangle-down"
    assert rows[8][4] == "▼ Tidak biasa"


def test_the_change_stands_with_its_interval_and_word(manager: FlaskClient, office: Office) -> None:
    page = manager.get(address(office, "?periode=2026-09")).text
    rows = table(page, "trend-change")

    assert len(rows) == 10
    assert rows[0][0] == "IKM"
    assert rows[0][5] == "▼ penurunan"
    assert " sampai −" in rows[0][4]


def test_what_to_do_does_not_contradict_the_change_below(
    manager: FlaskClient, office: Office
) -> None:
    said = words(manager.get(address(office, "?periode=2026-08")).text)

    assert "Tidak ada bulan yang tidak biasa." in said
    assert "Agustus 2026 dibanding Juli 2026 menunjukkan kenaikan IKM +" in said


def test_a_change_without_a_number_says_why(manager: FlaskClient, office: Office) -> None:
    said = words(manager.get(address(office)).text)

    assert "Belum dapat dibandingkan. Tahun 2025: Kurang dari 5 jawaban." in said


def test_a_counter_may_be_looked_at_alone(manager: FlaskClient, office: Office) -> None:
    first, second = (counter.id for counter in office.counters)

    seen = words(manager.get(address(office, f"?loket={first}")).text)
    empty = words(manager.get(address(office, f"?loket={second}")).text)

    assert "Yang perlu dilakukan: Loket 1" in seen
    assert "butuh 6 bulan lagi" in empty
    assert "belum ada bulan yang berisi jawaban" in empty


@pytest.mark.parametrize("asked", ["99999", "abc", "-1", "1" * 5000, "²"])
def test_a_counter_that_is_none_is_not_found(
    manager: FlaskClient, office: Office, asked: str
) -> None:
    assert manager.get(address(office, f"?loket={asked}")).status_code == 404


def test_a_unit_without_answers_says_what_to_do(
    client: FlaskClient, scope: Scope, now: datetime
) -> None:
    empty = an_office(scope, now)
    browser = sign_in(client, somebody(scope, now, path=empty.unit.path))

    assert "Belum ada jawaban yang bisa ditampilkan" in words(browser.get(address(empty)).text)


def test_scripts_are_there_with_the_figure_only(manager: FlaskClient, office: Office) -> None:
    assert "<script" in manager.get(address(office)).text
    assert "<script" not in manager.get(address(office, "?periode=2020")).text


def test_others_are_turned_away(
    app: Flask, manager: FlaskClient, office: Office, scope: Scope, now: datetime
) -> None:
    other = an_office(scope, now, agency=office.agency, code="LAIN", name="Dinas Lain")

    assert manager.get(address(other)).status_code == 404
    officer = somebody(scope, now, username="petugas", role=Role.OFFICER, path=office.unit.path)
    assert sign_in(app.test_client(), officer).get(address(office)).status_code == 403
