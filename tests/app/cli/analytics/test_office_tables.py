"""Tables as offices hand them in give the numbers of the plain table, and say what is left out."""

from __future__ import annotations

import logging
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from tests.factories.office_tables import as_csv, ways

MINUTES = [
    (date(2026, month, day), minutes + day % 3 / 2)
    for month, minutes in ((2, 20), (3, 14))
    for day in range(1, 26)
]
OFFICERS = [
    (f"P{code}", "Loket 1", date(2026, 3, day % 20 + 1), 4, 3 + (day + code) % 2, "ya")
    for code in range(2)
    for day in range(40)
]
MONTHS = [(f"2026-{month:02}", 80 + month / 4, 40 + month) for month in range(1, 7)]
COMMENTS = [(date(2026, 3, n), f"antre lama é {n}, panas", "Loket 1") for n in range(1, 24)]
MEANS = [(f"Laporan {n}", *[3 + n / 8] * 9) for n in range(2)]
SKM = tuple(f"U{number}" for number in range(1, 10))
# The command and its options; the plain head, and another that means the same; rows; sums below.
TABLES = {
    "minutes": (
        ("before-after", "--change", "2026-03-01", "--value", "menit"),
        ("tanggal", "menit"),
        ("TGL.", "Minutes"),
        MINUTES,
        ("Rata-rata", 17.5),
    ),
    "months": (
        ("trend", "--min-n", "1"),
        ("periode", "nilai", "n"),
        ("Bulan", "Nilai IKM", "Jumlah Responden"),
        MONTHS,
        ("Jumlah", "", 261),
    ),
    "officers": (
        ("officers",),
        ("petugas", "loket", "tanggal", "kompetensi", "perilaku", "verified"),
        ("Kode Petugas", "Counter", "Date", "Kompetensi Pelaksana", "U7", "Terverifikasi"),
        OFFICERS,
        ("Jumlah", "", "", 320, 280),
    ),
    "comments": (
        ("themes",),
        ("tanggal", "komentar", "loket"),
        ("Date", "Kritik dan Saran", "Counter"),
        COMMENTS,
        ("Jumlah", "", 23),
    ),
    "printed": (
        ("printed", "--order", "list"),
        ("laporan", *SKM),
        ("Report", *(one.lower() for one in SKM)),
        MEANS,
        ("Jumlah", *[6.25] * 9),
    ),
}


@pytest.fixture
def told(app: Flask, tmp_path: Path):
    """What a command prints of the bytes of a file."""

    def run(options: tuple[str, ...], name: str, content: bytes) -> str:
        path = tmp_path / name
        path.write_bytes(content)
        command, *rest = options
        args = ["analytics", command, str(path), *rest]
        result = app.test_cli_runner().invoke(args=args)
        assert result.exit_code == 0, result.output
        return "\n".join(line for line in result.stdout.splitlines() if "Baris" not in line)

    return run


@pytest.mark.parametrize("table", TABLES)
def test_every_way_to_hand_it_in_gives_the_same_numbers(told, caplog, table: str) -> None:
    options, plain, named, rows, total = TABLES[table]
    expected = told(options, "a.csv", as_csv([plain, *rows], ";"))
    for way, name, content in ways(named, rows, total):
        if table == "comments" and way in ("days in words", "a workbook"):
            continue  # their days are not read, so these two say no more than the others
        caplog.clear()
        with caplog.at_level(logging.WARNING):
            assert told(options, name, content) == expected, way
        assert "tidak dibaca karena bukan isi tabel" in caplog.text, way


def test_days_that_could_mean_two_are_refused_with_what_to_do(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("tanggal;menit\n03/04/2026;5\n04/04/2026;6\n", encoding="utf-8")
    args = ["analytics", "trend", str(path), "--value", "menit"]
    result = app.test_cli_runner().invoke(args=args)

    assert result.exit_code == 2
    assert "baris 2, kolom tanggal: '03/04/2026'. Tanggal ini dapat dibaca sebagai dua hari" in (
        result.stderr
    )
    assert "2026-03-31" in result.stderr
