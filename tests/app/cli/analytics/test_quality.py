"""`flask analytics quality FILE`."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.cli.analytics import analytics
from tests.factories.quality_files import BEST, GOOD, a_quality_file, rows_of, usual_rows

ODD = date(2026, 5, 4)
BAD, THREES = "1,1,2,1,1,1,1,1,1", "3,3,3,3,3,3,3,3,3"


@pytest.fixture
def run(tmp_path: Path):
    """Runs the command on the bytes of a file."""

    def on(content: bytes, *options: str) -> Result:
        path = tmp_path / "lembar.csv"
        path.write_bytes(content)
        return CliRunner().invoke(analytics, ["quality", str(path), *options])

    return on


def test_a_usual_file_is_told_in_a_few_lines(run) -> None:
    result = run(a_quality_file(usual_rows()))

    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "n = 200 lembar (200 lengkap)",
        "seragam: 120 dari 200 lembar lengkap; catatan, bukan tanda kecurangan",
        "IKM semua lembar: 97,78 (selang 95 %: 97,34 - 98,14, n = 200)",
        "terlalu cepat: 0 lembar",
        "IKM tanpa yang terlalu cepat: 97,78 (selang 95 %: 97,34 - 98,14, n = 200)",
        "hari loket yang menonjol: 0 dari 40 yang dapat diperiksa",
    ]


def test_a_day_that_stands_out_is_told_with_every_reason(run) -> None:
    output = run(a_quality_file([*usual_rows(), *rows_of(ODD, BAD, 30, seconds=2)])).output

    assert "terlalu cepat: 30 lembar" in output
    assert "hari loket yang menonjol: 1 dari 41 yang dapat diperiksa" in output
    assert (
        "  2026-05-04  L1  n 30: banyak yang terlalu cepat, jauh lebih banyak dari biasanya, "
        "nilai jauh lebih rendah dari biasanya" in output
    )


def test_few_fast_sheets_leave_one_index(run) -> None:
    output = run(a_quality_file([*usual_rows(), *rows_of(ODD, BEST, 4, seconds=2)])).output

    assert "IKM tanpa yang terlalu cepat: kurang dari 5 disisihkan" in output


def test_without_a_column_of_time_it_is_said_to_be_unknown(run) -> None:
    output = run(a_quality_file(usual_rows()).replace(b"waktu_isi_detik", b"lain")).output

    assert "terlalu cepat: tidak diketahui (tidak ada kolom waktu_isi_detik)" in output
    assert "IKM tanpa" not in output


def test_a_month_and_a_comment_are_told(run) -> None:
    worse = [
        row
        for step in range(12)
        for row in rows_of(ODD + timedelta(days=step), THREES, 5, comment="Bu Ani lambat sekali")
    ]
    output = run(a_quality_file([*usual_rows(60), *worse])).output

    assert "  2026-05  L1  n 60: nilai jauh lebih rendah dari biasanya (sepanjang bulan)" in output
    assert "  komentar hampir sama 60 kali di L1: Bu ▇▇▇ lambat sekali" in output


def test_a_sheet_without_a_counter_is_told_as_such(run) -> None:
    rows = [*usual_rows(counter=""), *rows_of(ODD, BAD, 30, counter="")]

    assert "  2026-05-04  tanpa loket  n 30: " in run(a_quality_file(rows)).output


def test_an_index_that_is_undefined_says_so(run) -> None:
    output = run(a_quality_file(rows_of(ODD, GOOD[:-1], 6))).output

    assert "IKM semua lembar: tidak dapat dihitung" in output


def test_numbered_columns_need_their_order(run) -> None:
    header, *rows = a_quality_file(usual_rows()).decode().splitlines()
    numbered = ",".join([*header.split(",")[:4], *(f"U{number}" for number in range(1, 10))])
    content = "\n".join([numbered, *rows]).encode()

    assert run(content).exit_code == 2
    assert run(content, "--order", "list").exit_code == 0


def test_json_is_what_the_words_say(run) -> None:
    content = a_quality_file([*usual_rows(), *rows_of(ODD, BAD, 30)])

    shown = json.loads(run(content, "--json").output)

    assert (shown["n"], shown["n_too_fast"], len(shown["days"])) == (230, 0, 1)
    assert shown["days"][0]["reasons"] == ["more_than_usual", "worse_than_usual"]


def test_a_cell_that_cannot_be_read_is_named(run) -> None:
    result = run(a_quality_file(usual_rows()).replace(b"2026-03-02", b"kemarin", 1))

    assert result.exit_code == 2
    assert "baris 2, kolom tanggal: 'kemarin'" in result.output
