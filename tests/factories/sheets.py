"""Files of answers on paper."""

from __future__ import annotations

from collections.abc import Iterable

KEYS = "persyaratan,prosedur,waktu,biaya,produk,kompetensi,perilaku,pengaduan,sarana"
ALL_FOURS = "4,4,4,4,4,4,4,4,4"


def a_file(*rows: str, header: str = f"tanggal,loket,{KEYS}") -> bytes:
    """A CSV of these rows under a header in list order."""
    return "\n".join([header, *rows, ""]).encode()


def sheets(how_many: int, *, day: str = "2026-03-02", loket: str = "L1") -> Iterable[str]:
    """Rows that are all fours, of one day and counter."""
    return [f"{day},{loket},{ALL_FOURS}"] * how_many
