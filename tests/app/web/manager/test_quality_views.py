"""The page of response quality as a manager sees it, and who does not see it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.access import Role, Scope
from tests.app.web.manager.reading import table, words
from tests.factories.comments import release, stored_comments
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import Office, an_office
from tests.factories.people import sign_in, somebody
from tests.factories.quality_offices import BAD, FIRST, ODD_DAY, USUAL, an_odd_office, usual_days
from tests.factories.responses import stored_rows


@pytest.fixture
def office(app: Flask, scope: Scope, now: datetime) -> Office:
    """An office with a bad day and a day of flagged answers."""
    return an_odd_office(scope, now)


def address(office: Office, query: str = "") -> str:
    return f"/dasbor/unit/{office.unit.id}/mutu-jawaban{query}"


def test_the_page_is_one_of_the_unit_s_sections(manager: FlaskClient, office: Office) -> None:
    summary = manager.get(f"/dasbor/unit/{office.unit.id}").text

    assert f'href="{address(office)}?periode=2026"' in summary
    assert "Mutu jawaban" in words(summary)


def test_the_page_says_first_what_to_do(manager: FlaskClient, office: Office) -> None:
    said = words(manager.get(address(office)).text)

    assert "Yang perlu dilakukan Cocokkan yang tercantum di bawah" in said
    assert "Tanda ini bukan bukti kecurangan" in said
    assert said.index("Yang perlu dilakukan") < said.index("Hari loket yang menonjol")


def test_days_stand_in_a_table_with_their_reasons(manager: FlaskClient, office: Office) -> None:
    rows = table(manager.get(address(office)).text, "flagged-days")

    assert [row[:3] for row in rows] == [
        ["Senin, 4 Mei 2026", "Loket 1", "sedikitnya 30"],
        ["Rabu, 6 Mei 2026", "Loket 1", "sedikitnya 5"],
    ]
    assert rows[0][3] == "Jauh lebih banyak dari biasanya Nilai jauh lebih rendah dari biasanya"


def test_no_exact_number_of_a_day_is_told(manager: FlaskClient, office: Office) -> None:
    said = words(manager.get(address(office)).text)

    assert "sedikitnya 30" in said
    assert " 33 hari loket" in said
    assert "n = 33" not in said


def test_both_readings_stand_with_interval_and_n(manager: FlaskClient, office: Office) -> None:
    said = words(manager.get(address(office)).text)

    assert "IKM dari semua jawaban" in said
    assert "n = 194" in said
    assert "IKM tanpa jawaban yang ditandai" in said
    assert "n = 188" in said
    assert "Ditandai saat diterima 3,1%" in said


def test_the_official_index_is_the_one_of_all_answers(manager: FlaskClient, office: Office) -> None:
    page = words(manager.get(address(office)).text)
    summary = words(manager.get(f"/dasbor/unit/{office.unit.id}").text)
    shown = page.split("IKM dari semua jawaban ")[1].split(" ")[0]

    assert f" {shown} " in summary
    assert "IKM resmi memakai semua jawaban." in page


def test_a_quiet_period_says_that_nothing_stands_out(manager: FlaskClient, office: Office) -> None:
    said = words(manager.get(address(office, "?periode=2026-03")).text)

    assert "Tidak ada yang perlu ditindaklanjuti pada periode ini." in said
    assert "Tidak ada hari loket yang menonjol." in said
    assert "Diperiksa: 30 hari loket" in said


def test_a_day_that_may_not_be_named_is_told_of(
    manager: FlaskClient, office: Office, scope: Scope, now: datetime
) -> None:
    other = an_office(scope, now, agency=office.agency, code="LAIN", name="Dinas Lain")
    usual_days(other)
    stored_rows(other, [BAD] * 33, day=ODD_DAY)
    stored_rows(other, USUAL[:3], day=ODD_DAY + timedelta(days=1))
    release_answers(scope, now)
    browser = sign_in(manager, somebody(scope, now, username="lain", path=other.unit.path))

    page = browser.get(address(other)).text

    assert "Ada hari lain yang menonjol, tetapi tidak disebut" in words(page)
    assert 'id="flagged-days-caption"' not in page


def test_months_and_comments_stand_in_tables_of_their_own(
    manager: FlaskClient, office: Office, scope: Scope, now: datetime
) -> None:
    usual_days(office, 20, first=date(2026, 4, 5))
    for step in range(12):
        stored_rows(office, [(3,) * 9] * 5, day=date(2026, 2, 2) + timedelta(days=step))
    release_answers(scope, now)
    stored_comments(office, ["<b>Antre</b> lama sekali"] * 5)
    release()

    page = manager.get(address(office)).text

    assert ["Loket 1", "Februari 2026", "▼ Lebih rendah"] in table(page, "flagged-months")
    assert table(page, "repeated-comments") == [
        ["<b>Antre</b> lama sekali", "Loket 1", "Juni 2026", "5"]
    ]
    assert "<b>Antre" not in page


def test_every_reason_is_explained(manager: FlaskClient, office: Office) -> None:
    said = words(manager.get(address(office)).text).split("Arti setiap alasan")[1]

    assert "Bisa rombongan yang mengisi bersama" in said
    assert "Bisa karena hari ramai" in said


def test_a_withheld_period_shows_no_number(manager: FlaskClient, office: Office) -> None:
    page = manager.get(address(office, "?periode=2026-01")).text

    assert "Kurang dari 5 jawaban" in words(page)
    assert "Arti setiap alasan" not in page


def test_before_the_first_answer_it_says_what_to_do(
    client: FlaskClient, scope: Scope, now: datetime
) -> None:
    empty = an_office(scope, now)
    browser = sign_in(client, somebody(scope, now, path=empty.unit.path))

    assert "Belum ada jawaban yang bisa ditampilkan" in words(browser.get(address(empty)).text)


def test_a_single_new_answer_changes_nothing(
    manager: FlaskClient, office: Office, scope: Scope, now: datetime
) -> None:
    before = words(manager.get(address(office)).text)
    stored_rows(office, [BAD], day=FIRST, is_flagged=True)
    release_answers(scope, now)

    assert words(manager.get(address(office)).text) == before


def test_another_unit_is_not_found_and_an_officer_turned_away(
    manager: FlaskClient, office: Office, scope: Scope, now: datetime
) -> None:
    other = an_office(scope, now, agency=office.agency, code="LAIN", name="Dinas Lain")
    assert manager.get(address(other)).status_code == 404

    who = somebody(scope, now, username="petugas", role=Role.OFFICER, path=office.unit.path)
    assert sign_in(manager, who).get(address(office)).status_code == 403
