"""Taking in answers on paper: send, choose columns, look, confirm; nothing before that."""

from __future__ import annotations

import re
from io import BytesIO

import pytest

from app.documents.tables import read_table
from app.queries import responses
from tests.factories.office_files import a_report
from tests.factories.organisation import an_office
from tests.factories.people import form_token
from tests.factories.publications import closed_periods
from tests.factories.sheets import ALL_FOURS, KEYS, a_file, sheets

PAGE = "/admin/impor/"
CHOICES = {
    "date_column": "tanggal",
    "date_format": "iso",
    "counter_column": "loket",
    "blank_counter": "",
    "service_column": "",
    "comment_column": "",
    "instrument": "skm-2017@1",
    "order": "",
}
GOOD = a_file(*sheets(6))
BAD = a_file(*sheets(2), f"2026-03-02,=Loket,{ALL_FOURS}", f"2025-03-02,L1,{ALL_FOURS}")


@pytest.fixture
def upload(send, building):
    """Sends a file for the office's unit; gives the address of its next page."""

    def sent(content: bytes = GOOD, name: str = "lembar maret.csv") -> str:
        answer = send(PAGE, follow=False, unit_id=building.unit.id, file=(BytesIO(content), name))
        assert answer.status_code == 303, answer.text
        return answer.location

    return sent


def kept(settings) -> list[str]:
    return [path.name for path in (settings.var_dir / "uploads").iterdir()]


def test_an_upload_leads_to_the_choice_of_columns_with_the_usual_ones_chosen(administrator, upload):
    shown = administrator.get(upload()).text
    assert "lembar maret.csv untuk Dinas Kependudukan. Belum ada yang disimpan." in shown
    assert '<option value="tanggal" selected>' in shown
    assert '<option value="loket" selected>' in shown


def test_columns_under_other_usual_names_are_chosen_too(administrator, upload):
    content = a_file(*sheets(2), header=f"Tgl.,Nama Loket,{KEYS}")
    shown = administrator.get(upload(content)).text
    assert '<option value="Tgl." selected>' in shown
    assert '<option value="Nama Loket" selected>' in shown


def test_a_column_that_is_not_known_as_the_day_is_never_taken_for_it(administrator, upload):
    address = upload(a_file(*sheets(2), header=f"kapan,loket,{KEYS}"))
    assert '<option value="" selected>Pilih kolom</option>' in administrator.get(address).text
    chosen = CHOICES | {"date_column": ""}
    answer = administrator.get(f"{address}/pratinjau", query_string=chosen)
    assert answer.status_code == 422
    assert "Pilih kolom tanggalnya." in answer.text


def test_the_preview_counts_and_shows_and_stores_nothing(administrator, upload):
    content = a_file(*sheets(5), "2026-03-09,,4,,4,4,4,4,4,4,4")
    address = f"{upload(content)}/pratinjau"
    answer = administrator.get(address, query_string=CHOICES | {"blank_counter": "unit"})
    assert answer.status_code == 200
    assert "Simpan 6 lembar ini?" in answer.text
    assert "Kunjungan 2 Mar 2026 – 9 Mar 2026." in answer.text
    assert re.search(r"Loket 1</th>\s*<td class=\"number\">5</td>", answer.text)
    assert responses.count() == 0


def test_before_saving_the_preview_says_what_to_check(administrator, upload, building, june):
    closed_periods(building.unit.id, june, "2026-03")
    rows = [f"2026-03-02,L1,41,{ALL_FOURS}"] * 1200
    address = f"{upload(a_file(*rows, header=f'tanggal,loket,usia,{KEYS}'))}/pratinjau"
    shown = administrator.get(address, query_string=CHOICES).text
    assert "Kolom yang tidak dibaca: usia." in shown
    assert "Periksa baik-baik: impor tidak dapat dibatalkan." in shown
    assert "periode yang sudah ditutup (Maret 2026). Nilai final itu tidak berubah" in shown
    assert "Simpan 1.200 lembar ini?" in shown


def test_a_report_with_titles_and_sums_is_read_and_says_what_it_leaves_out(
    administrator, send, upload
):
    address = upload(a_report(), "rekap.xlsx")
    assert '<option value="Tanggal" selected>' in administrator.get(address).text
    chosen = CHOICES | {"date_column": "Tanggal", "counter_column": "Loket", "order": "form"}
    shown = administrator.get(f"{address}/pratinjau", query_string=chosen).text
    assert "Simpan 2 lembar ini?" in shown
    assert "bukan lembar jawaban (judul, jumlah, atau nilai rata-rata): 7, 8, 9, 10, 11." in shown
    send(f"{address}/simpan", **chosen)
    assert responses.count() == 2


def test_a_preview_without_anything_to_warn_of_warns_of_nothing(administrator, upload):
    shown = administrator.get(f"{upload()}/pratinjau", query_string=CHOICES).text
    assert "Kolom yang tidak dibaca" not in shown
    assert "sudah ditutup" not in shown
    assert "bukan lembar jawaban" not in shown


