"""Files of series: a row a period, answer sheets by day, and minutes by day."""

from __future__ import annotations

from collections.abc import Iterable

from tests.factories.sheets import KEYS


def months(k: int, *, first: int = 2025) -> list[str]:
    """The codes of k months from a January on."""
    return [f"{first + m // 12}-{m % 12 + 1:02}" for m in range(k)]


def a_series(values: Iterable[object], *, n: int = 40) -> bytes:
    """One row a month, with values as they are written."""
    written = list(values)
    rows = [f'{m},"{v}",{n}' for m, v in zip(months(len(written)), written, strict=True)]
    return "\n".join(["periode,nilai,n", *rows, ""]).encode()


def a_wave(k: int, *, change: int | None = None, jump: float = 5) -> list[float]:
    """Values around 82 that go up and down, higher from the month of the change on."""
    rise = k if change is None else change
    return [82 + (m * 7 % 5) / 4 + (jump if m >= rise else 0) for m in range(k)]


def sheets_by_month(
    ratings: Iterable[Iterable[int]], *, each: int = 12, comparison: str = ""
) -> list[str]:
    """For each month so many rows, of which half have all ratings of the month one lower."""
    given = [list(month) for month in ratings]
    return [
        ",".join([f"{month}-{day + 1:02}", comparison, *(str(r - day % 2) for r in row)])
        for month, row in zip(months(len(given)), given, strict=True)
        for day in range(each)
    ]


def a_sheet_file(*rows: str) -> bytes:
    """A file of sheets with a column that says which rows are the comparison."""
    return "\n".join([f"tanggal,pembanding,{KEYS}", *rows, ""]).encode()


def a_minutes_file(minutes: Iterable[float], *, each: int = 10) -> bytes:
    """For each month so many rows of minutes, one more or less than given."""
    given = list(minutes)
    rows = [
        f"{month}-{day + 1:02},{value + (day % 3) - 1}"
        for month, value in zip(months(len(given)), given, strict=True)
        for day in range(each)
    ]
    return "\n".join(["tanggal,menit", *rows, ""]).encode()
