"""Files of sheets about officers."""

from __future__ import annotations

from collections.abc import Iterable

HEADER = "petugas,loket,layanan,kompetensi,perilaku,verified"


def officer_file(*rows: str, header: str = HEADER) -> bytes:
    """A CSV of these rows."""
    return "\n".join([header, *rows, ""]).encode()


def officer_rows(
    code: str, fours: int, threes: int, *, counter: str = "Loket 1", verified: str = "ya"
) -> Iterable[str]:
    """Rows of one officer, some all fours and some all threes."""
    start = f"{code},{counter},KTP"
    return [f"{start},4,4,{verified}"] * fours + [f"{start},3,3,{verified}"] * threes
