"""Files of sheets with the seconds they took and a comment, day by day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from tests.factories.sheets import KEYS

FIRST = date(2026, 3, 2)
BEST, GOOD = "4,4,4,4,4,4,4,4,4", "4,4,3,4,4,3,4,4,4"


def rows_of(
    day: date,
    ratings: str,
    how_many: int,
    *,
    counter: str = "L1",
    seconds: int = 60,
    comment: str = "",
) -> list[str]:
    """The same sheet so many times."""
    return [f'{day},{counter},{seconds},"{comment}",{ratings}'] * how_many


def usual_rows(
    days: int = 40, *, counter: str = "L1", rows: Sequence[str] = (BEST, BEST, BEST, GOOD, GOOD)
) -> list[str]:
    """The same sheets on each of so many days, one of which in turn is a little worse."""
    return [
        row
        for step in range(days)
        for ratings in rows
        for row in rows_of(FIRST + timedelta(days=step), ratings, 1, counter=counter)
    ]


def a_quality_file(rows: Iterable[str]) -> bytes:
    """A CSV of these rows."""
    return "\n".join([f"tanggal,loket,waktu_isi_detik,komentar,{KEYS}", *rows, ""]).encode()
