"""The admin page that makes units out of a file."""

from __future__ import annotations

from io import BytesIO

from app.documents.tables import read_table
from app.queries import organisation
from app.services.unit_table import COLUMNS
from tests.factories.unit_files import a_unit_file

PAGE = "/admin/muat-unit"


def a_file(content: bytes) -> tuple[BytesIO, str]:
    return BytesIO(content), "unit.csv"


def test_the_page_explains_every_column(administrator):
    shown = administrator.get(PAGE).text
    assert all(column.name in shown and column.explanation in shown for column in COLUMNS)


def test_the_template_can_be_filled_in(administrator):
    answer = administrator.get(f"{PAGE}/templat.csv")
    table = read_table(answer.data, "templat.csv")
    assert table.columns == tuple(column.name for column in COLUMNS)
    assert "attachment" in answer.headers["Content-Disposition"]


def test_a_file_is_loaded_and_what_was_made_is_said(send, scope):
    shown = send(PAGE, file=a_file(a_unit_file())).text
    assert "Dibuat: 1 instansi, 2 unit, 3 loket dengan kode survei, dan 1 jenis layanan." in shown
    assert "UPT Samsat" in shown
    assert organisation.unit_by_code(scope, "UPT")


def test_loading_it_again_says_that_nothing_changed(send):
    send(PAGE, file=a_file(a_unit_file()))
    assert "Semua isi berkas itu sudah ada." in send(PAGE, file=a_file(a_unit_file())).text


def test_faults_are_shown_by_row_and_column(send, scope):
    answer = send(PAGE, file=a_file(a_unit_file("Kota A,WIX,D,Dinas,,,,,")))
    assert answer.status_code == 422
    assert "Baris 2, kolom B" in answer.text
    assert "1 dari 1 kesalahan" in answer.text
    assert len(organisation.units(scope)) == 1


def test_a_file_that_is_no_table_says_what_to_do(send):
    answer = send(PAGE, file=a_file(b"PK\x03\x04rusak"))
    assert answer.status_code == 422
    assert "simpan ulang sebagai .xlsx" in answer.text


def test_sending_nothing_asks_for_the_file(send):
    answer = send(PAGE)
    assert answer.status_code == 422
    assert '<a href="#file">Pilih berkasnya.</a>' in answer.text
