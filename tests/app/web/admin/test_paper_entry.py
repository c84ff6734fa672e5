"""Typing in paper sheets: described, typed, typed again, settled; nothing stored before that."""

from __future__ import annotations

import re

import pytest
import sqlalchemy as sa

from app.database import db
from app.models.responses import Response
from app.queries import responses
from tests.factories.organisation import an_office
from tests.factories.publications import closed_periods

TYPED = "444444412\r\n123412341"


@pytest.fixture
def start(building) -> str:
    return f"/admin/unit/{building.unit.id}/entri-kertas/"


@pytest.fixture
def described(building) -> dict[str, str]:
    return {
        "counter_id": str(building.counters[0].id),
        "service_id": str(building.services[0].id),
        "day": "2026-06-12",
        "order": "form",
    }


@pytest.fixture
def address(start, described) -> str:
    """Where the stack is typed the first time."""
    return f"{start}ketik?" + "&".join(f"{name}={value}" for name, value in described.items())


@pytest.fixture
def first(send, address):
    """Sends a first typing; gives the address of the second."""

    def sent(text: str = TYPED) -> str:
        answer = send(address, follow=False, typing=text)
        assert answer.status_code == 303, answer.text
        return answer.location

    return sent


def stored() -> set[tuple]:
    return set(db.session.scalars(sa.select(Response.ratings)))


def test_the_stack_is_asked_for_and_its_order_never_guessed(administrator, start):
    shown = administrator.get(start).text
    assert "Loket 1" in shown
    assert "Tanpa loket" in shown
    assert re.search(r'<option value="" selected>\s*Pilih urutan', shown)


def test_what_is_missing_is_said_beside_its_field(administrator, start):
    answer = administrator.get(f"{start}ketik")
    assert answer.status_code == 422
    for said in ("Pilih loketnya.", "Tulis tanggal kunjungannya.", "Pilih urutannya."):
        assert said in answer.text


def test_a_day_without_a_round_is_said(administrator, start, described):
    answer = administrator.get(f"{start}ketik", query_string=described | {"day": "2025-06-12"})
    assert answer.status_code == 422
    assert "Tidak ada putaran survei yang buka pada tanggal ini." in answer.text


@pytest.mark.parametrize(
    ("order", "eighth"), [("form", "Sarana dan Prasarana"), ("list", "Penanganan Pengaduan")]
)
def test_the_page_says_what_each_digit_means_in_the_order_that_was_chosen(
    administrator, start, described, order, eighth
):
    shown = administrator.get(f"{start}ketik", query_string=described | {"order": order}).text
    row = re.search(r"<tr>\s*<th[^>]*>8</th>(.*?)</tr>", shown, re.DOTALL)
    assert row
    assert eighth in row[1]
    assert "9 atau 14 angka tiap baris." in shown
    assert "1 Laki-laki, 2 Perempuan" in shown


def test_a_closed_period_is_said_before_typing(administrator, address, building, june):
    closed_periods(building.unit.id, june, "2026-06")
    assert "periode yang sudah ditutup (Juni 2026)" in administrator.get(address).text


def test_faults_name_sheet_and_question_and_nothing_typed_is_lost(send, address):
    answer = send(address, typing="444444442\n44444\n444444494")
    assert answer.status_code == 422
    assert "Lembar 2 berisi 5 angka. Ketik 9 atau 14 angka." in answer.text
    assert "Lembar 3, pertanyaan 8, Sarana dan Prasarana (U9):" in answer.text
    assert "444444442\n44444\n444444494</textarea>" in answer.text
    assert responses.count() == 0


@pytest.mark.parametrize(
    ("typed", "said"),
    [(" \n\n", "Belum ada lembar."), ("444444444\n" * 101, "Paling banyak 100 lembar")],
)
def test_none_and_too_many_are_said(send, address, typed, said):
    answer = send(address, typing=typed)
    assert answer.status_code == 422
    assert said in answer.text


def test_the_second_page_shows_nothing_of_the_first_typing(administrator, first):
    shown = administrator.get(first()).text
    assert "Ketikan kedua" in shown
    assert "444444412" not in shown
    assert "123412341" not in shown
    assert responses.count() == 0


def test_equal_typings_are_stored_and_the_next_stack_begins(send, first, described):
    shown = send(first(), typing="444 444 412\n123412341", **described).text
    assert "2 lembar jawaban kertas sudah disimpan dan dihitung." in shown
    assert stored() == {(4,) * 7 + (1, 2), (1, 2, 3, 4, 1, 2, 3, 4, 1)}
    assert f'<option value="{described["counter_id"]}" selected>' in shown
    assert 'value="2026-06-12"' in shown


def test_a_double_send_is_told_that_all_is_stored(send, first, described):
    address = first()
    send(address, typing=TYPED, **described)
    again = send(address, typing=TYPED, **described)
    assert "Lembar ini sudah disimpan. Tidak ada yang disimpan dua kali." in again.text
    assert responses.count() == 2


