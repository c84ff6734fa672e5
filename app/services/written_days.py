"""Days and periods as people write them in a column; what could mean two is never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from functools import cache

from babel.dates import get_month_names

from app.clock import Period

EXPECTED = (
    "Tulis tanggal lengkap, misalnya 2026-03-31 atau 31 Maret 2026; di lembar kerja, beri kolom "
    "ini format tanggal."
)
TWO_MEANINGS = (
    "Tanggal ini dapat dibaca sebagai dua hari, dan tidak ada tanggal lain di kolom ini yang "
    "menunjukkan mana hari dan mana bulan. Tulis tahun-bulan-hari, misalnya 2026-03-31."
)
TWO_ORDERS = (
    "Tanggal di kolom ini ditulis dengan lebih dari satu urutan; lembar kerja mungkin sudah "
    "menukar hari dan bulan. Periksa, lalu tulis semuanya tahun-bulan-hari, misalnya 2026-03-31."
)
PERIOD_EXPECTED = "Tulis periode sebagai 2026-03, 2026-Q1, atau 2026."
EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)

# A form's time stamp may carry the time of day; it is read over, because only the day is kept.
TIME = r"(?:[ T]\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.]?)(\d{{2}})\2(\d{{2}}){TIME}", re.ASCII)
YEAR_LAST = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}){TIME}", re.ASCII)
_DAY_OF_MONTH = re.compile(r"(?:[^\W\d]+, ?)?(\d{1,2})[ -]([^\W\d]+)\.?,?[ -](\d{4})")
_MONTH_AND_DAY = re.compile(r"(?:[^\W\d]+, ?)?([^\W\d]+)\.? (\d{1,2}),? (\d{4})")
_MONTH_IN_WORDS = re.compile(r"([^\W\d]+)[ .-]+(\d{4})")
_MONTH_FIRST = re.compile(r"(0?[1-9]|1[0-2])[/.-](\d{4})", re.ASCII)
_PART = re.compile(
    r"(?P<kind>triwulan|tw|q|kuartal|quarter|semester|smt|s)\.? ?(?P<number>iv|i{1,3}|[1-4])"
    r"[ ,/-]+(?:tahun )?(?P<year>\d{4})",
    re.ASCII,
)
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}


class DateFormat(StrEnum):
    """The order in which a column writes day, month and year."""

    ISO = "iso"
    DMY = "dmy"
    MDY = "mdy"


class Days:
    """Reads the days of one column, in the one order of day and month that its cells show."""

    def __init__(self, cells: Iterable[str]) -> None:
        """Take all cells of the column: a number above 12 in one of them tells the order of all."""
        held = [cell.strip() for cell in cells]
        parts = [match for match in map(YEAR_LAST.fullmatch, held) if match]
        firsts, seconds = ({int(match[at]) for match in parts} for at in (1, 3))
        is_month = [max(numbers, default=0) <= 12 for numbers in (firsts, seconds)]
        self._order: DateFormat | None = None
        if any(map(_YEAR_FIRST.fullmatch, held)) or not any(is_month):
            self._why = TWO_ORDERS
        elif all(is_month) and any(match[1].lstrip("0") != match[3].lstrip("0") for match in parts):
            self._why = TWO_MEANINGS
        else:
            self._order = DateFormat.DMY if is_month[1] else DateFormat.MDY

    def read(self, cell: str) -> date:
        """The day that a cell means; a ValueError says what to do where that cannot be told."""
        match = YEAR_LAST.fullmatch(cell.strip())
        if not match:
            return clear_day(cell)
        if self._order is None:
            raise ValueError(self._why)
        day, month = (match[1], match[3]) if self._order is DateFormat.DMY else (match[3], match[1])
        return _day(match[4], int(month), day)


def looks_like_a_day(cell: str) -> bool:
    """Whether a cell is written as a day, whatever the order."""
    in_numbers = any(one.fullmatch(cell.strip()) for one in (_YEAR_FIRST, YEAR_LAST))
    return in_numbers or names_its_month(cell)


def names_its_month(cell: str) -> bool:
    """Whether a cell is written as a day whose month is a word."""
    return any(pattern.fullmatch(cell.strip()) for pattern in (_DAY_OF_MONTH, _MONTH_AND_DAY))


def clear_day(cell: str) -> date:
    """The day of a cell that can mean one day alone; else a ValueError says how to write it."""
    text = cell.strip()
    if match := _YEAR_FIRST.fullmatch(text):
        return _day(match[1], int(match[3]), match[4])
    if match := _DAY_OF_MONTH.fullmatch(text):
        return _day(match[3], _month(match[2]), match[1])
    if match := _MONTH_AND_DAY.fullmatch(text):
        return _day(match[3], _month(match[1]), match[2])
    raise ValueError(EXPECTED)


def read_period(cell: str) -> Period:
    """The period that a cell means, by its code or in words.

    A first or last day stands for its month: a spreadsheet makes a day of "2026-03".
    """
    text = " ".join(cell.casefold().split())
    try:
        return Period.parse(_code(text) or text.upper())
    except ValueError as error:
        raise ValueError(PERIOD_EXPECTED) from error


def is_period(cell: str) -> bool:
    """Whether a cell can be read as a period."""
    try:
        read_period(cell)
    except ValueError:
        return False
    return True


def _code(text: str) -> str | None:
    if match := _PART.fullmatch(text):
        letter = "S" if match["kind"].startswith("s") else "Q"
        return f"{match['year']}-{letter}{_ROMAN.get(match['number'], match['number'])}"
    if match := _MONTH_IN_WORDS.fullmatch(text):
        return f"{match[2]}-{_month(match[1]):02}"
    if match := _MONTH_FIRST.fullmatch(text):
        return f"{match[2]}-{int(match[1]):02}"
    return _month_of_day(clear_day(text)).code if looks_like_a_day(text) else None


def _month_of_day(day: date) -> Period:
    month = Period(day.year, day.month, 1)
    if day not in (month.first_day, month.last_day):
        raise ValueError(PERIOD_EXPECTED)
    return month


def _day(year: str, month: int, day: str) -> date:
    try:
        found = date(int(year), month, int(day))
    except ValueError as error:
        raise ValueError(f"Tanggal ini tidak ada. {EXPECTED}") from error
    if not EARLIEST <= found <= LATEST:
        raise ValueError(f"Tahun ini di luar {EARLIEST.year} sampai {LATEST.year}.")
    return found


def _month(name: str) -> int:
    number = _months().get(name.casefold().rstrip("."))
    if number is None:
        raise ValueError(EXPECTED)
    return number


@cache
def _months() -> dict[str, int]:
    """The months' names and their short forms, in Indonesian and English."""
    # Written so in reports too, and in none of the languages' tables.
    found = {"pebruari": 2, "nopember": 11, "agt": 8, "agust": 8, "sept": 9}
    for language in ("id", "en"):
        for width in ("wide", "abbreviated"):
            names = get_month_names(width, locale=language)
            found |= {str(name).casefold().rstrip("."): number for number, name in names.items()}
    return found
