"""The comparison as a manager sees it, and who does not see it."""

from __future__ import annotations

from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.access import Role, Scope
from app.database import transaction
from tests.app.web.manager.reading import figure, number, table, words
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import Office, an_office
from tests.factories.people import sign_in, somebody
from tests.factories.responses import stored_rows

HIGH, LOW = (4,) * 9, (2,) * 9


@pytest.fixture
def many(app: Flask, scope: Scope, now: datetime) -> Office:
    """Six counters, the fifth clearly lower, the sixth with too few answers; two services."""
    made = an_office(scope, now, counters=6, services=2)
    easy, hard = (service.id for service in made.services)
    for counter in range(4):
        stored_rows(made, [HIGH] * 28 + [LOW] * 2, counter=counter, service_id=easy)
        stored_rows(made, [HIGH] * 20 + [LOW] * 5, counter=counter, service_id=hard)
    stored_rows(made, [HIGH] * 10 + [LOW] * 30, counter=4, service_id=hard)
    stored_rows(made, [HIGH] * 10 + [LOW] * 20, counter=4, service_id=easy)
    stored_rows(made, [HIGH] * 3, counter=5)
    release_answers(scope, now)
    return made


@pytest.fixture
def reader(client: FlaskClient, many: Office, scope: Scope, now: datetime) -> FlaskClient:
    """The browser of who leads that unit."""
    return sign_in(client, somebody(scope, now, path=many.unit.path))


def address(office: Office, asked: str = "") -> str:
    return f"/dasbor/unit/{office.unit.id}/perbandingan{asked}"


def test_counters_stand_by_name_with_n_both_indices_and_their_intervals(
    reader: FlaskClient, many: Office
) -> None:
    rows = table(reader.get(address(many)).text, "comparison")

    assert [row[0] for row in rows] == [f"Loket {i}" for i in range(1, 6)]
    assert rows[0][1:3] == ["55", "93,64"]
    raw, shrunken = number(rows[4][2]), number(rows[4][4])
    assert raw < shrunken < number(rows[0][4])
    assert rows[4][6].startswith("Kemungkinan besar di bawah (<1%)")
    assert "–" in rows[0][3]


def test_the_page_begins_with_what_to_do(reader: FlaskClient, many: Office) -> None:
    page = words(reader.get(address(many)).text)

    assert "Mulai dari Loket 5. Tanyakan dulu" in page
    assert page.index("Yang perlu dilakukan") < page.index("Yang tidak dapat dibedakan")


def test_bands_are_shown_instead_of_ranks(reader: FlaskClient, many: Office) -> None:
    page = reader.get(address(many)).text

    assert "<li>Loket 1, Loket 2, Loket 3, Loket 4</li>\n<li>Loket 5</li>" in page
    assert "bukan peringkat" in words(page)


def test_the_figure_draws_the_numbers_of_the_table(reader: FlaskClient, many: Office) -> None:
    page = reader.get(address(many)).text
    raw, shrunken, _ = figure(page, "comparison")["data"]
    rows = table(page, "comparison")

    assert raw["x"] == [number(row[2]) for row in rows]
    assert shrunken["x"] == [number(row[4]) for row in rows]


def test_a_withheld_counter_is_named_without_a_number(reader: FlaskClient, many: Office) -> None:
    assert "Kurang dari 5 jawaban: Loket 6." in words(reader.get(address(many)).text)


def test_answers_that_name_none_are_said_to_take_no_part(reader: FlaskClient, many: Office) -> None:
    counters = words(reader.get(address(many)).text)
    services = words(reader.get(address(many, "?menurut=layanan")).text)

    assert "Jawaban tanpa loket tidak ikut" in counters
    assert "Jawaban yang jenis layanannya tidak dicatat tidak ikut" in services
    assert "Jawaban tanpa loket" not in services


def test_counters_are_compared_with_one_mix_of_work(reader: FlaskClient, many: Office) -> None:
    rows = table(reader.get(address(many)).text, "comparison-mix")

    assert [row[0] for row in rows] == [f"Loket {i}" for i in range(1, 6)]
    assert rows[4][1] == "70"
    assert rows[4][6] == "100,0%"
    assert number(rows[4][3]) > number(rows[4][2])


def test_services_may_be_compared_instead(reader: FlaskClient, many: Office) -> None:
    page = reader.get(address(many, "?menurut=layanan")).text

    assert [row[0] for row in table(page, "comparison")] == ["Layanan 1", "Layanan 2"]
    assert "Kurang dari empat yang dibandingkan" in words(page)
    assert "comparison-mix" not in page


def test_where_nothing_is_drawn_to_the_mean_the_page_does_not_say_it_was(
    reader: FlaskClient, many: Office
) -> None:
    two = reader.get(address(many, "?menurut=layanan")).text
    five = words(reader.get(address(many)).text)

    assert [len(row) for row in table(two, "comparison")] == [5, 5]
    assert "sudah ditarik ke rata-rata" not in words(two)
    assert "Mengapa tanpa peringkat" in words(two)
    assert "setelah ditarik" not in str(figure(two, "comparison")["data"])
    assert "Mengapa ditarik ke rata-rata, dan mengapa tanpa peringkat" in five
    assert "Peluang di atas rata-rata yang lain" in five


def test_units_are_offered_only_where_there_are_some_below(
    reader: FlaskClient, many: Office, scope: Scope, now: datetime
) -> None:
    assert "menurut=unit" not in reader.get(address(many)).text

    below = an_office(scope, now, agency=many.agency, code="UPT", name="UPT Utara")
    with transaction() as session:
        session.add(below.unit)
        below.unit.parent_id = many.unit.id
        below.unit.path = f"{many.unit.path}{below.unit.id}/"

    assert "menurut=unit" in reader.get(address(many)).text


def test_a_period_without_answers_says_what_to_do(reader: FlaskClient, many: Office) -> None:
    page = words(reader.get(address(many, "?periode=2026-01")).text)

    assert "Belum ada dua yang cukup jawabannya" in page
    assert "Kurang dari 5 jawaban: Loket 1, Loket 2" in page


def test_a_unit_that_never_had_answers_has_an_empty_page(
    client: FlaskClient, app: Flask, scope: Scope, now: datetime
) -> None:
    empty = an_office(scope, now)
    browser = sign_in(client, somebody(scope, now, path=empty.unit.path))

    page = browser.get(address(empty))

    assert page.status_code == 200
    assert "Belum ada jawaban yang bisa ditampilkan" in page.text


def test_an_unknown_side_is_not_found(reader: FlaskClient, many: Office) -> None:
    assert reader.get(address(many, "?menurut=petugas")).status_code == 404


def test_an_officer_may_not_see_it(
    client: FlaskClient, many: Office, scope: Scope, now: datetime
) -> None:
    browser = sign_in(client, somebody(scope, now, role=Role.OFFICER, path=many.unit.path))

    assert browser.get(address(many)).status_code == 403


def test_answers_of_too_few_days_are_a_warning_beside_what_to_do(
    reader: FlaskClient, many: Office
) -> None:
    page = reader.get(address(many)).text

    assert "Perhatian: Di sini lembar dianggap saling bebas" in words(page)
    assert "notice--warning" in page