def test_faults_of_the_second_typing_keep_it(send, first, described):
    answer = send(first(), typing="444444412\n1234", **described)
    assert answer.status_code == 422
    assert "Lembar 2 berisi 4 angka." in answer.text
    assert "444444412\n1234</textarea>" in answer.text


def test_differences_are_shown_by_sheet_and_question_and_nothing_is_stored(send, first, described):
    answer = send(first(), typing="444444422\n123412341", **described)
    assert answer.status_code == 422
    assert "1 angka perlu diputuskan" in answer.text
    assert "Lembar 1, pertanyaan 8, Sarana dan Prasarana (U9)" in answer.text
    assert "Ketikan pertama: 1, Buruk. Ketikan kedua: 2, Cukup." in answer.text
    assert responses.count() == 0


@pytest.mark.parametrize(("digit", "rating"), [("1", 1), ("3", 3), ("0", None), ("-", None)])
def test_a_difference_is_settled_by_what_is_on_the_paper(send, first, described, digit, rating):
    settling = described | {"settling": "yes", "lembar-1-sarana": digit}
    shown = send(first(), typing="444444422\n123412341", **settling).text
    assert "2 lembar jawaban kertas sudah disimpan" in shown
    assert (4, 4, 4, 4, 4, 4, 4, rating, 2) in stored()


@pytest.mark.parametrize("digit", ["", "5", "x"])
def test_until_all_is_settled_nothing_is_stored_and_what_was_settled_stays(
    send, first, described, digit
):
    settling = described | {"settling": "yes", "lembar-1-sarana": "3", "lembar-2-waktu": digit}
    answer = send(first(), typing="444444422\n122412341", **settling)
    assert answer.status_code == 422
    assert "Ketik 1 sampai 4 seperti di kertas" in answer.text
    assert re.search(r'name="lembar-1-sarana" value="3"', answer.text)
    assert responses.count() == 0


def test_unequal_numbers_of_sheets_say_where_they_part(send, first, described):
    answer = send(first(), typing="444444412", **described)
    assert answer.status_code == 422
    assert "Ketikan pertama 2 lembar, ketikan ini 1 lembar" in answer.text
    assert "mulai berbeda pada lembar 2." in answer.text
    assert "444444412</textarea>" in answer.text


def test_a_second_typing_may_take_the_place_of_a_wrong_first(send, first, described):
    second = send(first(), follow=False, typing="444444412", anew="yes", **described).location
    shown = send(second, typing="444444412", **described).text
    assert "1 lembar jawaban kertas sudah disimpan" in shown
    assert stored() == {(4,) * 7 + (1, 2)}


def test_when_the_first_typing_is_gone_the_second_takes_its_place(send, first, described, settings):
    address = first()
    (kept,) = (settings.var_dir / "uploads").iterdir()
    kept.unlink()
    answer = send(address, typing=TYPED, **described)
    assert answer.status_code == 422
    assert "Ketikan ini dijadikan ketikan pertama" in answer.text
    assert "123412341</textarea>" in answer.text
    assert responses.count() == 0


def test_the_second_page_of_a_first_typing_that_is_gone_says_to_begin_again(administrator, start):
    answer = administrator.get(f"{start}{'a' * 43}")
    assert answer.status_code == 404
    assert "Mulai lagi dari halaman Ketik jawaban kertas." in answer.text


def test_the_imports_page_leads_to_the_unit(administrator, building, start):
    assert 'action="/admin/impor/ketik"' in administrator.get("/admin/impor/").text
    led = administrator.get("/admin/impor/ketik", query_string={"unit": building.unit.id})
    assert (led.status_code, led.location) == (303, start)
    assert administrator.get("/admin/impor/ketik").location == "/admin/impor/"


@pytest.mark.parametrize("unit", ["", "x", "-1", str(2**63), str(-(2**63) - 1), "9" * 5000])
def test_what_names_no_unit_leads_back_to_the_imports(unit, administrator):
    answer = administrator.get(f"/admin/impor/ketik?unit={unit}")

    assert (answer.status_code, answer.location) == (303, "/admin/impor/")


def test_the_units_page_links_it(administrator, building, start):
    assert f'href="{start}"' in administrator.get(f"/admin/unit/{building.unit.id}").text


def test_another_units_counter_cannot_be_typed_for(administrator, start, described, scope, june):
    other = an_office(scope, june, code="LAIN")
    wrong = described | {"counter_id": str(other.counters[0].id)}
    answer = administrator.get(f"{start}ketik", query_string=wrong)
    assert answer.status_code == 422
    assert "Pilih salah satu dari daftar." in answer.text


def test_a_manager_may_not_type(unit_manager, start):
    assert unit_manager.get(start).status_code == 403
