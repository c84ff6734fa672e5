"""The dashboard as a manager sees it, and who does not see it."""

from __future__ import annotations

from datetime import datetime

import pytest
from flask.testing import FlaskClient

from app.access import Role, Scope
from tests.app.web.manager.reading import figure, number, table, words
from tests.factories.evaluator_systems import release_answers
from tests.factories.organisation import Office, an_office
from tests.factories.people import sign_in, somebody
from tests.factories.responses import many_answers

# One cell in place of the numbers, so that a phone shows it beside the name.
WITHHELD = "Kurang dari 5 jawaban"


def address(office: Office, query: str = "") -> str:
    return f"/dasbor/unit/{office.unit.id}{query}"


def test_who_leads_one_unit_goes_straight_to_it(manager: FlaskClient, office: Office) -> None:
    assert manager.get("/dasbor/").headers["Location"] == address(office)


def test_nobody_sees_it_without_signing_in(client: FlaskClient, office: Office) -> None:
    assert client.get(address(office)).status_code == 303


def test_the_page_opens_at_the_last_year_with_answers(manager: FlaskClient, office: Office) -> None:
    assert "Survei Kepuasan Masyarakat, Tahun 2026" in words(manager.get(address(office)).text)


def test_the_index_stands_with_grade_interval_n_and_sample(
    manager: FlaskClient, office: Office
) -> None:
    said = words(manager.get(address(office)).text)

    assert "Indeks Kepuasan Masyarakat (IKM) 82,25 dari 100 B Baik Rentang 95%: " in said
    assert "Jawaban (n) 23 Kurang 268 jawaban dari 291 yang dibutuhkan" in said
    assert "Status Sementara" in said


def test_the_weakest_three_elements_are_marked_in_words(
    manager: FlaskClient, office: Office
) -> None:
    rows = table(manager.get(address(office)).text, "elements")

    assert [row[0] for row in rows if "▼ Terendah" in row[0]] == [
        "Persyaratan ▼ Terendah",
        "Waktu Penyelesaian ▼ Terendah",
        "Biaya/Tarif ▼ Terendah",
    ]


def test_elements_stand_in_the_order_of_the_list(manager: FlaskClient, office: Office) -> None:
    names = [row[0] for row in table(manager.get(address(office)).text, "elements")]

    assert names[-2:] == ["Penanganan Pengaduan, Saran dan Masukan", "Sarana dan Prasarana"]


def test_the_bars_are_as_long_as_the_table_says(manager: FlaskClient, office: Office) -> None:
    page = manager.get(address(office)).text
    rows = table(page, "elements")
    bars = [trace for trace in figure(page, "elements")["data"] if trace["type"] == "bar"]
    drawn = {y: x for trace in bars for x, y in zip(trace["x"], trace["y"], strict=True)}

    assert [drawn[place] for place in range(9)] == [number(row[1]) for row in rows]


def test_the_dots_and_their_intervals_are_those_of_the_table(
    manager: FlaskClient, office: Office
) -> None:
    page = manager.get(address(office)).text
    rows = [row for row in table(page, "counters") if row[1:] != [WITHHELD]]
    dots = figure(page, "counters")["data"][0]
    lows = [x - down for x, down in zip(dots["x"], dots["error_x"]["arrayminus"], strict=True)]

    assert dots["x"] == [number(row[1]) for row in rows]
    assert lows == pytest.approx([number(row[2].split("–")[0]) for row in rows])


def test_counters_with_few_answers_say_so_instead_of_a_number(
    manager: FlaskClient, office: Office
) -> None:
    rows = table(manager.get(address(office)).text, "counters")

    assert [row[0] for row in rows] == ["Loket 1 ▼ Sedikit", "Loket 2 ▼ Sedikit", "Loket 3"]
    assert rows[2][1:] == [WITHHELD]


def test_a_month_without_number_is_a_gap_in_the_line(
    manager: FlaskClient, office: Office, scope: Scope, now: datetime
) -> None:
    many_answers(office.points[0].code, now.replace(month=8), 7)
    release_answers(scope, now)

    page = manager.get(address(office)).text
    line = figure(page, "months")["data"][0]
    rows = table(page, "months")

    assert [row[0] for row in rows if row[1:] != [WITHHELD]] == [
        "Juni 2026 ▼ Sedikit",
        "Agustus 2026 ▼ Sedikit",
    ]
    assert line["y"] == [None if row[1] == WITHHELD else number(row[1]) for row in rows]


def test_one_month_is_not_drawn_month_by_month(manager: FlaskClient, office: Office) -> None:
    page = manager.get(address(office, "?periode=2026-06")).text

    assert "82,25" in page
    assert 'id="months-caption"' not in page


def test_a_period_without_answers_says_what_to_do(manager: FlaskClient, office: Office) -> None:
    page = manager.get(address(office, "?periode=2026-01")).text

    assert "Kurang dari 5 jawaban Angka tampil setelah sedikitnya 5 jawaban" in words(page)
    assert 'id="elements-figure"' not in page


def test_a_period_that_is_none_is_refused(manager: FlaskClient, office: Office) -> None:
    answer = manager.get(address(office, "?periode=kemarin"))

    assert answer.status_code == 422
    assert "Pilih periode dari daftar" in words(answer.text)


