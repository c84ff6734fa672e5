"""Cells of an answer sheet: a day is never guessed, a name is found or explained."""

from __future__ import annotations

from datetime import date

import pytest

from app.errors import Invalid
from app.services.import_cells import Names, needs_an_order, read_day
from app.services.written_days import DateFormat

TODAY = date(2026, 6, 15)
ISO, DMY, MDY = DateFormat.ISO, DateFormat.DMY, DateFormat.MDY


@pytest.mark.parametrize(
    ("cell", "order", "day"),
    [
        ("2026-03-04", ISO, date(2026, 3, 4)),
        ("2026-03-04 09:15:00", ISO, date(2026, 3, 4)),
        ("2026-03-04T09:15", ISO, date(2026, 3, 4)),
        ("03/04/2026", DMY, date(2026, 4, 3)),
        ("3-4-2026 9.15", DMY, date(2026, 4, 3)),
        ("03/04/2026", MDY, date(2026, 3, 4)),
        ("03.04.2026", MDY, date(2026, 3, 4)),
        ("2026-06-15", ISO, TODAY),
        ("2000-01-01", ISO, date(2000, 1, 1)),
        ("4 Maret 2026", ISO, date(2026, 3, 4)),
        ("Rabu, 4 Mar 2026", DMY, date(2026, 3, 4)),
        ("March 4, 2026", MDY, date(2026, 3, 4)),
    ],
)
def test_a_day_is_read_in_the_order_that_was_named(cell, order, day):
    assert read_day(cell, order, TODAY) == day


@pytest.mark.parametrize(
    ("cell", "order", "said"),
    [
        ("", ISO, "Tanggal kosong"),
        ("04/03/2026", ISO, "harus ditulis tahun-bulan-hari"),
        ("2026-03-04", DMY, "harus ditulis hari/bulan/tahun"),
        ("31/12/25", DMY, "harus ditulis hari/bulan/tahun"),
        ("12/31/2025", DMY, "tidak ada bila dibaca hari/bulan/tahun"),
        ("31/12/2025", MDY, "tidak ada bila dibaca bulan/hari/tahun"),
        ("03/04-2026", DMY, "harus ditulis"),
        ("2026-02-29", ISO, "Tanggal ini tidak ada"),
        ("46085", ISO, "nomor hari lembar kerja"),
        ("46085.4", DMY, "nomor hari lembar kerja"),
        ("31 Februari 2026", ISO, "tidak dapat dibaca"),
        ("2 Marzo 2026", DMY, "tidak dapat dibaca"),
        ("٢٠٢٦-٠٣-٠٤", ISO, "harus ditulis"),
        ("2026-06-16", ISO, "belum tiba"),
        ("1999-12-31", ISO, "sebelum tahun 2000"),
    ],
)
def test_a_day_that_cannot_be_meant_is_refused(cell, order, said):
    with pytest.raises(Invalid, match=said):
        read_day(cell, order, TODAY)


@pytest.mark.parametrize(
    ("cell", "answer"),
    [("03/04/2026", True), ("31/12/2026", True), ("2026-03-04", False), ("kemarin", False)],
)
def test_dates_with_slashes_need_an_order(cell, answer):
    assert needs_an_order(cell) is answer


def names() -> Names:
    return Names([(1, "L1", "Loket Akta"), (2, "L2", "Loket KTP"), (3, "L3", "loket ktp")])


@pytest.mark.parametrize("cell", ["L1", "l1", " Loket  Akta ", "LOKET AKTA"])
def test_a_place_is_found_by_code_or_name_in_any_case(cell):
    assert names().find(cell) == 1


def test_a_name_that_two_places_share_asks_for_the_code():
    with pytest.raises(Invalid, match=r"lebih dari satu di unit\. Tulis kodenya"):
        names().find("Loket KTP")


def test_an_unknown_name_is_answered_with_those_that_come_near():
    with pytest.raises(Invalid, match='Mungkin maksudnya "Loket Akta"'):
        names().find("Loket Aktaa")


def test_a_name_that_is_near_nothing_says_what_to_do():
    with pytest.raises(Invalid, match="Tambahkan di halaman unit"):
        names().find("Parkir")
