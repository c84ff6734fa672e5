"""Filling the system from the command line: what is printed, what is stored, and exit codes."""

from __future__ import annotations

import re
from datetime import date

import pytest
import time_machine

from app.cli.setup_files import import_responses_command, load_units_command
from app.database import db
from app.models.responses import Comment
from app.queries import collection as codes
from app.queries import organisation, responses
from tests.factories.office_files import NAMES, a_report, workbook
from tests.factories.organisation import an_office
from tests.factories.publications import closed_periods
from tests.factories.sheets import ALL_FOURS, KEYS, a_file, sheets
from tests.factories.unit_files import HEADER, ROWS, a_unit_file


@pytest.fixture
def run(app, now, tmp_path):
    """Runs a command on a file of this content, in June 2026."""

    def invoke(command, content, *options, name="berkas.csv"):
        path = tmp_path / name
        path.write_bytes(content)
        with time_machine.travel(now, tick=False):
            return app.test_cli_runner().invoke(command, [str(path), *options])

    return invoke


def test_units_are_made_and_their_codes_printed(run, scope):
    result = run(load_units_command, a_unit_file())
    assert result.exit_code == 0
    assert "Dibuat: 1 instansi, 2 unit, 3 loket, 1 jenis layanan, 0 putaran." in result.output
    assert len(re.findall(r"^[0-9A-Z]{8}  ", result.output, re.MULTILINE)) == 3
    assert [unit.code for unit in organisation.units(scope)] == ["DISHUB", "UPT"]


def test_units_are_made_from_a_spreadsheet_too(run, scope):
    rows = [row.split(",") for row in ROWS.splitlines()]
    content = workbook(HEADER.split(","), *rows)
    assert run(load_units_command, content, name="unit.xlsx").exit_code == 0
    assert len(organisation.units(scope)) == 2


def test_running_it_again_makes_nothing(run):
    run(load_units_command, a_unit_file())
    again = run(load_units_command, a_unit_file())
    assert again.exit_code == 0
    assert "Dibuat: 0 instansi, 0 unit, 0 loket" in again.output


def test_a_round_is_opened_in_each_new_unit(run, scope):
    options = ["--round", "SKM 2026", "--opens", "2026-01-01", "--closes", "2026-12-31"]
    result = run(load_units_command, a_unit_file(), *options, "--population", "1200")
    assert "2 putaran" in result.output
    (unit, _) = organisation.units(scope)
    (opened,) = codes.rounds(scope, unit.id)
    assert (opened.opens_on, opened.population_served) == (date(2026, 1, 1), 1200)


@pytest.mark.parametrize(
    "options",
    [["--round", "SKM"], ["--opens", "2026-01-01"], ["--round", "SKM", "--opens", "2026-01-01"]],
)
def test_half_a_round_is_refused(run, scope, options):
    assert run(load_units_command, a_unit_file(), *options).exit_code == 2
    assert organisation.units(scope) == []


def test_faults_of_units_are_named_by_row_and_column(run, scope):
    result = run(load_units_command, a_unit_file("Kota A,WIX,D,Dinas,,,,,\nKota A,,D,,,,,,"))
    assert result.exit_code == 2
    assert "baris 2, kolom B: 'WIX'. Zona waktu" in result.output
    assert "baris 3, kolom D: ''. Nama wajib diisi." in result.output
    assert "2 kesalahan; tidak ada yang disimpan." in result.output
    assert organisation.units(scope) == []


def test_a_file_that_is_no_table_is_refused(run):
    result = run(load_units_command, b"PK\x03\x04 not a spreadsheet")
    assert result.exit_code == 2
    assert "rusak" in result.output


def test_the_help_lists_every_column(app):
    shown = app.test_cli_runner().invoke(load_units_command, ["--help"]).output
    assert all(f"{name}" in shown for name in HEADER.split(","))


IMPORT = ("--unit", "DISDUK", "--counter-column", "loket", "--date-column", "tanggal")


@pytest.fixture
def office(app, scope, now):
    return an_office(scope, now, services=1)