def test_another_unit_is_not_found(
    manager: FlaskClient, office: Office, scope: Scope, now: datetime
) -> None:
    other = an_office(scope, now, agency=office.agency, code="LAIN", name="Dinas Lain")

    assert manager.get(address(other)).status_code == 404
    foreign = f"{address(office)}/loket/{other.counters[0].id}"
    assert manager.get(foreign).status_code == 404


def test_an_officer_is_turned_away(
    client: FlaskClient, office: Office, scope: Scope, now: datetime
) -> None:
    browser = sign_in(client, somebody(scope, now, role=Role.OFFICER, path=office.unit.path))

    assert browser.get(address(office)).status_code == 403


def test_a_counter_has_a_page_of_its_own(manager: FlaskClient, office: Office) -> None:
    page = manager.get(f"{address(office)}/loket/{office.counters[0].id}").text

    assert "Loket 1 Dinas Kependudukan, Tahun 2026" in words(page)
    assert "88,89 dari 100 A Sangat Baik" in words(page)
    assert "Jawaban (n) 12" in words(page)
    assert f'href="/admin/loket/{office.counters[0].id}/poster.pdf"' in page


def test_a_withheld_counter_shows_no_number(manager: FlaskClient, office: Office) -> None:
    page = manager.get(f"{address(office)}/loket/{office.counters[2].id}").text

    assert "Kurang dari 5 jawaban" in words(page)
    assert 'id="elements-figure"' not in page


def test_posters_are_offered_to_who_may_print_them(
    client: FlaskClient, office: Office, scope: Scope, now: datetime
) -> None:
    browser = sign_in(client, somebody(scope, now, role=Role.EVALUATOR, path=office.unit.path))

    assert "poster" not in browser.get(f"{address(office)}/loket/{office.counters[0].id}").text


def test_prints_for_all_counters_are_offered_to_who_may_print(
    manager: FlaskClient, client: FlaskClient, office: Office, scope: Scope, now: datetime
) -> None:
    link = f'href="/admin/cetak/unit/{office.unit.id}/"'
    assert link in manager.get(address(office)).text

    who = somebody(scope, now, username="eva", role=Role.EVALUATOR, path=office.unit.path)
    assert link not in sign_in(client, who).get(address(office)).text


def test_a_page_has_a_line_for_paper(manager: FlaskClient, office: Office) -> None:
    for page in (address(office), f"{address(office)}/loket/{office.counters[0].id}"):
        said = words(manager.get(page).text)
        assert "dari Suara Loket. Status: Sementara, masih dapat berubah." in said


def test_few_answers_are_said_to_be_too_few(manager: FlaskClient, office: Office) -> None:
    assert "baru 23 dari 291 jawaban" in words(manager.get(address(office)).text)
    counter = f"{address(office)}/loket/{office.counters[0].id}"
    assert "baru 12 jawaban; setidaknya 35" in words(manager.get(counter).text)


def test_who_holds_several_units_sees_them_as_a_tree(
    client: FlaskClient, office: Office, scope: Scope, now: datetime
) -> None:
    an_office(scope, now, agency=office.agency, code="LAIN", name="Dinas Lain")
    browser = sign_in(client, somebody(scope, now, path=office.agency.path))

    said = words(browser.get("/dasbor/").text)

    assert "Dinas Kependudukan 82,25 B Baik Sementara rentang" in said
    assert "n = 23" in said
    assert "Dinas Lain Kurang dari 5 jawaban" in said


def test_before_any_unit_is_granted_the_list_says_whom_to_ask(
    client: FlaskClient, office: Office, scope: Scope, now: datetime
) -> None:
    browser = sign_in(client, somebody(scope, now, role=Role.OFFICER, path=office.unit.path))

    assert "Minta pengelola" in words(browser.get("/dasbor/").text)


def test_the_method_is_explained_with_worked_numbers(manager: FlaskClient) -> None:
    said = words(manager.get("/dasbor/cara-menghitung").text)

    assert "IKM = NI × 25 = 76,94" in said
    assert "sedikitnya 5 sekaligus" in said


def test_who_doubts_a_final_score_is_told_how_it_is_checked(manager: FlaskClient) -> None:
    said = words(manager.get("/dasbor/cara-menghitung").text)

    assert "Bila Anda meragukan nilai final" in said
    assert "dihitung ulang tanpa program ini" in said


def test_numbers_follow_the_language(manager: FlaskClient, office: Office) -> None:
    said = words(manager.get(address(office, "?bahasa=en")).text)

    assert "82.25" in said
    assert "Requirements" in said


def test_scripts_are_ours_and_on_pages_with_figures_only(
    manager: FlaskClient, office: Office
) -> None:
    assert 'src="/assets/' in manager.get(address(office)).text
    assert "<script" not in manager.get("/dasbor/cara-menghitung").text


def test_a_phone_is_told_of_the_columns_beyond_its_edge(
    manager: FlaskClient, office: Office
) -> None:
    page = manager.get(address(office)).text
    hint = "Geser tabel ke samping untuk melihat kolom lainnya."

    assert page.count(hint) == page.count('class="data-table"') > 2
    assert hint not in manager.get("/dasbor/cara-menghitung").text.split("Mutu menurut IKM")[0]