def test_the_preview_names_every_fault_and_offers_no_confirmation(administrator, upload):
    answer = administrator.get(f"{upload(BAD)}/pratinjau", query_string=CHOICES)
    assert "Berkas ini belum dapat disimpan" in answer.text
    assert "Baris 4, kolom B" in answer.text
    assert "Baris 5, kolom A" in answer.text
    assert "/simpan" not in answer.text


def test_faults_are_told_in_the_readers_language(administrator, upload):
    chosen = CHOICES | {"bahasa": "en", "date_format": "dmy"}
    address = upload(BAD)
    shown = administrator.get(f"{address}/pratinjau", query_string=chosen).text
    table = administrator.get(f"{address}/kesalahan.csv", query_string=chosen).text
    for told in (shown, table):
        assert "The unit has nothing of this name. Is" in told
        assert "The date must be written day/month/year" in told
    assert table.lstrip("\ufeff").startswith("row")


def test_faults_are_handed_out_as_a_table(administrator, upload):
    answer = administrator.get(f"{upload(BAD)}/kesalahan.csv", query_string=CHOICES)
    rows = [cells for _, cells in read_table(answer.data, "kesalahan.csv").rows]
    assert [row[:3] for row in rows] == [("4", "B", "'=Loket"), ("5", "A", "2025-03-02")]


def test_a_wrong_choice_of_columns_is_explained_beside_the_choice(administrator, upload):
    content = a_file(*sheets(2), header="tanggal,loket," + ",".join(f"U{n}" for n in range(1, 10)))
    answer = administrator.get(f"{upload(content)}/pratinjau", query_string=CHOICES)
    assert answer.status_code == 422
    assert "<h1>Pilih kolom</h1>" in answer.text
    assert "U8" in answer.text


def test_a_confirmed_file_is_stored_and_its_copy_removed(send, upload, settings):
    shown = send(f"{upload()}/simpan", **CHOICES).text
    assert "6 lembar jawaban dari lembar maret.csv sudah diimpor dan dihitung." in shown
    assert "Dinas Kependudukan" in shown
    assert responses.count() == 6
    assert kept(settings) == []


def test_a_second_press_stores_nothing_more(send, upload):
    address = f"{upload()}/simpan"
    send(address, **CHOICES)
    assert send(address, **CHOICES, again="yes").status_code == 404
    assert responses.count() == 6


def test_a_file_taken_in_before_is_stored_only_when_that_is_said(administrator, send, upload):
    send(f"{upload()}/simpan", **CHOICES)
    address = upload()
    preview = administrator.get(f"{address}/pratinjau", query_string=CHOICES).text
    assert "sudah diimpor pada 15 Jun 2026 (6 lembar)" in preview
    refused = send(f"{address}/simpan", **CHOICES)
    assert (refused.status_code, responses.count()) == (422, 6)
    assert "Berkas dengan isi yang sama sudah diimpor" in refused.text
    send(f"{address}/simpan", **CHOICES, again="yes")
    assert responses.count() == 12


def test_a_file_with_faults_is_not_stored_even_when_asked_for(send, upload):
    refused = send(f"{upload(BAD)}/simpan", **CHOICES)
    assert (refused.status_code, responses.count()) == (422, 0)


def test_a_discarded_file_is_gone(administrator, send, upload, settings):
    address = upload()
    assert "Tidak ada yang disimpan." in send(f"{address}/buang").text
    assert kept(settings) == []
    assert administrator.get(address).status_code == 404


def test_a_file_of_somebody_else_is_not_found(unit_admin, upload):
    address = upload()
    for page in ("", "/pratinjau", "/kesalahan.csv"):
        assert unit_admin.get(f"{address}{page}", query_string=CHOICES).status_code == 404
    token = form_token(unit_admin, PAGE)
    for page in ("/simpan", "/buang"):
        answer = unit_admin.post(f"{address}{page}", data=CHOICES | {"csrf_token": token})
        assert answer.status_code == 404
    assert responses.count() == 0


def test_only_units_in_reach_can_be_chosen(unit_admin, building, scope, now):
    other = an_office(scope, now, code="DINKES", name="Dinas Kesehatan")
    assert "Dinas Kesehatan" not in unit_admin.get(PAGE).text
    form = {
        "unit_id": other.unit.id,
        "file": (BytesIO(GOOD), "a.csv"),
        "csrf_token": form_token(unit_admin, PAGE),
    }
    answer = unit_admin.post(PAGE, data=form)
    assert answer.status_code == 422
    assert "Pilih salah satu dari daftar." in answer.text


def test_a_file_that_is_no_table_is_refused_at_once(send, building, settings):
    form = {"unit_id": building.unit.id, "file": (BytesIO(b"PK\x03\x04"), "a.xlsx")}
    answer = send(PAGE, **form)
    assert answer.status_code == 422
    assert "Berkas XLSX ini rusak" in answer.text
    assert not (settings.var_dir / "uploads").exists()


def test_words_of_a_file_are_shown_as_words(administrator, upload):
    content = a_file("<script>alert(1)</script>,L1," + ALL_FOURS, header=f"tanggal,loket,{KEYS}")
    shown = administrator.get(f"{upload(content)}/pratinjau", query_string=CHOICES).text
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)" in shown


def test_a_manager_does_not_import(unit_manager):
    assert unit_manager.get(PAGE).status_code == 403
