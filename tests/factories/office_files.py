"""XLSX files of answer sheets as offices keep them, written by the programs they use."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook

NUMBERED = tuple(f"U{number}" for number in range(1, 10))
NAMES = (
    "Persyaratan",
    "Sistem, Mekanisme, dan Prosedur",
    "Waktu Penyelesaian",
    "Biaya/Tarif",
    "Produk Spesifikasi Jenis Pelayanan",
    "Kompetensi Pelaksana",
    "Perilaku Pelaksana",
    "Penanganan Pengaduan, Saran dan Masukan",
    "Sarana dan Prasarana",
)
# The eighth and ninth answers tell the two orders apart.
SHEETS = ((4, 4, 4, 4, 4, 4, 4, 1, 2), (3, 3, 3, 3, 3, 3, 3, 3, 4))


def workbook(*rows: Sequence[Any], merged: Sequence[str] = ()) -> bytes:
    """An XLSX of these rows on its first sheet."""
    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(list(row))
    for place in merged:
        sheet.merge_cells(place)
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def a_report(heads: Sequence[str] = NUMBERED, *more: Sequence[Any]) -> bytes:
    """A report's appendix: titles, the header, the sheets of one day, then the sums."""
    sheets = [(n, date(2026, 3, 2), "L1", *ratings) for n, ratings in enumerate(SHEETS, start=1)]
    return workbook(
        ("PENGOLAHAN SURVEI KEPUASAN MASYARAKAT PER RESPONDEN DAN PER UNSUR PELAYANAN",),
        ("Unit Layanan: Dinas Kependudukan",),
        (),
        ("No", "Tanggal", "Loket", *heads),
        *sheets,
        *more,
        ("Jumlah", None, None, 7, 7, 7, 7, 7, 7, 7, 4, 6),
        ("NRR per Unsur", None, None, 3.5, 3.5, 3.5, 3.5, 3.5, 3.5, 3.5, 2, 3),
        ("NRR tertimbang", None, None, *[0.389] * 9),
        (None, None, "IKM Unit Pelayanan", 83.33),
        (None, None, None, None, "Kepala Dinas,"),
        merged=("A1:L1",),
    )