def test_answers_are_imported(run, office):
    content = a_file(*sheets(5), "2026-03-09,L2,4,,4,4,4,4,4,4,4")
    result = run(import_responses_command, content, *IMPORT)
    assert result.exit_code == 0, result.output
    assert (
        "6 lembar diimpor (2026-03-02 s.d. 2026-03-09), 1 dengan jawaban kosong, 0 saran."
        in result.output
    )
    assert responses.count() == 6


def test_what_is_not_read_and_what_is_closed_is_said_and_all_is_stored(run, office, now):
    closed_periods(office.unit.id, now, "2026-Q1")
    content = a_file(f"2026-03-02,L1,41,{ALL_FOURS}", header=f"tanggal,loket,usia,{KEYS}")
    result = run(import_responses_command, content, *IMPORT)
    assert "Kolom yang tidak dibaca: usia." in result.output
    assert "periode yang sudah ditutup (2026-Q1). Nilai final itu tidak berubah" in result.output
    assert (result.exit_code, responses.count()) == (0, 1)


def test_rows_that_are_no_sheets_are_named(run, office):
    content = a_report(NAMES)
    options = ("--date-column", "Tanggal", "--counter-column", "Loket")
    result = run(import_responses_command, content, *options, name="rekap.xlsx")
    assert "bukan lembar jawaban (judul, jumlah, atau nilai rata-rata): 7, 8, 9," in result.output
    assert (result.exit_code, responses.count()) == (0, 2)


def test_every_option_reaches_the_import(run, office):
    numbers = ",".join(f"U{number}" for number in range(1, 10))
    content = a_file(
        f"02/03/2026,,S1,Hubungi a@b.id,{ALL_FOURS}",
        header=f"tanggal,loket,layanan,saran,{numbers}",
    )
    result = run(
        import_responses_command,
        content,
        *IMPORT,
        *("--order", "list", "--date-format", "dmy", "--blank-counter", "unit"),
        *("--service-column", "layanan", "--comment-column", "saran", "--instrument", "skm-2017@1"),
    )
    assert result.exit_code == 0, result.output
    assert "(2026-03-02 s.d. 2026-03-02)" in result.output
    assert [comment.text for comment in db.session.query(Comment)] == ["Hubungi ▇▇▇"]


def test_faults_of_answers_are_named_by_row_and_column(run, office):
    content = a_file(*sheets(2), f"2026-03-02,Loket Satu,{ALL_FOURS}", f"2026-03-02,,{ALL_FOURS}")
    result = run(import_responses_command, content, *IMPORT)
    assert result.exit_code == 2
    assert "baris 4, kolom B: 'Loket Satu'. Tidak ada yang bernama ini" in result.output
    assert "baris 5, kolom B: ''. Loket kosong." in result.output
    assert responses.count() == 0


def test_a_file_is_imported_once_unless_told_otherwise(run, office):
    content = a_file(*sheets(5))
    assert run(import_responses_command, content, *IMPORT).exit_code == 0
    refused = run(import_responses_command, content, *IMPORT)
    assert (refused.exit_code, responses.count()) == (2, 5)
    assert "sudah diimpor pada 15-06-2026" in refused.output
    assert run(import_responses_command, content, *IMPORT, "--again").exit_code == 0
    assert responses.count() == 10


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--unit", "TIDAK"], "Unit 'TIDAK' tidak ditemukan"),
        (["--date-column", "hari"], "Kolom 'hari' tidak ada"),
        (["--instrument", "skm-1999"], "Kuesioner 'skm-1999' tidak dikenal"),
    ],
)
def test_options_that_do_not_fit_are_refused(run, office, options, said):
    result = run(import_responses_command, a_file(*sheets(1)), *IMPORT, *options)
    assert result.exit_code == 2
    assert said in result.output


def test_numbered_columns_ask_for_an_order(run, office):
    header = "tanggal,loket," + ",".join(f"U{number}" for number in range(1, 10))
    result = run(import_responses_command, a_file(*sheets(1), header=header), *IMPORT)
    assert result.exit_code == 2
    assert "U8" in result.output
    assert KEYS not in result.output
